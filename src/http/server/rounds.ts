/** Milliseconds of short tasks in one round of the event loop. */
const SLICE_MS = 5
/** Rounds without such work after a round with it: the system hands over one new connection in each. */
const FREE_ROUNDS = 24

/**
 * Work that may wait is done a few milliseconds in each round of the event loop: whoever asks a little, and is answered as
 * soon as it is read, never waits longer than that for all those who ask much.
 */
export class Rounds {
  readonly #short = new Queue()
  readonly #long = new Queue()
  #scheduled = false
  /** Rounds to go before the next one with work. */
  #free = 0
  readonly #round = (): void => this.#run()

  /** Does a short task in one of the next rounds, in the order of arrival. */
  add(task: () => void): void {
    this.#short.push(task)
    this.#schedule()
  }

  /** Settles when a piece of work of several milliseconds may begin: no other one does in the rounds around. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      this.#long.push(resolve)
      this.#schedule()
    })
  }

  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    setImmediate(this.#round)
  }

  #run(): void {
    this.#scheduled = false
    if (this.#free > 0) this.#free--
    else {
      this.#doShort()
      const begin = this.#long.shift()
      if (begin !== undefined) {
        this.#free = FREE_ROUNDS
        begin()
      }
    }
    if (this.#free > 0 || this.#short.size > 0 || this.#long.size > 0) this.#schedule()
  }

  #doShort(): void {
    const end = performance.now() + SLICE_MS
    for (let task = this.#short.shift(); task !== undefined; task = this.#short.shift()) {
      task()
      if (performance.now() < end) continue
      this.#free = FREE_ROUNDS
      return
    }
  }
}

/** First in, first out: an array moves all that it holds when its first item is taken. */
class Queue {
  #tasks: ((() => void) | undefined)[] = []
  #first = 0

  get size(): number {
    return this.#tasks.length - this.#first
  }

  push(task: () => void): void {
    this.#tasks.push(task)
  }

  shift(): (() => void) | undefined {
    if (this.size === 0) return undefined
    const task = this.#tasks[this.#first]
    this.#tasks[this.#first++] = undefined
    if (this.#first === this.#tasks.length || this.#first > 4096) {
      this.#tasks = this.#tasks.slice(this.#first)
      this.#first = 0
    }
    return task
  }
}
