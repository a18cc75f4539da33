import type { AttributeType } from '../schema/attribute-type.js'
import type { Entry } from '../tree/entry.js'
import type { Normaliser } from './matching.js'

/** Values of one attribute as one rule compares them; they have a number, by which a test asks for them. */
interface Kind {
  readonly type: AttributeType
  readonly normalise: Normaliser
}

/**
 * The values of an entry as the terms of a filter compare them, each made once for all terms: most of what a test costs is
 * the folding.
 */
export class ComparableValues {
  readonly #kinds: Kind[] = []
  /** The entry at hand and, for professionals, its activities. */
  readonly #entries = new Map<Entry, (readonly string[] | undefined)[]>()
  #last: Entry | null = null
  #ofLast: (readonly string[] | undefined)[] = []
  /** Values given so far, and one for each time that they were asked for. */
  given = 0

  /** The number of some values. */
  number(type: AttributeType, normalise: Normaliser): number {
    const at = this.#kinds.findIndex((one) => one.type === type && one.normalise === normalise)
    return at === -1 ? this.#kinds.push({ type, normalise }) - 1 : at
  }

  /** Another entry is at hand. */
  forget(): void {
    if (this.#entries.size > 0) this.#entries.clear()
    this.#last = null
  }

  of(entry: Entry, number: number): readonly string[] {
    if (entry !== this.#last) this.#turnTo(entry)
    let values = this.#ofLast[number]
    if (values === undefined) {
      values = comparable(entry, this.#kinds[number]!)
      this.#ofLast[number] = values
    }
    this.given += 1 + values.length
    return values
  }

  #turnTo(entry: Entry): void {
    let known = this.#entries.get(entry)
    if (known === undefined) {
      known = []
      this.#entries.set(entry, known)
    }
    this.#last = entry
    this.#ofLast = known
  }
}

function comparable(entry: Entry, { type, normalise }: Kind): readonly string[] {
  const stored = entry.values(type)
  if (stored.length === 0) return stored
  const values: string[] = []
  for (const value of stored) {
    const own = normalise(value, type, entry)
    if (own !== null) values.push(own)
  }
  return values
}
