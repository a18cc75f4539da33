import type { GenerationColumns } from './matching/generation-columns.js'

/** Which people hold a mailbox that is in the generation: three in four hold none, and need not be looked for. */
export class Holders {
  readonly #columns: GenerationColumns
  readonly #people: number
  #bits: Uint8Array | null = null

  /** @param people of the generation */
  constructor(columns: GenerationColumns, people: number) {
    this.#columns = columns
    this.#people = people
  }

  /** @param rank of a person */
  has(rank: number): boolean {
    const bits = this.#bits ?? this.#read()
    return (bits[rank >>> 3]! & (1 << (rank & 7))) !== 0
  }

  #read(): Uint8Array {
    const bits = new Uint8Array((this.#people >>> 3) + 1)
    for (const rank of this.#columns.column('bal.professionnel').all()) bits[rank >>> 3]! |= 1 << (rank & 7)
    this.#bits = bits
    return bits
  }
}
