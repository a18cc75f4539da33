import type { Severity } from '../notices/catalog.js'

/** The rapport d'alimentation as every format shows it (texte, JSON, XML, REST). */
export interface Alimentation {
  readonly id: string
  /** ISO 8601. */
  readonly debut: string
  readonly fin: string
  readonly etat: 'publiée' | 'refusée'
  /** Why the import as a whole was refused, in French. */
  readonly motif: string | null
  /** What did not keep the import from being published, and should be looked at, in French. */
  readonly avertissements: readonly string[]
  /** Falls of what is published that the user accepted. */
  readonly baisses: readonly BaisseAcceptee[]
  /** Files found and not loaded. */
  readonly ecartes: readonly FichierEcarte[]
  readonly totaux: Comptes
  readonly fichiers: readonly FichierAlimente[]
}

export interface BaisseAcceptee {
  /** 'national' or the regional source. */
  readonly source: string
  /** What there is less of: « boîtes aux lettres » or « professionnels ». */
  readonly objet: string
  readonly avant: number
  readonly apres: number
  /** The user's words. */
  readonly raison: string
}

export interface FichierEcarte {
  /** Without its path. */
  readonly nom: string
  readonly raison: string
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
  /** Date of the file name, else of the file, ISO 8601. */
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
