/**
 * `present` ignores the value. `infix` has SHORTEST_INFIX letters or more; on names and texts it holds a space where a separator
 * was typed, and respects words (text/words.ts), as does the start of a nomComplet.
 */
export type Match = 'exact' | 'prefix' | 'infix' | 'present'
