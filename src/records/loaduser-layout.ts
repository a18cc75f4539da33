import { REGIONAL_COLUMNS } from './regional-columns.js'

export type RegionalColumn = keyof typeof REGIONAL_COLUMNS

/**
 * The columns of a loaduser file in the order of the model, null for one that is kept free. Those from A to G, S, AC and AH
 * stand where the public documents show them (src/feed/FORMATS.md §5); the places of the others are the product's own.
 */
export const LOADUSER_LAYOUT: readonly (RegionalColumn | null)[] = [
  'mail',
  'nom',
  'prenom',
  'rpps',
  'adresse',
  'raisonSociale',
  'service',
  'adeli',
  'civilite',
  'profession',
  'specialite',
  'finess',
  'siret',
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
