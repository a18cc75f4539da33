import type { Encoding, FeedKind, Row } from './row.js'

/** One file to load, wherever it lies. Plain data: it survives structuredClone to a worker. */
export interface FeedFile {
  /** Base name (of the zip entry when in a zip). */
  readonly name: string
  readonly kind: FeedKind
  /** 'national' or the regional source. */
  readonly source: string
  /** ISO 8601: from the name, without zone because the name has none; else the time of modification. */
  readonly date: string
  /** Uncompressed size. */
  readonly bytes: number
  readonly location: { readonly path: string; readonly entry: string | null }
}

export interface RegionalInput {
  readonly source: string
  readonly path: string
}

export interface IgnoredFile {
  readonly name: string
  /** Why, in French. */
  readonly reason: string
}

export interface Discovery {
  readonly files: FeedFile[]
  readonly ignored: IgnoredFile[]
}

export interface FeedHeader {
  /** Names as the file spells them, without the phantom column that a trailing separator makes. */
  readonly columns: readonly string[]
  readonly separator: string
  readonly trailingSeparator: boolean
}

export interface FeedSummary {
  /** Of the uncompressed bytes, in hexadecimal. */
  readonly sha256: string
  readonly bytes: number
  readonly encoding: Encoding
  /** Data lines read, blank ones not counted. */
  readonly lines: number
  /** Lines below the header with a double quote. */
  readonly quotes: number
  /** Lines that continue a record of several lines, each reported by a LIGNE_DE_SUITE; `lines` does not count them. */
  readonly continuations: number
}

/**
 * What is to be said of a line that is delivered all the same: wrong bytes, each replaced by U+FFFD; control
 * characters, which are taken out; quotes that were not doubled; a line that continues the one before it, which is not delivered by itself.
 */
export interface LineFault {
  readonly line: number
  readonly code: 'OCTETS_INVALIDES' | 'CARACTERE_DE_CONTROLE' | 'GUILLEMETS_REPARES' | 'LIGNE_DE_SUITE'
  /** In French; says where and which byte, never the text around it (it may be on the liste rouge). */
  readonly detail: string
  /** Position of the cell in the row, when it is about one. */
  readonly cell?: number
}

export interface FeedHandlers {
  /** Called once, before any row. Throwing refuses the file. */
  header(header: FeedHeader): void
  /** Names for the columns of a file whose first row is data already; null when it is a header, or may be. */
  namesOf?(first: readonly string[]): readonly string[] | null
  /** Whether a first row is the header that is looked for: a workbook has sheets of other things. */
  isHeader?(cells: readonly string[]): boolean
  /**
   * Called with batches of up to 128 rows; reading waits for a returned promise. A cell of 13 characters or more is a
   * slice that keeps its whole chunk (128 KiB) alive: whoever keeps a few cells for long copies them.
   */
  rows(rows: readonly Row[]): void | Promise<void>
  /** Called before the row of that line is delivered. */
  fault?(fault: LineFault): void
  /** Called with the number of bytes read so far, once for each chunk. */
  progress?(bytes: number): void
}
