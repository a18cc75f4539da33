import type { Entry } from '../tree/entry.js'
import type { Answer } from './answer.js'
import type { Candidates } from './candidates.js'
import type { Progress } from './cookie.js'
import type { Prepared, Running } from './gather.js'

/** Where a sorted answer stands. */
export interface Place {
  readonly from: Progress
  /** Entries of this page at most, and of this and the next ones. */
  readonly size: number
  readonly left: number
  readonly ranges: readonly Candidates[]
  readonly containers: readonly Entry[]
  readonly filter: Prepared
  /** What the cookie is sealed with. */
  readonly same: string
  readonly again: Answer['again']
  readonly running: Running
}
