import type Database from 'better-sqlite3'
import type { Criteria, Field, Term } from '../../search/criteria.js'
import { isFieldOf } from '../../search/of-activity.js'
import type { StructureNumber } from '../layout.js'
import { NumberRanges } from '../number-ranges.js'
import { type Pace, UNHURRIED } from '../pace.js'
import { runSteps, type Steps } from '../steps.js'
import { fieldMatcherInSteps } from './field.js'
import type { GenerationColumns } from './generation-columns.js'
import { allOf, anyOf, EVERYTHING, type Matcher, NOTHING, noneOf, type Prepared, rowsMatcher } from './matcher.js'

/** Criteria on structures; rows are their numbers. */
export class StructureMatchers {
  readonly #columns: GenerationColumns
  readonly #count: number
  readonly #byNumber: Readonly<Record<StructureNumber, readonly NumberRanges[]>>

  constructor(db: Database.Database, columns: GenerationColumns) {
    this.#columns = columns
    this.#count = structureCount(db)
    const by = (column: string): NumberRanges => new NumberRanges(db, 'structure', column, 'id')
    this.#byNumber = {
      idTechnique: [by('id_technique')],
      finess: [by('finess'), by('finess_juridique')],
      siret: [by('siret')],
    }
  }

  get count(): number {
    return this.#count
  }

  matcher(criteria: Criteria, prepared?: Prepared): Matcher {
    switch (criteria.kind) {
      case 'and':
        return allOf(criteria.of.map((part) => this.matcher(part, prepared)))
      case 'or':
        return anyOf(criteria.of.map((part) => this.matcher(part, prepared)))
      case 'term':
        return prepared?.get(criteria) ?? this.#term(criteria)
      case 'all':
        return EVERYTHING
      case 'none':
        return NOTHING
      case 'not':
        return noneOf(this.matcher(criteria.of, prepared))
      case 'words':
        throw new Error('words are not about a structure alone')
    }
  }

  /** The matcher of one term, made a little at a time. */
  *prepare({ field, match, value }: Term, pace: Pace): Steps<Matcher> {
    if (isNumber(field)) {
      if (match !== 'exact' && match !== 'prefix') throw new Error(`${field} is searched whole or by its start`)
      const ids: number[] = []
      for (const range of this.#byNumber[field]) {
        for (const id of (yield* range.rows(match, value, this.#count, pace)) ?? []) ids.push(id)
      }
      return ids.length === 0 ? NOTHING : rowsMatcher(ids, this.#count)
    }
    if (!isFieldOf('structure', field)) throw new Error(`${field} is not about a structure`)
    return yield* fieldMatcherInSteps(this.#columns.field('structure', field, this.#count), match, value, pace)
  }

  #term(term: Term): Matcher {
    return runSteps(this.prepare(term, UNHURRIED)) as Matcher
  }
}

const NUMBERS: ReadonlySet<Field> = new Set<StructureNumber>(['idTechnique', 'finess', 'siret'])

function isNumber(field: Field): field is StructureNumber {
  return NUMBERS.has(field)
}

/** Rows of structures; their numbers begin with 1. */
export function structureCount(db: Database.Database): number {
  return (db.prepare('SELECT ifnull(max(id), 0) FROM structure').pluck().get() as number) + 1
}
