import type { Pace } from './pace.js'

/** The pace of work that is given up when it has taken too much time of its own; what it waits for is not counted. */
export class WorkBudget implements Pace {
  readonly #pace: Pace
  #left: number
  #since = performance.now()

  constructor(pace: Pace, milliseconds: number) {
    this.#pace = pace
    this.#left = milliseconds
  }

  pause(): Promise<void> | null {
    const pause = this.#pace.pause()
    if (pause === null) return null
    this.#left -= performance.now() - this.#since
    return pause.then(() => {
      this.#since = performance.now()
    })
  }

  over(): boolean {
    return this.#left < 0 || this.#pace.over()
  }
}
