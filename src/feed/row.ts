/** The kinds of file that the importer knows, whatever their name on disk. */
export type FeedKind = 'personne-activite' | 'savoir-faire' | 'diplome' | 'mssante' | 'regional'

export type Encoding = 'UTF-8' | 'UTF-8 avec BOM' | 'Windows-1252'

/** One data line: the cells in the order of the file's header. `line` is 1 for the header line itself. */
export interface Row {
  readonly line: number
  readonly cells: readonly string[]
}
