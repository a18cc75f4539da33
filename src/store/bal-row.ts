import type { Bal, Provenance } from '../resources/person.js'
import { placesOf } from '../text/cells.js'
import type { Cells } from './batches.js'
import type { Labels } from './labels.js'
import { serviceNameOf, shownName } from './service-name.js'

/** Columns of the mailboxes that are read together. */
export const BAL_COLUMN_NAMES = [
  'rang',
  'source',
  'adresse',
  'type',
  'identifiant',
  'professionnel',
  'anciens_adeli',
  'civilite_exercice',
  'nom',
  'prenom',
  'profession',
  'categorie',
  'specialite',
  'service',
  'description',
  'responsable',
  'dematerialisation',
  'type_structure',
  'id_structure',
  'raison_sociale',
  'enseigne',
  'lignes',
  'code_postal',
  'commune',
  'departement',
  'pays',
  'telephones',
  'statut',
  'comptes',
  'rang_source',
  'voie',
  'telecopie',
] as const
export const BAL_COLUMNS = BAL_COLUMN_NAMES.join(', ')

/** Place of each of them in what is read. */
export const BAL = placesOf(BAL_COLUMN_NAMES)

type Text = string | null

/**
 * @param cells the columns of BAL_COLUMN_NAMES
 * @param dates of the file of each source's mailboxes
 */
export function toBal(cells: Cells, labels: Labels, dates: ReadonlyMap<string, string>): Bal {
  const text = cells as readonly Text[]
  const [profession, specialite, raisonSociale, enseigne] = [
    text[BAL.profession]!,
    text[BAL.specialite]!,
    text[BAL.raison_sociale]!,
    text[BAL.enseigne]!,
  ]
  const hasStructure = text[BAL.id_structure] !== null || raisonSociale !== null || enseigne !== null
  const source = text[BAL.source]!
  const bal: Bal & { intitule: string } = {
    adresse: text[BAL.adresse]!,
    type: labels.known('type-bal', text[BAL.type]!),
    identifiant: text[BAL.identifiant]!,
    anciensAdeli: formerNumbers(text[BAL.anciens_adeli]!),
    civilite: labels.code('civilite-exercice', text[BAL.civilite_exercice]!),
    nom: text[BAL.nom]!,
    prenom: text[BAL.prenom]!,
    intitule: '',
    profession:
      profession === null
        ? null
        : { ...labels.known('profession', profession), categorie: labels.code('categorie', text[BAL.categorie]!) },
    specialite: specialite === null ? null : labels.savoirFaire(null, specialite),
    service: text[BAL.service]!,
    description: text[BAL.description]!,
    responsable: text[BAL.responsable]!,
    dematerialisation: cells[BAL.dematerialisation] === null ? null : cells[BAL.dematerialisation] === 1,
    structure: hasStructure
      ? { typeIdentifiant: text[BAL.type_structure]!, identifiant: text[BAL.id_structure]!, raisonSociale, enseigne }
      : null,
    adressePostale: {
      lignes: lines(text[BAL.lignes]!),
      voie: text[BAL.voie]!,
      codePostal: text[BAL.code_postal]!,
      commune: text[BAL.commune]!,
      codeCommune: null,
      departement: labels.code('departement', text[BAL.departement]!),
      pays: text[BAL.pays]!,
    },
    telephones: lines(text[BAL.telephones]!),
    telecopie: text[BAL.telecopie]!,
    statut: text[BAL.statut]!,
    comptesConnexion: lines(text[BAL.comptes]!),
    rangSource: cells[BAL.rang_source] as number | null,
    provenance: { source, date: dates.get(source) ?? '' } satisfies Provenance,
  }
  if (!bal.nom) bal.intitule = shownName(serviceNameOf(bal))
  else bal.intitule = bal.prenom ? `${bal.prenom} ${bal.nom}` : bal.nom
  return bal
}

/** ADELI numbers from identifications nationales. */
export function formerNumbers(text: string | null): string[] {
  return text === null ? [] : lines(text).map((number) => number.slice(1))
}

/** A column that holds one value per line. */
export function lines(text: string | null): string[] {
  if (text === null) return []
  return text.includes('\n') ? text.split('\n') : [text]
}
