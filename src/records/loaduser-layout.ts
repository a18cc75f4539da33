import { REGIONAL_COLUMNS } from './regional-columns.js'

export type RegionalColumn = keyof typeof REGIONAL_COLUMNS

/**
 * The columns of a loaduser file in the order of the model, null for one that is kept free: the type is in S, the left part
 * of the MSSanté address in AC and the accounts in AH, as the public documents say (src/feed/FORMATS.md §5).
 */
export const LOADUSER_LAYOUT: readonly (RegionalColumn | null)[] = [
  'mail',
  'nom',
  'prenom',
  'rpps',
  'adeli',
  'civilite',
  'profession',
  'specialite',
  'raisonSociale',
  'finess',
  'siret',
  'service',
  'adresse',
  'codePostal',
  'ville',
  'telephone',
  'statut',
  'peremption',
  'type',
  'test',
  'listeRouge',
  'responsable',
  'description',
  'adresse2',
  'telephone2',
  'departement',
  'pays',
  'domaine',
  'mssante',
  'rang',
  'derniereConnexion',
  null,
  null,
  'comptes',
]

/** The first line of such a file. */
export const LOADUSER_HEADER: readonly string[] = LOADUSER_LAYOUT.map((column) =>
  column === null ? '' : REGIONAL_COLUMNS[column].names[0],
)
