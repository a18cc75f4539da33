import { joinCells, placesOf } from '../text/cells.js'

/** What is shown of a structure, in the order in which it is kept as one text. `lignes` and `telephones`: one per line. */
const CELLS = [
  'identifiantTechnique',
  'finess',
  'finessJuridique',
  'siret',
  'siren',
  'raisonSociale',
  'enseigne',
  'lignes',
  'codePostal',
  'commune',
  'codeCommune',
  'departement',
  'pays',
  'telephones',
  'telecopie',
  'email',
  'voie',
] as const
type Name = (typeof CELLS)[number]

/** Place of each cell in the text. */
export const DISPLAY = placesOf(CELLS)

export function joinDisplay(cells: Readonly<Record<Name, string | null>>): string {
  return joinCells(CELLS.map((name) => cells[name]))
}
