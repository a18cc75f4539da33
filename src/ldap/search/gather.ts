import { setImmediate } from 'node:timers/promises'
import { type Awaitable, carry, type Steps } from '../../store/steps.js'
import type { Test } from '../filter/compile.js'
import { TRUE } from '../filter/truth.js'
import type { Entry } from '../tree/entry.js'
import type { CandidatePage, Candidates } from './candidates.js'
import { LOOK_THROUGH, PAGE } from './limits.js'

/** Place in an answer after which it goes on: containers come first, then the ranges in their order. */
export interface Position {
  readonly containers: number
  readonly range: number
  readonly rank: number
}
export const START: Position = { containers: 0, range: 0, rank: 0 }

/** Why gathering stopped: nothing is left, enough was found, or a limit of the server or of the request. */
export type Stop = 'exhausted' | 'enough' | 'looked through' | 'time' | 'abandoned'

export interface Gathered {
  readonly entries: readonly Entry[]
  /** Position right after the last entry, to go on from there. */
  readonly end: Position
  readonly stop: Stop
}

export interface Bounds {
  /** Entries wanted; gathering stops when one more is known to exist. */
  readonly wanted: number
  /** Time (performance.now) at which the search ends. */
  readonly deadline: number
  abandoned(): boolean
}

/** Finds the entries that satisfy a filter, from a position on, until one more than wanted is found. */
export function gather(
  containers: readonly Entry[],
  ranges: readonly Candidates[],
  test: Test,
  from: Position,
  bounds: Bounds,
): Awaitable<Gathered> {
  return carry(pages(containers, ranges, test, from, bounds))
}

function* pages(
  containers: readonly Entry[],
  ranges: readonly Candidates[],
  test: Test,
  from: Position,
  bounds: Bounds,
): Steps<Gathered> {
  const entries: Entry[] = []
  let lastContainer = from.containers
  let lastRange = from.range
  let lastRank = from.rank
  const stopped = (stop: Stop): Gathered => {
    return { entries, end: { containers: lastContainer, range: lastRange, rank: lastRank }, stop }
  }
  for (let index = from.containers; index < containers.length; index++) {
    const entry = containers[index]!
    if (test(entry) !== TRUE) continue
    if (entries.length === bounds.wanted) return stopped('enough')
    entries.push(entry)
    lastContainer = index + 1
  }
  let examined = 0
  const before = entries.length
  for (let range = from.range; range < ranges.length; range++) {
    const candidates = ranges[range]!
    if (candidates.none) continue
    let after = range === from.range ? from.rank : 0
    for (;;) {
      const limit = pageLength(bounds.wanted + 1 - entries.length, entries.length - before, examined)
      const read = candidates.page(after, limit)
      const page = read instanceof Promise ? ((yield read) as CandidatePage) : read
      if (bounds.abandoned()) return stopped('abandoned')
      for (let at = 0; at < page.count; at++) {
        if (candidates.exact && entries.length === bounds.wanted) return stopped('enough')
        const entry = page.entry(at)
        if (!candidates.exact && test(entry) !== TRUE) continue
        if (entries.length === bounds.wanted) return stopped('enough')
        entries.push(entry)
        lastContainer = containers.length
        lastRange = range
        lastRank = page.rank(at)
      }
      if (page.count > 0) after = page.rank(page.count - 1)
      examined += page.count
      if (page.count < limit) break
      if (performance.now() > bounds.deadline) return stopped('time')
      if (examined >= LOOK_THROUGH) return stopped('looked through')
      yield setImmediate()
    }
  }
  return stopped('exhausted')
}

/**
 * The first page is a little longer than the answer, which nearly all candidates belong to; the next ones are as long as the
 * rest of it should need, judging by how many of the candidates so far were right.
 */
function pageLength(missing: number, right: number, examined: number): number {
  if (examined === 0) return Math.min(missing + (missing >> 2), PAGE + 1)
  return Math.min(PAGE, Math.max(SHORTEST_PAGE, Math.ceil((missing * examined) / Math.max(1, right))))
}
const SHORTEST_PAGE = 16
