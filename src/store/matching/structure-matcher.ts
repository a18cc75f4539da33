import type Database from 'better-sqlite3'
import type { Criteria, Field, Term } from '../../search/criteria.js'
import { startRange } from '../start-range.js'
import { fieldMatcher } from './field.js'
import type { GenerationColumns } from './generation-columns.js'
import { allOf, anyOf, type Matcher, NOTHING } from './matcher.js'
import { rowsMatcher } from './rows-matcher.js'

/** Fields of the structure where an activity takes place. */
const OF_STRUCTURE: ReadonlySet<Field> = new Set(['departement', 'ville', 'codePostal', 'structure', 'finess', 'siret'])

/** True when criteria are about a structure alone. */
export function isOfStructure(criteria: Criteria): boolean {
  if (criteria.kind === 'term') return OF_STRUCTURE.has(criteria.field)
  return (criteria.kind === 'and' || criteria.kind === 'or') && criteria.of.every(isOfStructure)
}

/** Criteria on structures; rows are their numbers. */
export class StructureMatchers {
  readonly #columns: GenerationColumns
  readonly #count: number
  readonly #byNumber: Readonly<Record<'finess' | 'siret', readonly Database.Statement[]>>

  constructor(db: Database.Database, columns: GenerationColumns) {
    this.#columns = columns
    this.#count = (db.prepare('SELECT ifnull(max(id), 0) FROM structure').pluck().get() as number) + 1
    const starting = (column: string): Database.Statement =>
      db.prepare(`SELECT id FROM structure WHERE ${column} >= ? AND ${column} < ?`).pluck()
    this.#byNumber = { finess: [starting('finess'), starting('finess_juridique')], siret: [starting('siret')] }
  }

  get count(): number {
    return this.#count
  }

  matcher(criteria: Criteria): Matcher {
    switch (criteria.kind) {
      case 'and':
        return allOf(criteria.of.map((part) => this.matcher(part)))
      case 'or':
        return anyOf(criteria.of.map((part) => this.matcher(part)))
      case 'term':
        return this.#term(criteria)
      default:
        throw new Error(`${criteria.kind} is not about a structure`)
    }
  }

  #term({ field, match, value }: Term): Matcher {
    if (field === 'finess' || field === 'siret') {
      if (match !== 'exact' && match !== 'prefix') throw new Error(`${field} is searched whole or by its start`)
      const [from, to] = startRange(match, value)
      const ids = this.#byNumber[field].flatMap((statement) => statement.all(from, to) as number[])
      return ids.length === 0 ? NOTHING : rowsMatcher(ids, this.#count)
    }
    const fragments = field === 'ville' || field === 'structure'
    return fieldMatcher(this.#columns.field(`structure.${field}`, this.#count, { fragments }), match, value)
  }
}
