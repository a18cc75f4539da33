/** What a key may be opened to, as the command and the file name it. */
export const RIGHTS = ['lire', 'extraire', 'rapport'] as const

/**
 * `lire`: search and read, the national data and the regions of the key. `extraire`: copy them as files. `rapport`: see the
 * refused lines of its regions.
 */
export type Right = (typeof RIGHTS)[number]
