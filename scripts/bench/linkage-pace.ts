import { setImmediate } from 'node:timers/promises'
import { type Pace, SLICE_MS } from '../../src/store/pace.js'

/** Lets others in as the product does, and keeps the longest time in which it did not. */
export class MeasuredPace implements Pace {
  longestPiece = 0
  #began = performance.now()

  pause(): Promise<void> | null {
    const piece = performance.now() - this.#began
    this.longestPiece = Math.max(this.longestPiece, piece)
    if (piece < SLICE_MS) return null
    return setImmediate().then(() => {
      this.#began = performance.now()
    })
  }

  over(): boolean {
    return false
  }
}
