import type { Cells } from './batches.js'
import type { Labels } from './labels.js'
import type { Bal, Provenance } from './model.js'
import { serviceNameOf, shownName } from './service-name.js'

/** Columns of the mailboxes in the order in which `toBal` takes them. */
export const BAL_COLUMN_NAMES = [
  'rang',
  'source',
  'adresse',
  'type',
  'identifiant',
  'professionnel',
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
  'voie',
  'telecopie',
] as const
export const BAL_COLUMNS = BAL_COLUMN_NAMES.join(', ')

/** Places of the columns that readers look at before a mailbox is made. */
export const BAL_RANK = 0
export const BAL_SOURCE = 1
export const BAL_ADDRESS = 2
export const BAL_HOLDER = 5

type Text = string | null

/**
 * @param cells the columns of BAL_COLUMN_NAMES
 * @param dates of each source's files
 */
export function toBal(cells: Cells, labels: Labels, dates: ReadonlyMap<string, string>): Bal {
  const text = cells as readonly Text[]
  const [profession, specialite, raisonSociale, enseigne] = [text[9]!, text[11]!, text[18]!, text[19]!]
  const hasStructure = text[17] !== null || raisonSociale !== null || enseigne !== null
  const source = text[BAL_SOURCE]!
  const bal: Bal & { intitule: string } = {
    adresse: text[BAL_ADDRESS]!,
    type: labels.known('type-bal', text[3]!),
    identifiant: text[4]!,
    civilite: labels.code('civilite-exercice', text[6]!),
    nom: text[7]!,
    prenom: text[8]!,
    intitule: '',
    profession:
      profession === null
        ? null
        : { ...labels.known('profession', profession), categorie: labels.code('categorie', text[10]!) },
    specialite: specialite === null ? null : labels.savoirFaire(null, specialite),
    service: text[12]!,
    description: text[13]!,
    responsable: text[14]!,
    dematerialisation: cells[15] === null ? null : cells[15] === 1,
    structure: hasStructure ? { typeIdentifiant: text[16]!, identifiant: text[17]!, raisonSociale, enseigne } : null,
    adressePostale: {
      lignes: lines(text[20]!),
      voie: text[28]!,
      codePostal: text[21]!,
      commune: text[22]!,
      codeCommune: null,
      departement: labels.code('departement', text[23]!),
      pays: text[24]!,
    },
    telephones: lines(text[25]!),
    telecopie: text[29]!,
    // The national file gives no preference between the mailboxes of a person.
    rang: 1,
    statut: text[26]!,
    comptesConnexion: lines(text[27]!),
    provenance: { source, date: dates.get(source) ?? '' } satisfies Provenance,
  }
  if (!bal.nom) bal.intitule = shownName(serviceNameOf(bal))
  else bal.intitule = bal.prenom ? `${bal.prenom} ${bal.nom}` : bal.nom
  return bal
}

/** A column that holds one value per line. */
export function lines(text: string | null): string[] {
  if (text === null) return []
  return text.includes('\n') ? text.split('\n') : [text]
}
