import { RESULT_CAP } from '../../search/criteria.js'

/** Entries answered at most for one search, whatever the client asks and however it pages. */
export const SIZE_CAP = RESULT_CAP

/**
 * Candidates examined at most for one answer. Reached only by searches that no index helps (`(cn=*up*)`, `(ou=x)`,
 * a lone NOT): they are answered with what was found and adminLimitExceeded. A directory that holds no more entries
 * than this is always searched whole.
 */
export const LOOK_THROUGH = 20_000

/** Longest search, in seconds. */
export const TIME_CAP = 60

/** Candidates asked of the store at once while searching; the event loop runs between two pages. */
export const PAGE = 500
