/** What a key may be opened to, as the command and the file name it. */
export const RIGHTS = ['lire', 'extraire', 'rapport'] as const

/**
 * `lire`: search and read, the national data and the regions of the key. `extraire`: copy them as files. `rapport`: see the
 * refused lines of its regions.
 */
export type Right = (typeof RIGHTS)[number]

/** What an account opens, besides its sources: it stands for a person at a screen, not for a copy. */
export const ACCOUNT_RIGHTS: readonly Right[] = ['lire', 'rapport']
