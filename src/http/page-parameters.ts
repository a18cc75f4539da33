import { z } from 'zod'

/** Items of a page, at most. */
const MOST = 500

/**
 * Which part of a list is wanted.
 * @param what the items, in French, with a capital @param mostSkipped items that may be passed
 */
export function pageParameters(what: string, mostSkipped: number) {
  const decalage = z.int().min(0).max(mostSkipped).default(0)
  const limite = z.int().min(1).max(MOST).default(100)
  return {
    decalage: decalage.meta({ description: `${what} à passer`, examples: [0] }),
    limite: limite.meta({ description: `${what} voulus`, examples: [100] }),
  }
}
