import { setTimeout as sleep } from 'node:timers/promises'
import type { LeftThere, Look, Seen } from './look.js'

/**
 * The files that are complete: confirmed by a `.ok`, or the same at two looks.
 * @param once looks at the folder @param waitMs between the two looks
 */
export async function completeOnes(once: () => Look, waitMs: number): Promise<Look> {
  const first = once()
  if (first.seen.every(({ isConfirmed }) => isConfirmed)) return first
  const before = new Map(first.seen.map((one) => [one.path, one]))
  await sleep(waitMs)
  const { seen, left } = once()
  const isComplete = (one: Seen): boolean => one.isConfirmed || before.get(one.path)?.stamp === one.stamp
  const growing = seen
    .filter((one) => !isComplete(one))
    .map(({ source, name }): LeftThere => ({ source, name, reason: 'encore en cours de dépôt' }))
  return { seen: seen.filter(isComplete), left: [...left, ...growing] }
}
