/** Growing leaves the smaller array behind for a while: with a quarter more, the two together stay small. */
const GROWTH = 1.25

/** Numbers of 32 bits without sign that are added one after the other, nobody knows how many. */
export class GrowingNumbers {
  #numbers: Uint32Array
  #length = 0

  /** @param foreseen so many cost no growing */
  constructor(foreseen = 1024) {
    this.#numbers = new Uint32Array(foreseen)
  }

  get length(): number {
    return this.#length
  }

  at(place: number): number | undefined {
    return place < this.#length ? this.#numbers[place] : undefined
  }

  push(number: number): void {
    if (this.#length === this.#numbers.length) this.#numbers = withRoom(this.#numbers, this.#length + 1)
    this.#numbers[this.#length++] = number
  }

  /** All of them, until the next one is added. */
  all(): Uint32Array {
    return this.#numbers.subarray(0, this.#length)
  }
}

/** The array, or a larger one that begins with its numbers, when it has no room for so many. */
export function withRoom(numbers: Uint32Array, length: number): Uint32Array {
  if (length <= numbers.length) return numbers
  const larger = new Uint32Array(Math.ceil(length * GROWTH))
  larger.set(numbers)
  return larger
}
