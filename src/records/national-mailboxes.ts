import { withRoom } from '../growing-numbers.js'
import { hash32 } from '../text/hash.js'
import { KnownAddresses } from './known.js'

/** What the national file says of a mailbox, as far as a regional one is compared with it. */
export interface NationalMailbox {
  readonly adresse: string
  readonly type: string
  /** Identification nationale PP; null when the line gives none. */
  readonly identifiant: string | null
  readonly profession: string | null
  readonly specialite: string | null
}

/** Numbers kept of each mailbox: hashes of its address as it is written, of its type, holder, profession and specialty. */
const FACTS = [
  'adresse',
  'type',
  'identifiant',
  'profession',
  'specialite',
] as const satisfies readonly (keyof NationalMailbox)[]
export type Fact = (typeof FACTS)[number]

/** The national mailboxes by address, in twenty bytes each: enough to tell that a region describes one differently. */
export class NationalMailboxes {
  readonly #addresses = new KnownAddresses()
  #facts: Uint32Array = new Uint32Array(1 << 12)
  #any = false

  /** Whether the import has a file of national mailboxes. */
  get known(): boolean {
    return this.#any
  }

  /** @returns the line that has the address; null when none was kept so far */
  lineOf(address: string): number | null {
    return this.#addresses.lineOf(address)
  }

  /** Notes a mailbox that is loaded. */
  take(mailbox: NationalMailbox, line: number): void {
    this.#any = true
    this.#addresses.take(mailbox.adresse, line)
    const at = line * FACTS.length
    this.#facts = withRoom(this.#facts, at + FACTS.length)
    for (let fact = 0; fact < FACTS.length; fact++) this.#facts[at + fact] = hashOf(mailbox[FACTS[fact]!])
  }

  /** @returns the facts that the national file has of it and that are others, when both files give them */
  differences(line: number, mailbox: NationalMailbox): readonly Fact[] {
    return FACTS.filter((fact, at) => {
      const national = this.#facts[line * FACTS.length + at]!
      const own = hashOf(mailbox[fact])
      return national !== 0 && own !== 0 && national !== own
    })
  }
}

/** Never 0 for a text that is there. */
function hashOf(text: string | null): number {
  return text === null || text === '' ? 0 : hash32(text) || 1
}
