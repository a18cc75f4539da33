import type { ErrorCode, ErrorDetails } from '../errors.js'
import type { FeedFile, FeedHeader, FeedSummary } from '../feed/index.js'
import type { Mark } from '../notices/mark.js'
import type { Batch } from '../records/batch.js'
import type { RowNotice, WaitingMailbox } from '../records/context.js'
import type { Spread } from '../records/spread.js'
import type { UnlistedCode } from '../records/unlisted-codes.js'
import type { SourcePolicies } from '../source-policies.js'
import type { Thresholds } from '../thresholds.js'
import type { Entries } from './entry-maker.js'

/** What the reading thread is started with. */
export interface ReadingOrder {
  readonly files: readonly FeedFile[]
  /** URL of the module that prepares mailboxes (entry-maker.ts). */
  readonly preparer: string
  readonly policies: SourcePolicies
  /** Domains of the white list that stays, as the table `domaine` has them; none when the files bring a list. */
  readonly domains: readonly (readonly (string | null)[])[]
  /** What the rules of the report compare with. */
  readonly thresholds: Thresholds
}

/** From the reading thread to the writing one. */
export type Message =
  | { readonly type: 'debut'; readonly file: number }
  | { readonly type: 'entete'; readonly file: number; readonly header: FeedHeader }
  | {
      readonly type: 'lignes'
      readonly file: number
      readonly batch: Batch
      /** Of the mailboxes of the batch; null when the writing thread is to make them, having less to do. */
      readonly entries: Entries | null
      readonly notices: readonly RowNotice[]
      /** Of the notices that are counted only. */
      readonly counted: readonly Mark[]
      readonly waiting: readonly WaitingMailbox[]
      /** Bytes of the file read so far. */
      readonly bytes: number
    }
  | {
      readonly type: 'fin'
      readonly file: number
      readonly summary: FeedSummary
      readonly loaded: number
      readonly refused: number
      /** Columns of the file that restrict publication. */
      readonly restrictions: readonly string[]
    }
  /** Once, when all files are read. */
  | { readonly type: 'codes'; readonly file: number; readonly codes: readonly UnlistedCode[]; readonly spread: Spread }
  | { readonly type: 'termine' }
  | {
      readonly type: 'erreur'
      readonly file: number
      readonly code: ErrorCode | null
      readonly message: string
      readonly details: readonly ErrorDetails[]
      readonly stack: string | undefined
    }

/** From the writing thread: one more batch may be sent. */
export const CREDIT = 'credit'

/** Batches on their way at most: enough to keep both threads busy, few enough to bound memory. */
export const CREDITS = 16

/** Rows that make a message worth its crossing. */
export const ROWS_PER_MESSAGE = 400
