/** From so many items on, those of a person are told apart by a set. */
const MANY = 32

/** What each person has of something, each once and in the order of arrival. Persons count from 1. */
export class PersonLists {
  /** Numbers that make an item. */
  readonly #width: number
  /** Item at which each person's list starts; one more than there are persons, and the unused 0. */
  readonly #starts: Uint32Array
  readonly #items: Uint32Array

  /**
   * @param width numbers that make an item
   * @param numbers a person and an item, one after the other
   */
  constructor(people: number, width: number, numbers: Uint32Array) {
    this.#width = width
    const [starts, items] = byPerson(people, width, numbers)
    const kept = withoutRepeats(starts, items, width)
    this.#starts = starts
    this.#items = items.subarray(0, kept * width)
  }

  /** Items of all persons. */
  get size(): number {
    return this.#items.length / this.#width
  }

  /** The items of a person, one after the other. */
  of(person: number): Uint32Array {
    return this.#items.subarray(this.#starts[person]! * this.#width, this.#starts[person + 1]! * this.#width)
  }
}

/** A counting sort, which keeps the order of arrival. */
function byPerson(people: number, width: number, numbers: Uint32Array): [starts: Uint32Array, items: Uint32Array] {
  const starts = new Uint32Array(people + 2)
  for (let at = 0; at < numbers.length; at += width + 1) starts[numbers[at]! + 1]!++
  for (let person = 0; person <= people; person++) starts[person + 1]! += starts[person]!
  const next = starts.slice()
  const items = new Uint32Array((numbers.length / (width + 1)) * width)
  for (let at = 0; at < numbers.length; at += width + 1) {
    const place = next[numbers[at]!]!++ * width
    for (let part = 0; part < width; part++) items[place + part] = numbers[at + 1 + part]!
  }
  return [starts, items]
}

/** Moves the first of equal items of a person together. @returns how many items are left */
function withoutRepeats(starts: Uint32Array, items: Uint32Array, width: number): number {
  let kept = 0
  for (let person = 0; person + 1 < starts.length; person++) {
    const [from, to] = [starts[person]!, starts[person + 1]!]
    const first = kept
    const seen = to - from < MANY ? null : new Set<string>()
    for (let item = from; item < to; item++) {
      if (seen === null ? isAmong(items, width, item, first, kept) : isKnown(seen, items, width, item)) continue
      if (kept < item) items.copyWithin(kept * width, item * width, (item + 1) * width)
      kept++
    }
    starts[person] = first
  }
  starts[starts.length - 1] = kept
  return kept
}

function isAmong(items: Uint32Array, width: number, item: number, from: number, to: number): boolean {
  for (let other = from; other < to; other++) {
    let part = 0
    while (part < width && items[other * width + part] === items[item * width + part]) part++
    if (part === width) return true
  }
  return false
}

function isKnown(seen: Set<string>, items: Uint32Array, width: number, item: number): boolean {
  const key = items.subarray(item * width, (item + 1) * width).join(' ')
  if (seen.has(key)) return true
  seen.add(key)
  return false
}
