import { withRoom } from '../growing-numbers.js'
import { eachTrigram, isExactTrigram } from '../text/trigram.js'
import type { ColumnReader, NumberColumn } from './number-column.js'
import { placeOf } from './numbers.js'
import type { RowSet } from './row-set.js'

const NOTHING = new Uint32Array(0)
const STRIDE = 8
/** So few candidates are sooner checked than compared with another list. */
const FEW = 16

export interface Candidates {
  /** Ascending, each once. */
  readonly rows: Uint32Array
  /** They need no check: each of them contains the fragment. */
  readonly exact: boolean
}

/**
 * Room for what is read and for what is found, used again by every index: nothing of it outlives a call. Arrays of this
 * size made for each search would keep the garbage collector busy.
 */
let room: Uint32Array = new Uint32Array(1 << 16)
let found: Uint32Array = new Uint32Array(1 << 16)

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

  /** Texts that contain the rarest trigram of a fragment of three characters or more. */
  size(fragment: string): number {
    const places = this.#places(fragment)
    return places === null ? 0 : this.#sizes.all()[places[0]!]!
  }

  /** Texts that contain every trigram of a fragment of three characters or more, and a few others. */
  candidates(fragment: string): Candidates {
    const places = this.#places(fragment)
    if (places === null) return { rows: NOTHING, exact: true }
    const exact = isExactTrigram(fragment)
    // The rarest being bits, all of them are.
    const count = this.#isBits(places[0]!) ? this.#spell(places, this.#inAll(places)) : this.#inLists(places)
    return { rows: found.slice(0, count), exact }
  }

  /** Adds the candidates of a fragment to a set. */
  addTo(rows: RowSet, fragment: string): void {
    const places = this.#places(fragment)
    if (places === null) return
    if (this.#isBits(places[0]!)) rows.addBits(room.subarray(0, this.#inAll(places)))
    else rows.addAll(found.subarray(0, this.#inLists(places)))
  }

  /** Where the trigrams of a fragment are, each once, the rarest first; null when no text contains one of them. */
  #places(fragment: string): number[] | null {
    const codes = this.#codes.all()
    const places: number[] = []
    let missing = false
    eachTrigram(fragment, (trigram) => {
      const place = placeOf(codes, trigram)
      if (place === -1) missing = true
      else if (!places.includes(place)) places.push(place)
    })
    if (missing || places.length === 0) return null
    const sizes = this.#sizes.all()
    return places.sort((one, other) => sizes[one]! - sizes[other]!)
  }

  #isBits(place: number): boolean {
    return holdsBits(this.#sizes.all()[place]!, this.#count)
  }

  /** Reads what is stored at a place into the room, from `at` on. @returns how many numbers it is */
  #store(place: number, at: number): number {
    const starts = this.#starts.all()
    const length = starts[place + 1]! - starts[place]!
    room = withRoom(room, at + length)
    this.#entries.read(starts[place]!, room, at, length)
    return length
  }

  /** Leaves in the room a bit for each text of every place. @returns how many words they take */
  #inAll(places: readonly number[]): number {
    const words = this.#store(places[0]!, 0)
    for (const place of places.slice(1)) {
      this.#store(place, words)
      for (let word = 0; word < words; word++) room[word]! &= room[words + word]!
    }
    return words
  }

  /** The texts whose bits are in the room. @returns how many were found */
  #spell(places: readonly number[], words: number): number {
    found = withRoom(found, this.#sizes.all()[places[0]!]!)
    let count = 0
    for (let word = 0; word < words; word++) {
      for (let rest = room[word]!; rest !== 0; rest &= rest - 1) {
        found[count++] = word * 32 + 31 - Math.clz32(rest & -rest)
      }
    }
    return count
  }

  /** The texts that every place has, of which one at least is a list. @returns how many were found */
  #inLists([rarest, ...others]: readonly number[]): number {
    let count = this.#sizes.all()[rarest!]!
    found = withRoom(found, count)
    this.#entries.read(this.#starts.all()[rarest!]!, found, 0, count)
    for (const place of others) {
      if (count <= FEW) break
      count = this.#keep(count, place)
    }
    return count
  }

  /** Keeps those of the first `count` texts found that also contain the trigram at a place. @returns how many */
  #keep(count: number, place: number): number {
    const rows = found
    const length = this.#store(place, 0)
    let kept = 0
    if (this.#isBits(place)) {
      for (let index = 0; index < count; index++) {
        const row = rows[index]!
        if (((room[row >>> 5]! >>> (row & 31)) & 1) === 1) rows[kept++] = row
      }
      return kept
    }
    let at = 0
    for (let index = 0; index < count; index++) {
      const row = rows[index]!
      // In strides, while the list is much the longer one.
      while (at + STRIDE < length && room[at + STRIDE]! < row) at += STRIDE
      while (at < length && room[at]! < row) at++
      if (at === length) break
      if (room[at] === row) rows[kept++] = row
    }
    return kept
  }
}

/** One bit for each text takes less room than a list of so many numbers. */
export function holdsBits(size: number, count: number): boolean {
  return size > Math.ceil(count / 32)
}
