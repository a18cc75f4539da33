import type Database from 'better-sqlite3'
import { rangeOf } from '../../columns/id-set.js'
import type { IndexedField } from './field.js'
import { idsOf } from './field.js'
import type { GenerationColumns } from './generation-columns.js'
import { structureCount } from './structure-matcher.js'

const OF_PEOPLE = ['nom', 'prenom', 'specialite'] as const
const OF_STRUCTURES = ['departement', 'codePostal', 'ville', 'voie', 'structure'] as const

/** Fields of which the store can say how common a value is. */
export type CountedField = (typeof OF_PEOPLE)[number] | (typeof OF_STRUCTURES)[number] | 'profession'

/** How common the values of a generation are, from the lengths of their lists alone: no row is looked at. */
export class Frequencies {
  readonly #columns: GenerationColumns
  readonly #people: number
  readonly #structures: number
  readonly #totals = new Map<CountedField, number>()

  /** @param people of the generation */
  constructor(db: Database.Database, columns: GenerationColumns, people: number) {
    this.#columns = columns
    this.#people = people
    this.#structures = structureCount(db)
  }

  /**
   * @param value normalised for its field (search/terms.ts)
   * @returns 0 to 1: share of the people who have the value, of the structures for what is about these
   */
  share(field: CountedField, match: 'exact' | 'prefix', value: string): number {
    const indexed = this.#field(field)
    const size = value === '' ? 0 : indexed.postings.size(idsOf(indexed.dictionary, match, value))
    return size === 0 ? 0 : size / this.#total(field, indexed)
  }

  #field(field: CountedField): IndexedField {
    if (field === 'profession') return this.#columns.field('exercice', field, this.#people)
    return isOfPeople(field)
      ? this.#columns.field('professionnel', field, this.#people)
      : this.#columns.field('structure', field, this.#structures)
  }

  /** People, or values that structures have: those that have none tell nothing of how common a value is. */
  #total(field: CountedField, { dictionary, postings }: IndexedField): number {
    if (field === 'profession' || isOfPeople(field)) return this.#people
    let total = this.#totals.get(field)
    if (total === undefined) {
      total = postings.size(rangeOf(0, dictionary.size))
      this.#totals.set(field, total)
    }
    return total
  }
}

function isOfPeople(field: CountedField): field is (typeof OF_PEOPLE)[number] {
  return (OF_PEOPLE as readonly string[]).includes(field)
}
