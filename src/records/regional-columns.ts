import type { ColumnMap, ColumnSpec } from './columns.js'
import type { NamingColumns } from './line-names.js'
import { canonical } from './near-names.js'

const optional = (...names: string[]) => ({ names, optional: true as const })
/** Two columns that may mean one of these refuse the file. */
const restricts = (...names: string[]) => ({ names, optional: true as const, restricts: true as const })

/**
 * Columns of the loaduser file (one line = one mailbox). Only the first four are needed; the names of the columns that
 * the public documents do not show are the product's own.
 */
export const REGIONAL_COLUMNS = {
  mail: { names: ['Adresse mail', 'Mail', 'Email', 'Adresse e-mail', 'E-mail', 'Courriel'] },
  nom: { names: ['NOM'] },
  prenom: { names: ['Prénom'] },
  type: { names: ['Type de BAL', 'Typologie de BAL'] },
  rpps: optional('RPPS', 'N° RPPS', 'Numéro RPPS'),
  adeli: optional('ADELI', 'N° ADELI', 'Numéro ADELI'),
  civilite: optional('Civilité'),
  profession: optional('Profession', 'Code profession'),
  specialite: optional('Spécialité', 'Code spécialité', 'Code savoir-faire'),
  raisonSociale: optional('Raison sociale', 'Structure'),
  finess: optional('FINESS', 'N° FINESS'),
  siret: optional('SIRET', 'N° SIRET'),
  service: optional('Service', 'Service de rattachement'),
  adresse: optional('Adresse', 'Adresse (1)'),
  adresse2: optional('Adresse (2)', 'Complément d’adresse'),
  codePostal: optional('Code postal'),
  ville: optional('Ville', 'Commune'),
  departement: optional('Département', 'Code département'),
  pays: optional('Pays'),
  telephone: optional('Téléphone', 'Téléphone (1)', 'Téléphone fixe'),
  telephone2: optional('Téléphone (2)', 'Téléphone portable', 'Téléphone mobile', 'Portable'),
  statut: restricts('Statut', 'Statut du compte', 'État du compte'),
  peremption: restricts('Date de péremption', 'Date d’expiration', 'Date de fin de validité'),
  test: restricts('Compte de test', 'Compte de test MSSANTE', 'BAL de test'),
  listeRouge: restricts('Liste rouge', 'Inscrit sur liste rouge'),
  derniereConnexion: optional('Dernière connexion', 'Date de dernière connexion'),
  responsable: optional('Responsable', 'Responsable du compte'),
  description: optional('Description', 'Description du compte'),
  mssante: optional('MSSanté adresse', 'Adresse MSSanté'),
  domaine: optional('Domaine MSSanté', 'MSSanté domaine'),
  rang: optional('Rang', 'Rang de préférence', 'Ordre de préférence', 'Priorité'),
  comptes: optional('Compte(s) de connexion', 'Comptes de connexion'),
} as const satisfies ColumnSpec

const NEEDED = Object.values<{ readonly names: readonly string[]; readonly optional?: true }>(REGIONAL_COLUMNS)
  .filter(({ optional }) => optional !== true)
  .map(({ names }) => new Set(names.map(canonical)))

/** Whether a row names the columns that a loaduser file cannot do without. */
export function isRegionalHeader(cells: readonly string[]): boolean {
  const names = new Set(cells.slice(0, 500).map(canonical))
  return NEEDED.every((known) => [...known].some((name) => names.has(name)))
}

/** What names a line and says whose it is. @param byDefault domain of an address of which the left part alone is written */
export function regionalNaming(at: ColumnMap<typeof REGIONAL_COLUMNS>, byDefault: string): NamingColumns {
  const { mssante, mail, rpps, adeli, nom, finess, siret, domaine } = at
  return {
    own: [mssante, mail, rpps, adeli, nom],
    holder: [rpps, adeli],
    establishments: [finess, siret],
    addresses: [mssante, mail],
    domain: { column: domaine, byDefault },
  }
}
