import { type Pace, SLICE_MS } from '../store/pace.js'
import type { Usage } from './usage.js'

/** Work that waits for its next turn. */
export interface Parked {
  readonly usage: Usage
  over(): boolean
  /** Its turn has come. */
  go(): void
  refuse(error: Error): void
}

/** Those that take turns, as one of them sees them (turns.ts). */
interface Sharing {
  /** This one stops for now. */
  leave(): void
  park(work: Parked): void
  /** It goes on. */
  enter(): void
}

/** The pace of one piece of work among those that take turns: it pays for its time from the usage of its connection. */
export class TaskPace implements Pace {
  readonly #turns: Sharing
  readonly #usage: Usage
  readonly over: () => boolean
  #since = 0

  constructor(turns: Sharing, usage: Usage, over: () => boolean) {
    this.#turns = turns
    this.#usage = usage
    this.over = over
  }

  begin(): void {
    this.#since = performance.now()
  }

  end(): void {
    const now = performance.now()
    this.#usage.add(now - this.#since, now)
  }

  pause(): Promise<void> | null {
    return performance.now() - this.#since < SLICE_MS ? null : this.wait()
  }

  wait(): Promise<void> {
    this.end()
    this.#turns.leave()
    const turn = new Promise<void>((resolve, reject) => {
      this.#turns.park({ usage: this.#usage, over: this.over, go: resolve, refuse: reject })
    })
    return turn.finally(() => {
      this.#turns.enter()
      this.begin()
    })
  }
}
