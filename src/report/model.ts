import type { Severity } from '../notices/notice.js'

/** The rapport d'alimentation as every format shows it (texte, JSON, XML, REST). */
export interface Alimentation {
  readonly id: string
  /** ISO 8601. */
  readonly debut: string
  readonly fin: string
  readonly etat: 'publiée' | 'refusée'
  /** Why the import as a whole was refused, in French. */
  readonly motif: string | null
  readonly totaux: Comptes
  readonly fichiers: readonly FichierAlimente[]
}

/** lues = chargees + refusees, always. */
export interface Comptes {
  readonly lues: number
  readonly chargees: number
  readonly refusees: number
}

export interface FichierAlimente extends Comptes {
  readonly numero: number
  readonly nom: string
  /** Kind of file: personne-activite, savoir-faire, diplome, mssante, regional. */
  readonly type: string
  readonly source: string
  /** Date told by the file name, else of the file, ISO 8601. */
  readonly date: string
  readonly octets: number
  readonly sha256: string
  readonly encodage: string
  readonly separateur: string
  readonly colonnes: number
  readonly avis: readonly ComptageAvis[]
  /** Present and true when whoever reads sees only how many notices of each rule there are. */
  readonly masque?: boolean
}

export interface ComptageAvis {
  readonly code: string
  readonly severite: Severity
  readonly titre: string
  readonly attendu: string
  readonly nombre: number
}

export interface Avis {
  readonly fichier: number
  readonly nomFichier: string
  readonly code: string
  readonly severite: Severity
  readonly ligne: number
  readonly colonne: string | null
  readonly valeur: string | null
  readonly message: string
  /** The refused line as it was read, cut at 4,000 characters; null for lines that were loaded. */
  readonly contenu: string | null
}
