import { AnnuaireError } from '../errors.js'
import type { Lane } from './lane.js'

/** Answers held back at a time, in all and of one lane: those of all the connections that an address may have. */
const HELD = 2_000
const HELD_OF_LANE = 500
/** Longest time that a client is left without an answer; most wait longer. */
const LONGEST_MS = 30_000

/**
 * Refusals that are answered later than they are known, those of one lane one after another: whoever waits for an answer
 * before the next guess is slow, however many connections he has, and is not in the queue meanwhile.
 */
export class HeldAnswers {
  readonly #releases = new Set<() => void>()

  /**
   * Settles when a refusal of the lane may be answered.
   * @param apart milliseconds between two of them
   * @throws AnnuaireError INDISPONIBLE when too many are held back already
   */
  async hold(lane: Lane, apart: number, now: number): Promise<void> {
    if (apart === 0) return
    if (lane.held >= HELD_OF_LANE || this.#releases.size >= HELD) {
      throw new AnnuaireError('INDISPONIBLE', 'Trop de mots de passe refusés : réessayez plus tard.')
    }
    lane.toldAt = Math.min(Math.max(now, lane.toldAt) + apart, now + LONGEST_MS)
    lane.held += 1
    await new Promise<void>((resolve) => {
      const release = (): void => {
        clearTimeout(timer)
        this.#releases.delete(release)
        resolve()
      }
      const timer = setTimeout(release, lane.toldAt - now).unref()
      this.#releases.add(release)
    })
    lane.held -= 1
  }

  releaseAll(): void {
    for (const release of [...this.#releases]) release()
  }
}
