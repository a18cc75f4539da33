import { NATIONAL } from '../values/index.js'
import type { BlockGzip } from './block-gzip.js'
import type { ExtractionKind } from './kinds.js'

/** A whole file, ready to be sent. */
export interface Extraction extends ExtractionKind, BlockGzip {
  /** Generation that it is of. */
  readonly generation: string
  /** Changes whenever the same file would: with the generation, and when mailboxes are hidden since. */
  readonly edition: string
  /** Records: people, mailboxes or structures. */
  readonly records: number
  /** Moment of the publication of its generation, ISO 8601. */
  readonly publishedAt: string
}

/** An edition is the name of a generation, with what was hidden in it since behind a space. */
export function generationOf(edition: string): string {
  return edition.split(' ')[0]!
}

/** Name of a file: `bals.txt`, `bals-paca.csv`. */
export function fileName({ object, format, source }: ExtractionKind): string {
  return `${object}${source === NATIONAL ? '' : `-${source}`}.${format}`
}
