import type Database from 'better-sqlite3'
import { Remembered } from '../remembered.js'
import { byCodePoint, ordersByUnit } from '../text/code-point-order.js'
import { Fragment, hasLetters } from '../text/words.js'
import { type IdSet, listOf, rangeOf } from './id-set.js'
import { lowerBound } from './lower-bound.js'
import type { TrigramIndex } from './trigram-index.js'

/** Values of a block: enough for few rows, few enough to be read for one value. */
export const BLOCK_VALUES = 64
/** Answers kept, per dictionary. Every block read stays in memory. */
const KEPT_ANSWERS = 8
const SEPARATOR = '\n'

export function joinBlock(values: readonly string[]): string {
  return values.join(SEPARATOR)
}

/**
 * The distinct values of a field, sorted by code point and numbered from 0 in that order, so that the values that
 * start alike are a range of numbers. Texts stay in the file; the first value of each block is in memory.
 */
export class Dictionary {
  readonly size: number
  readonly #firstBlock: number
  readonly #firsts: readonly string[]
  readonly #block: Database.Statement
  readonly #blocks: (Block | undefined)[]
  readonly #infixes = new Remembered<string, IdSet>(KEPT_ANSWERS)
  readonly #trigrams: TrigramIndex | null

  /** @param trigrams index of the fragments of the values; without one a fragment is looked for in every value */
  constructor(db: Database.Database, name: string, trigrams: TrigramIndex | null) {
    const stored = db.prepare('SELECT taille, bloc FROM dictionnaire WHERE nom = ?').get(name) as
      | { taille: number; bloc: number }
      | undefined
    if (stored === undefined) throw new Error(`no dictionary ${name}`)
    this.size = stored.taille
    this.#firstBlock = stored.bloc
    this.#firsts = db
      .prepare('SELECT premier FROM bloc WHERE id >= ? AND id < ? ORDER BY id')
      .pluck()
      .all(stored.bloc, stored.bloc + Math.ceil(stored.taille / BLOCK_VALUES)) as string[]
    this.#blocks = Array(this.#firsts.length)
    this.#block = db.prepare('SELECT valeurs FROM bloc WHERE id = ?').pluck()
    this.#trigrams = trigrams
  }

  /** The value of a number, as it is indexed: its letters, and where its later words begin (text/words.ts). */
  at(id: number): string {
    const { text, starts } = this.#opened(Math.floor(id / BLOCK_VALUES))
    const at = id % BLOCK_VALUES
    return text.slice(starts[at]!, starts[at + 1]! - 1)
  }

  /** The values of these letters, however their words part. */
  exact(value: string): IdSet {
    const low = this.#lowerBound(value)
    let high = low
    while (high < this.size && hasLetters(this.at(high), value)) high++
    return rangeOf(low, high)
  }

  prefix(start: string): IdSet {
    return rangeOf(this.#lowerBound(start), this.#lowerBound(afterAll(start)))
  }

  /** Values in which a fragment of three letters or more lies (text/words.ts). */
  infix(fragment: string): IdSet {
    const steps = this.infixInSteps(fragment)
    for (;;) {
      const { done, value } = steps.next()
      if (done === true) return value
    }
  }

  /** The same a little at a time: it yields after every few values that it had to look at. */
  *infixInSteps(fragment: string): Generator<void, IdSet> {
    const known = this.#infixes.get(fragment)
    if (known !== undefined) return known
    const found = yield* this.#findInfix(fragment)
    this.#infixes.set(fragment, found)
    return found
  }

  /** Every value that is not empty. */
  present(): IdSet {
    return rangeOf(this.size > 0 && this.at(0) === '' ? 1 : 0, this.size)
  }

  *#findInfix(text: string): Generator<void, IdSet> {
    const fragment = this.#trigrams === null ? null : new Fragment(text)
    if (fragment === null) {
      const found = new Found(this.size)
      for (let block = 0; block < this.#firsts.length; block++) {
        this.#findInBlock(block, text, found)
        yield
      }
      return listOf(found.ids())
    }
    const { rows } = this.#trigrams!.candidates(fragment.letters)
    let kept = 0
    for (let at = 0; at < rows.length; at++) {
      if (fragment.isIn(this.at(rows[at]!))) rows[kept++] = rows[at]!
      if (at % BLOCK_VALUES === BLOCK_VALUES - 1) yield
    }
    return listOf(rows.slice(0, kept))
  }

  /** Looks through the text of a block at once: codes have no words, and a fragment of them holds no separator. */
  #findInBlock(block: number, fragment: string, found: Found): void {
    const { text, starts } = this.#opened(block)
    for (let hit = text.indexOf(fragment); hit !== -1; ) {
      const place = placeIn(starts, hit)
      found.add(block * BLOCK_VALUES + place)
      const next = starts[place + 1]!
      hit = next > text.length ? -1 : text.indexOf(fragment, next)
    }
  }

  /** The last block that begins with `value` or before it, -1 when all begin after. */
  #blockOf(value: string): number {
    const plain = ordersByUnit(value)
    const firsts = this.#firsts
    const isBefore = plain
      ? (block: number) => firsts[block]! <= value
      : (block: number) => byCodePoint(firsts[block]!, value) <= 0
    return lowerBound(0, firsts.length, isBefore) - 1
  }

  /** Number of the first value that is not before `value`. */
  #lowerBound(value: string): number {
    const block = this.#blockOf(value)
    if (block === -1) return 0
    const plain = ordersByUnit(value)
    const first = block * BLOCK_VALUES
    const isBefore = plain ? (id: number) => this.at(id) < value : (id: number) => byCodePoint(this.at(id), value) < 0
    return lowerBound(first, Math.min(this.size, first + BLOCK_VALUES), isBefore)
  }

  #opened(block: number): Block {
    let opened = this.#blocks[block]
    if (opened === undefined) {
      const text = this.#block.get(this.#firstBlock + block) as string
      opened = { text, starts: startsOf(text) }
      this.#blocks[block] = opened
    }
    return opened
  }
}

/** A text that comes after all those that begin with `start`, and before all others that come after them. */
function afterAll(start: string): string {
  const last = start.charCodeAt(start.length - 1)
  const next = String.fromCharCode(last + 1)
  // The next unit of most letters is a letter; no text holds the last of all.
  return start !== '' && ordersByUnit(next) ? start.slice(0, -1) + next : start + String.fromCodePoint(0x10ffff)
}

interface Block {
  readonly text: string
  /** Where each value begins, then where one more would. */
  readonly starts: Uint16Array | Uint32Array
}

function startsOf(text: string): Uint16Array | Uint32Array {
  const starts = [0]
  for (let end = text.indexOf(SEPARATOR); end !== -1; end = text.indexOf(SEPARATOR, end + 1)) starts.push(end + 1)
  starts.push(text.length + 1)
  return text.length < 0xffff ? Uint16Array.from(starts) : Uint32Array.from(starts)
}

/** Number, in its block, of the value in which a position lies. */
function placeIn(starts: Uint16Array | Uint32Array, position: number): number {
  return lowerBound(0, starts.length - 1, (place) => starts[place]! <= position) - 1
}

/** Numbers found one after the other, at most as many as foreseen. */
class Found {
  readonly #ids: Uint32Array
  #count = 0

  constructor(most: number) {
    this.#ids = new Uint32Array(most)
  }

  add(id: number): void {
    this.#ids[this.#count++] = id
  }

  ids(): Uint32Array {
    return this.#ids.slice(0, this.#count)
  }
}
