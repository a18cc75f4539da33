import type { Steps } from '../steps.js'
import { findMany, type Sought } from './find-ranks.js'
import type { Matcher, Prepared } from './matcher.js'

/** Makes many terms ready, then looks for what satisfies them. */
export function* findLong(
  preparing: Steps<Prepared>,
  sought: Sought,
  matcher: (prepared: Prepared) => Matcher,
): Steps<readonly number[]> {
  const prepared = yield* preparing
  if (sought.pace.over()) return []
  return yield* findMany(matcher(prepared), sought)
}
