import { eachTrigram, isExactTrigram } from '../../text/trigram.js'
import type { ColumnReader, NumberColumn } from './number-column.js'

const NOTHING = new Uint32Array(0)

export interface Candidates {
  /** Ascending, each once. */
  readonly rows: Uint32Array
  /** They need no check: each of them contains the fragment. */
  readonly exact: boolean
}

/**
 * For each run of three characters, the texts that contain it: a list, or one bit for each text when that is smaller.
 * Texts are known by their number.
 */
export class TrigramIndex {
  readonly #count: number
  readonly #codes: NumberColumn
  readonly #starts: NumberColumn
  readonly #sizes: NumberColumn
  readonly #entries: NumberColumn

  /** @param count texts of the index */
  constructor(reader: ColumnReader, name: string, count: number) {
    this.#count = count
    this.#codes = reader.open(`${name}.fragments.trigrammes`)
    this.#starts = reader.open(`${name}.fragments.debuts`)
    this.#sizes = reader.open(`${name}.fragments.effectifs`)
    this.#entries = reader.open(`${name}.fragments.rangs`)
  }

  /** Texts that contain every trigram of a fragment of three characters or more. */
  candidates(fragment: string): Candidates {
    const places = new Map<number, number>()
    let missing = false
    eachTrigram(fragment, (trigram) => {
      const place = this.#place(trigram)
      if (place === -1) missing = true
      else places.set(trigram, place)
    })
    if (missing || places.size === 0) return { rows: NOTHING, exact: true }
    const sizes = this.#sizes.all()
    const [rarest, ...others] = [...places.values()].sort((one, other) => sizes[one]! - sizes[other]!)
    let rows = this.#rows(rarest!)
    for (const place of others) {
      if (rows.length === 0) break
      rows = this.#kept(rows, place)
    }
    return { rows, exact: isExactTrigram(fragment) }
  }

  #place(trigram: number): number {
    const codes = this.#codes.all()
    let low = 0
    let high = codes.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (codes[middle]! < trigram) low = middle + 1
      else high = middle
    }
    return codes[low] === trigram ? low : -1
  }

  #isBits(place: number): boolean {
    return holdsBits(this.#sizes.all()[place]!, this.#count)
  }

  #stored(place: number): Uint32Array {
    const starts = this.#starts.all()
    return this.#entries.slice(starts[place]!, starts[place + 1]!) as Uint32Array
  }

  #rows(place: number): Uint32Array {
    const stored = this.#stored(place)
    if (!this.#isBits(place)) return stored
    const rows = new Uint32Array(this.#sizes.all()[place]!)
    let at = 0
    for (let word = 0; word < stored.length; word++) {
      for (let rest = stored[word]!; rest !== 0; rest &= rest - 1) {
        rows[at++] = word * 32 + 31 - Math.clz32(rest & -rest)
      }
    }
    return rows
  }

  /** Those of some ascending rows that also contain the trigram at a place. */
  #kept(rows: Uint32Array, place: number): Uint32Array {
    const stored = this.#stored(place)
    const kept = new Uint32Array(rows.length)
    let count = 0
    if (this.#isBits(place)) {
      for (const row of rows) if (((stored[row >>> 5]! >>> (row & 31)) & 1) === 1) kept[count++] = row
    } else {
      let at = 0
      for (const row of rows) {
        while (at < stored.length && stored[at]! < row) at++
        if (stored[at] === row) kept[count++] = row
      }
    }
    return kept.subarray(0, count)
  }
}

/** One bit for each text takes less room than a list of so many numbers. */
export function holdsBits(size: number, count: number): boolean {
  return size > Math.ceil(count / 32)
}
