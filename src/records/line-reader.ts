import type { Row } from '../feed/row.js'

/** Turns the lines of one file into staged rows. One is made for each file, once its header is known. */
export interface LineReader {
  /** @returns true when the line is loaded, false when it is refused (a notice says why) */
  read(row: Row): boolean
  /** Called after the last line, for what only the whole file can say. */
  end?(): void
  /** Names of the columns of the file that restrict publication; none when absent. */
  readonly restrictions?: readonly string[]
}
