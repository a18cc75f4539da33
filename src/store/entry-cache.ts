/** Part of some bytes, which nobody changes. */
export interface Span {
  readonly bytes: Buffer
  readonly start: number
  readonly end: number
}

export function whole(bytes: Buffer): Span {
  return { bytes, start: 0, end: bytes.length }
}

const SLAB_BITS = 20
const SLAB_BYTES = 1 << SLAB_BITS
/** 48 MB: an eighth of the mailboxes of the country. */
const SLABS = 48
const LONGEST = 0xffff

/**
 * Keeps the entries that were read last. They lie in a few large slabs, the oldest of which goes when a new one is
 * needed: half a million small buffers would be as many objects for the garbage collector. A span stays valid as long
 * as somebody holds it, even when its slab has gone.
 */
export class EntryCache {
  readonly #slabs: (Buffer | undefined)[] = Array(SLABS)
  /** Entries of each slab, to forget them with it. */
  readonly #held: number[][] = Array.from({ length: SLABS }, () => [])
  /** Slab and start of each entry, plus one; 0 for those that are not kept. */
  readonly #places: Uint32Array
  readonly #lengths: Uint16Array
  #slab = 0
  #filled = SLAB_BYTES

  /** @param last highest number of an entry */
  constructor(last: number) {
    this.#places = new Uint32Array(last + 1)
    this.#lengths = new Uint16Array(last + 1)
  }

  get(id: number): Span | null {
    const place = this.#places[id]! - 1
    if (place < 0) return null
    const start = place & (SLAB_BYTES - 1)
    return { bytes: this.#slabs[place >>> SLAB_BITS]!, start, end: start + this.#lengths[id]! }
  }

  keep(id: number, bytes: Buffer): void {
    if (bytes.length > LONGEST) return
    if (this.#filled + bytes.length > SLAB_BYTES) this.#nextSlab()
    bytes.copy(this.#slabs[this.#slab]!, this.#filled)
    this.#places[id] = this.#slab * SLAB_BYTES + this.#filled + 1
    this.#lengths[id] = bytes.length
    this.#held[this.#slab]!.push(id)
    this.#filled += bytes.length
  }

  #nextSlab(): void {
    this.#slab = (this.#slab + 1) % SLABS
    for (const id of this.#held[this.#slab]!) this.#places[id] = 0
    this.#held[this.#slab] = []
    this.#slabs[this.#slab] = Buffer.allocUnsafeSlow(SLAB_BYTES)
    this.#filled = 0
  }
}
