import { setImmediate } from 'node:timers/promises'

/** Milliseconds of work after which others are let in. */
export const SLICE_MS = 5

/** How long work may go on. Whoever works for more than a millisecond or so asks it again and again. */
export interface Pace {
  /** @returns null while the work may go on; else what settles when it may again, or when it need not any more */
  pause(): Promise<void> | null
  /** Nobody waits for the outcome any more, or its time is over: what was found so far is all that is wanted. */
  over(): boolean
}

/** For work that is known to be short. */
export const UNHURRIED: Pace = { pause: () => null, over: () => false }

/** Lets the event loop run every few milliseconds. */
export class OwnPace implements Pace {
  readonly over: () => boolean
  #sliceEnd = performance.now() + SLICE_MS

  constructor(over: () => boolean = () => false) {
    this.over = over
  }

  pause(): Promise<void> | null {
    if (performance.now() < this.#sliceEnd) return null
    return setImmediate().then(() => {
      this.#sliceEnd = performance.now() + SLICE_MS
    })
  }
}
