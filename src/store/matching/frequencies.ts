import type Database from 'better-sqlite3'
import { eachId, rangeOf } from '../../columns/id-set.js'
import { spaced } from '../../text/words.js'
import { type IndexedField, idsOf } from './field.js'
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
  readonly #counted = new Map<CountedField, Counted>()

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
    const { indexed, total } = this.#known(field)
    return value === '' ? 0 : indexed.postings.size(idsOf(indexed.dictionary, match, value)) / Math.max(1, total)
  }

  /**
   * The cities that begin so, those of most structures first.
   * @param start folded as a city (text/fold-city.ts)
   */
  cities(start: string, most: number): readonly string[] {
    const { dictionary, postings } = this.#known('ville').indexed
    const found: { readonly id: number; readonly size: number }[] = []
    eachId(dictionary.prefix(start), (id) => found.push({ id, size: postings.size(rangeOf(id, id + 1)) }))
    found.sort((one, other) => other.size - one.size)
    return found.slice(0, most).map(({ id }) => spaced(dictionary.at(id)))
  }

  #known(field: CountedField): Counted {
    let known = this.#counted.get(field)
    if (known === undefined) {
      known = this.#open(field)
      this.#counted.set(field, known)
    }
    return known
  }

  #open(field: CountedField): Counted {
    if (field === 'profession') {
      return { indexed: this.#columns.field('exercice', field, this.#people), total: this.#people }
    }
    if (isOfPeople(field)) {
      return { indexed: this.#columns.field('professionnel', field, this.#people), total: this.#people }
    }
    // Structures that have no value tell nothing of how common another one's is.
    const indexed = this.#columns.field('structure', field, this.#structures)
    return { indexed, total: indexed.postings.size(indexed.dictionary.present()) }
  }
}

interface Counted {
  readonly indexed: IndexedField
  /** Of how many a share is. */
  readonly total: number
}

function isOfPeople(field: CountedField): field is (typeof OF_PEOPLE)[number] {
  return (OF_PEOPLE as readonly string[]).includes(field)
}
