import { KeyTable } from '../../src/records/key-table.js'
import { hash64 } from '../../src/text/hash.js'
import { slug } from './names.js'
import type { Person } from './person.js'

/** Every address of the feed, so that none is given twice by accident, whatever its case. */
export class Addresses {
  readonly #taken = new KeyTable(1 << 16)

  /** prenom.nom@domain, with a number when that is taken. */
  ofPerson(person: Pick<Person, 'nom' | 'prenom'>, domain: string): string {
    return this.unique(`${slug(person.prenom)}.${slug(person.nom)}`, domain)
  }

  unique(local: string, domain: string): string {
    let address = `${local}@${domain}`
    for (let number = 2; !this.#take(address); number++) address = `${local}${number}@${domain}`
    return address
  }

  /** By hash: two addresses that share one only make the second take a number. */
  #take(address: string): boolean {
    const { high, low } = hash64(address)
    const key = high * 2097152 + (low >>> 11)
    if (this.#taken.get(key) !== -1) return false
    this.#taken.set(key, 0)
    return true
  }
}

/** The last addresses given in a file: where a duplicate takes its address from. */
export class RecentAddresses {
  readonly #kept: string[] = []
  #next = 0

  add(address: string): void {
    this.#kept[this.#next] = address
    this.#next = (this.#next + 1) % 64
  }

  /** One of the last ones, the more often in another case; null when there is none yet. */
  any(draw: number): string | null {
    const address = this.#kept[Math.floor(draw * this.#kept.length)]
    if (address === undefined) return null
    return draw * 100 - Math.floor(draw * 100) < 0.6 ? `${address[0]!.toUpperCase()}${address.slice(1)}` : address
  }
}
