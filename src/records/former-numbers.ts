import { nationalOfKey } from './identifier.js'
import { KeyTable } from './key-table.js'

/** What a line of the correspondence says besides those before it. */
export type Told = 'new' | 'again' | 'contradiction'

/** ADELI numbers that people had before their RPPS: a million fit in 40 MB. */
export class FormerNumbers {
  /** Key of a number → its place below, from 1. */
  readonly #places = new KeyTable(1 << 10)
  /** Of each number: what it leads to, the person (0: nobody), and the place of the person's number before it (0: none). */
  readonly #rpps: number[] = []
  readonly #people: number[] = []
  readonly #before: number[] = []
  readonly #keys: number[] = []
  /** Place of the last number of each person. */
  readonly #last = new KeyTable(1 << 10)

  /**
   * @param key of the ADELI @param rpps key of the RPPS @param person order of arrival; 0 when nobody has the RPPS
   * @returns whether the number was met before; with another RPPS, it leads to nobody from now on
   */
  add(key: number, rpps: number, person: number): Told {
    const met = this.#places.get(key)
    if (met !== -1) {
      if (this.#rpps[met - 1] === rpps) return 'again'
      this.#people[met - 1] = 0
      return 'contradiction'
    }
    this.#rpps.push(rpps)
    this.#people.push(person)
    this.#keys.push(key)
    this.#places.set(key, this.#keys.length)
    const last = person === 0 ? -1 : this.#last.get(person)
    this.#before.push(last === -1 ? 0 : last)
    if (person !== 0) this.#last.set(person, this.#keys.length)
    return 'new'
  }

  /** Whom a number leads to; 0 for nobody. */
  personOf(key: number): number {
    const place = this.#places.get(key)
    return place === -1 ? 0 : this.#people[place - 1]!
  }

  /** The identification nationale of whom a number leads to. */
  holderOf(key: number): string {
    return nationalOfKey(this.#rpps[this.#places.get(key) - 1]!)
  }

  /** The numbers of a person, as identifications nationales, in ascending order. */
  of(person: number): string[] {
    const found: string[] = []
    for (let place = this.#last.get(person); place > 0; place = this.#before[place - 1]!) {
      if (this.#people[place - 1] === person) found.push(nationalOfKey(this.#keys[place - 1]!))
    }
    return found.sort()
  }
}
