import type { Professionnel } from '../resources/person.js'
import type { Ranked, Reader } from './directory.js'
import type { Pace } from './pace.js'
import type { ResultReader } from './result-reader.js'
import type { Steps } from './steps.js'

/** People read between two looks at the clock: each costs as much as a hundred rows. */
export const PEOPLE_AT_ONCE = 50

/**
 * Reads people, a few at a time; some are missing when the pace is over.
 * @param ranks ascending
 * @param complete with the diplomas, which a list does not show
 */
export function* readPeople(
  from: ResultReader,
  ranks: readonly number[],
  reader: Reader,
  complete: boolean,
  pace: Pace,
): Steps<Ranked<Professionnel>[]> {
  const results: Ranked<Professionnel>[] = []
  for (let at = 0; at < ranks.length && !pace.over(); at += PEOPLE_AT_ONCE) {
    const pause = at === 0 ? null : pace.pause()
    if (pause !== null) yield pause
    results.push(...from.professionnels(ranks.slice(at, at + PEOPLE_AT_ONCE), reader, complete))
  }
  return results
}
