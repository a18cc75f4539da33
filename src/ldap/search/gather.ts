import type { TaskPace } from '../../serving/task-pace.js'
import { type MaybePromise, runSteps, type Steps, settled } from '../../store/steps.js'
import type { CompiledFilter } from '../filter/compile.js'
import { TRUE } from '../filter/truth.js'
import type { Entry } from '../tree/entry.js'
import type { Candidates } from './candidates.js'
import { type Found, placeInRange, placeOfContainer } from './found.js'
import { COMPARISONS, LOOK_THROUGH, MANY_COMPARISONS, PAGE } from './limits.js'

/** Place in an answer after which it goes on: the containers sent so far, and the range and rank of the last entry. */
export interface Position {
  readonly containers: number
  readonly range: number
  readonly rank: number
}
export const START: Position = { containers: 0, range: 0, rank: 0 }

/** Why gathering stopped: nothing is left, enough was found, or a limit of the server or of the request. */
export type Stop = 'exhausted' | 'enough' | 'looked through' | 'time' | 'abandoned'

export interface Gathered extends Found {
  /** Position right after the last entry, to go on from there. */
  readonly end: Position
  readonly stop: Stop
}

/** A search in hand. */
export interface Running {
  /** When to let others in, and when to end: `over` is true of an abandoned search and of one whose time is up. */
  readonly pace: Pick<TaskPace, 'pause' | 'wait' | 'over'>
  abandoned(): boolean
}

/** The filter, made ready when an entry has to be looked at: what the store answers exactly is not. */
export type Prepared = () => CompiledFilter

/** Entries between two looks at the clock, and comparisons. */
const ENTRIES = 16
const LOOK = 1000

/** Finds the entries that satisfy a filter, from a position on, until one more than wanted is found. */
export function gather(
  containers: readonly Entry[],
  ranges: readonly Candidates[],
  filter: Prepared,
  from: Position,
  wanted: number,
  running: Running,
): MaybePromise<Gathered> {
  return runSteps(pages(containers, ranges, filter, from, wanted, running))
}

function* pages(
  containers: readonly Entry[],
  ranges: readonly Candidates[],
  filter: Prepared,
  from: Position,
  wanted: number,
  { pace, abandoned }: Running,
): Steps<Gathered> {
  const entries: Entry[] = []
  const places: number[] = []
  let lastContainer = from.containers
  let lastRange = from.range
  let lastRank = from.rank
  const stopped = (stop: Stop): Gathered => {
    return { entries, places, end: { containers: lastContainer, range: lastRange, rank: lastRank }, stop }
  }
  for (let index = from.containers; index < containers.length; index++) {
    const entry = containers[index]!
    if (filter().test(entry) !== TRUE) continue
    if (entries.length === wanted) return stopped('enough')
    entries.push(entry)
    places.push(placeOfContainer(index))
    lastContainer = index + 1
  }
  let examined = 0
  const before = entries.length
  for (let range = from.range; range < ranges.length; range++) {
    const candidates = ranges[range]!
    if (candidates.none) continue
    const test = candidates.exact ? null : filter()
    // What takes long lets those begin first who ask little.
    if (test !== null && test.cost * Math.min(candidates.unled, LOOK_THROUGH) > MANY_COMPARISONS) yield pace.wait()
    let after = range === from.range ? from.rank : 0
    let compared = 0
    for (;;) {
      const limit = pageLength(wanted + 1 - entries.length, entries.length - before, examined)
      const read = candidates.page(after, limit, pace)
      const page = read instanceof Promise ? yield* settled(read) : read
      if (pace.over()) return stopped(abandoned() ? 'abandoned' : 'time')
      for (let at = 0; at < page.count; at++) {
        if (test === null && entries.length === wanted) return stopped('enough')
        const entry = page.entry(at)
        if (test === null || test.test(entry) === TRUE) {
          if (entries.length === wanted) return stopped('enough')
          entries.push(entry)
          places.push(placeInRange(range, page.rank(at)))
          lastContainer = containers.length
          lastRange = range
          lastRank = page.rank(at)
        }
        if (test === null || (at % ENTRIES !== 0 && test.compared - compared < LOOK)) continue
        compared = test.compared
        if (compared > COMPARISONS) return stopped('looked through')
        const pause = pace.pause()
        if (pause === null) continue
        yield pause
        if (pace.over()) return stopped(abandoned() ? 'abandoned' : 'time')
      }
      if (page.count > 0) after = page.rank(page.count - 1)
      examined += page.count
      if (page.count < limit) break
      if (examined >= LOOK_THROUGH) return stopped('looked through')
      const pause = pace.pause()
      if (pause !== null) yield pause
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
