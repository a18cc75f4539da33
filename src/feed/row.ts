/**
 * The kinds of file that the importer knows, whatever their name on disk, in the order in which they are read. People first:
 * every other file refers to them. The domains of mailboxes come before these, the mailboxes of regions after the national ones.
 */
export const FEED_KINDS = [
  'personne-activite',
  'correspondance-adeli',
  'savoir-faire',
  'diplome',
  'liste-blanche',
  'mssante',
  'regional',
] as const
export type FeedKind = (typeof FEED_KINDS)[number]

export type Encoding = 'UTF-8' | 'UTF-8 avec BOM' | 'Windows-1252'

/** One data line: the cells in the order of the file's header. `line` is 1 for the header line itself. */
export interface Row {
  readonly line: number
  readonly cells: readonly string[]
  /**
   * Why the line must be refused, known before its cells are looked at: these are then cut at every separator, only to
   * say what the line was about.
   */
  readonly fault?: RowFault
}

interface RowFault {
  readonly code: 'GUILLEMET_MAL_FERME'
  /** Column where the fault begins, as the file names it. */
  readonly colonne: string
  /** In French. */
  readonly detail: string
}
