import type { Window } from './directory.js'
import type { Sought } from './matching/find-ranks.js'
import { OwnPace, type Pace } from './pace.js'

/** @param rows of the table */
export function soughtOf(rows: number, { after, limit, countTo }: Window, pace: Pace): Sought {
  return { after, rows, limit: Math.max(limit, countTo ?? 0), pace }
}

export function paceOf({ pace, abandoned }: Pick<Window, 'pace' | 'abandoned'>): Pace {
  return pace ?? new OwnPace(abandoned)
}
