import { DISPLAY } from '../records/structure-display.js'
import type { FieldOf } from '../search/fields.js'
import { foldTelephone } from '../text/fold-telephone.js'
import { markedStreet } from '../text/words.js'

/** How a field of a table is kept for searching. */
export interface IndexRule {
  /**
   * SQL expression of the value in a row of the generation's table; two that share a dictionary where a row has two names.
   * null where the values are no cell of the table: the import makes them (see `ingest/columns`).
   */
  readonly from: string | readonly [string, string] | null
  /** What is indexed of a cell, which may hold several values; as it is when absent. */
  readonly values?: (cell: string) => readonly string[]
  /** Each row's value is kept too: what is looked at row by row. Otherwise the rows of each value are. */
  readonly column?: true
  /** Fragments are indexed. */
  readonly fragments?: true
  /** The rows are sorted by this field. */
  readonly sorted?: true
  /** The rows that have a value come in the order of the values. */
  readonly ordered?: true
  /** Its lists stay in memory: they are short, and each is asked alone. */
  readonly held?: true
  /** Nearly every row has a value of its own: it is read apart from the others, for the import's memory. */
  readonly apart?: true
}

type Rules<Names extends string> = Readonly<Record<Names, IndexRule>>

const lines = (cell: string): readonly string[] => (cell === '' ? [] : cell.split('\n'))
const telephones = (cell: string): readonly string[] => lines(cell).map(foldTelephone)
const street = (cell: string): readonly string[] => [markedStreet(cell)]

/** One cell of what is shown of a structure (records/structure-display.ts). */
const shown = (name: keyof typeof DISPLAY): string => `cellule(affichage, ${DISPLAY[name]})`

/** These numbers are columns of SQLite: a structure has two FINESS, and they are asked for one at a time. */
export type StructureNumber = 'idTechnique' | 'finess' | 'siret'
const STRUCTURE: Rules<Exclude<FieldOf<'structure'>, StructureNumber>> = {
  departement: { from: 'departement' },
  codePostal: { from: 'code_postal' },
  ville: { from: 'ville_plie', fragments: true },
  structure: { from: ['nom_plie', 'enseigne_pliee'], fragments: true },
  telephone: { from: 'telephones', values: telephones, fragments: true },
  telecopie: { from: 'telecopie', values: telephones, fragments: true },
  voie: { from: shown('voie'), values: street, fragments: true },
  siren: { from: `iif(${shown('siren')} = '', substr(ifnull(siret, ''), 1, 9), ${shown('siren')})` },
}

/** Of the situations in which people practise: each activity's value, and the people who have one. */
const EXERCICE: Rules<FieldOf<'situation'>> = {
  profession: { from: 'profession' },
  modeExercice: { from: 'mode_exercice' },
  secteur: { from: 'secteur' },
  categorie: { from: 'categorie' },
}

const PROFESSIONNEL: Rules<
  'nom' | 'prenom' | 'typeIdentifiant' | 'specialite' | 'modifie' | 'motNom' | 'motPrenom' | 'nom.son' | 'prenom.son'
> = {
  nom: { from: 'nom_plie', column: true, fragments: true, sorted: true },
  prenom: { from: 'prenom_plie', column: true, fragments: true },
  typeIdentifiant: { from: 'substr(identifiant, 1, 1)' },
  specialite: { from: null },
  modifie: { from: null, column: true },
  motNom: { from: null },
  motPrenom: { from: null },
  'nom.son': { from: null },
  'prenom.son': { from: null },
}

const SIREN_OF_BAL =
  "iif(type_structure = 'SIREN', id_structure, iif(type_structure = 'SIRET', substr(id_structure, 1, 9), ''))"

const BAL = {
  nom: { from: null, column: true, fragments: true, ordered: true, held: true },
  prenom: { from: null, column: true, fragments: true },
  adresse: { from: null, column: true, held: true },
  domaine: { from: null, column: true, fragments: true },
  identifiant: { from: 'identifiant', column: true, held: true, apart: true },
  ancienAdeli: { from: 'anciens_adeli', values: lines },
  idStructure: { from: 'id_structure', column: true, apart: true },
  typeStructure: { from: 'type_structure', column: true, apart: true },
  siren: { from: SIREN_OF_BAL, apart: true },
  ville: { from: 'ville_plie', column: true, fragments: true, held: true },
  codePostal: { from: 'code_postal', column: true },
  departement: { from: 'departement', column: true, held: true },
  profession: { from: 'profession', column: true },
  categorie: { from: 'categorie' },
  specialite: { from: 'specialite', column: true },
  typeBal: { from: 'type', column: true },
  source: { from: 'source', column: true },
  structure: { from: ['structure_pliee', 'enseigne_pliee'], column: true, fragments: true },
  telephone: { from: 'telephones', values: telephones, fragments: true },
  telecopie: { from: 'telecopie', values: telephones, fragments: true },
  voie: { from: "replace(replace(voie, char(30), ' '), char(31), ' ')", values: street, fragments: true, apart: true },
  modeExercice: { from: null },
  secteur: { from: null },
  etablissement: { from: null, column: true, fragments: true },
  modifie: { from: null, column: true },
  intitule: { from: null, column: true, fragments: true },
  intituleStructure: { from: null, column: true, fragments: true },
  intituleLieu: { from: null, column: true, fragments: true },
  service: { from: null, column: true, fragments: true },
  description: { from: null, column: true, fragments: true },
  motNom: { from: null },
  motPrenom: { from: null },
  'nom.son': { from: null },
  'prenom.son': { from: null },
} as const satisfies Readonly<Record<string, IndexRule>>

/** What is indexed: for each table its fields, from what and how. The builders write it, the matchers open it. */
export const LAYOUT = {
  structure: STRUCTURE,
  exercice: EXERCICE,
  professionnel: PROFESSIONNEL,
  bal: BAL,
} as const

export type Table = keyof typeof LAYOUT
export type Indexed<T extends Table> = keyof (typeof LAYOUT)[T] & string

/** People have the situations in which they practise: their lists are theirs. */
const PREFIX: Readonly<Record<Table, string>> = {
  structure: 'structure',
  exercice: 'professionnel',
  professionnel: 'professionnel',
  bal: 'bal',
}

/** Name of a field's dictionary and lists in the generation. */
export function nameOf<T extends Table>(table: T, field: Indexed<T>): string {
  return `${PREFIX[table]}.${field}`
}

export function isIndexed<T extends Table>(table: T, field: string): field is Indexed<T> {
  return Object.hasOwn(LAYOUT[table], field)
}

export function indexRule<T extends Table>(table: T, field: Indexed<T>): IndexRule {
  return (LAYOUT[table] as Readonly<Record<string, IndexRule>>)[field]!
}

/** Names of the columns of the values of a field. */
export function valueColumns(name: string, { column, from }: IndexRule): readonly string[] {
  if (column !== true) return []
  return from !== null && typeof from !== 'string' ? [`${name}1`, `${name}2`] : [name]
}
