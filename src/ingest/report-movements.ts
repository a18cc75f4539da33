import type Database from 'better-sqlite3'
import type { FeedFile } from '../feed/index.js'
import type { ReportWriter } from '../report/writer.js'
import { accountMovements } from './account-movements.js'
import { readPublished } from './published-counts.js'

/** Tells what the files of the regions change in their accounts, beside what is published. @param db the generation that is built */
export function reportMovements(
  dataDir: string,
  files: readonly FeedFile[],
  report: ReportWriter,
  db: Database.Database,
): void {
  for (const { source } of files.filter(({ kind }) => kind === 'regional')) {
    const found = readPublished(dataDir, (before) => accountMovements(before, db, source))
    if (found !== null) report.movements(found)
  }
}
