/** A few values that were made lately, by what they were made of: past its capacity, the one set longest ago goes. */
export class Remembered<K, V> {
  // A Map keeps the order of insertion: the first key is the oldest.
  readonly #values = new Map<K, V>()
  readonly #capacity: number

  /** @param capacity values kept at most */
  constructor(capacity: number) {
    this.#capacity = capacity
  }

  get(key: K): V | undefined {
    return this.#values.get(key)
  }

  has(key: K): boolean {
    return this.#values.has(key)
  }

  /** Sets a value, which is then the newest. */
  set(key: K, value: V): void {
    this.#values.delete(key)
    this.#values.set(key, value)
    if (this.#values.size > this.#capacity) this.#values.delete(this.#values.keys().next().value as K)
  }

  /** The value of a key, made when it is not there. */
  of(key: K, make: (key: K) => V): V {
    const known = this.#values.get(key)
    if (known !== undefined) return known
    const made = make(key)
    this.set(key, made)
    return made
  }

  clear(): void {
    this.#values.clear()
  }
}
