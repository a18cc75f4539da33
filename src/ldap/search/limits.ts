import { RESULT_CAP } from '../../search/criteria.js'

/** Entries answered at most for one search, whatever the client asks and however it pages. */
export const SIZE_CAP = RESULT_CAP

/**
 * Candidates examined at most for one answer. Reached only by searches that no index helps (`(cn=*up*)`, `(ou=x)`,
 * a lone NOT): they are answered with what was found and adminLimitExceeded. A directory that holds no more entries
 * than this is always searched whole.
 */
export const LOOK_THROUGH = 20_000

/** Comparisons of values made at most for one answer: 200 conditions on each of these candidates. */
export const COMPARISONS = 4_000_000
/** The same for one entry, which is tested without a pause. */
export const COMPARISONS_OF_ENTRY = 4000
/** A search that may have to make so many waits for its turn before it begins. */
export const MANY_COMPARISONS = 50_000

/**
 * Characters of the values of a filter, those outside ASCII counting tenfold (filter/folding-cost.ts). A thousand
 * addresses make 40 000.
 */
export const FILTER_BYTES = 100_000

/** Longest search, in seconds. */
export const TIME_CAP = 60

/** Candidates asked of the store at once while searching. */
export const PAGE = 500

/** Keys of a sort: each has every entry read and folded again. */
export const SORT_KEYS = 3
