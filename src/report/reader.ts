import { setImmediate } from 'node:timers/promises'
import { Remembered } from '../remembered.js'
import type { Alimentation, Avis } from '../resources/report.js'
import { reportIds } from './files.js'
import { FolderWork } from './folder-work.js'
import { NoticePages } from './notice-pages.js'
import { isBeingWritten, openReport, stampOf, unreadable } from './open-report.js'
import type { ReportReader } from './port.js'
import { readAlimentation } from './read-head.js'
import { settled, type Unsettled } from './state.js'

/** Heads kept in memory: all the reports of a folder. */
const KEPT_HEADS = 64

/** Reads the reports of a data folder, whole. Each call opens the file it needs, unless it has read it as it is now. */
export function openReports(dataDir: string): ReportReader {
  return new FolderReports(dataDir)
}

class FolderReports implements ReportReader {
  readonly #dataDir: string
  readonly #pages: NoticePages
  readonly work: FolderWork
  /** By report and state of its file. */
  readonly #heads = new Remembered<string, Unsettled | null>(KEPT_HEADS)

  constructor(dataDir: string) {
    this.#dataDir = dataDir
    this.#pages = new NoticePages(dataDir)
    this.work = new FolderWork(dataDir)
  }

  async list(limite: number): Promise<Alimentation[]> {
    const found: Alimentation[] = []
    for (const id of this.#ids().reverse().slice(0, limite)) {
      const { report, read } = this.#headUnlessWritten(id)
      if (report !== null) found.push(report)
      // Thirty files to open are as many waits for whoever else asks something.
      if (read) await setImmediate()
    }
    return found
  }

  async get(id: string): Promise<Alimentation | null> {
    const known = this.#resolve(id)
    return known === null ? null : this.#head(known).report
  }

  async avis(id: string, query: Parameters<ReportReader['avis']>[1]): ReturnType<ReportReader['avis']> {
    const known = this.#resolve(id)
    return known === null ? [] : this.#pages.read(known, query)
  }

  async onlyHere(id: string, other: string, query: Parameters<ReportReader['avis']>[1]): Promise<Avis[]> {
    return this.#pages.onlyHere(id, other, query)
  }

  #resolve(id: string): string | null {
    const ids = this.#ids()
    // A file that holds no report, as a full disk may leave one, does not hide the last report that there is.
    if (id === 'derniere') return ids.findLast((one) => this.#headUnlessWritten(one).report !== null) ?? null
    return ids.includes(id) ? id : null
  }

  #ids(): string[] {
    try {
      return reportIds(this.#dataDir)
    } catch (error) {
      throw unreadable(error)
    }
  }

  /** A list goes without the report that an import is writing at this moment. */
  #headUnlessWritten(id: string): { readonly report: Alimentation | null; readonly read: boolean } {
    try {
      return this.#head(id)
    } catch (error) {
      if (isBeingWritten(error)) return { report: null, read: true }
      throw error
    }
  }

  #head(id: string): { readonly report: Alimentation | null; readonly read: boolean } {
    const stamp = stampOf(this.#dataDir, id)
    if (stamp === null) return { report: null, read: false }
    const known = this.#heads.get(stamp)
    if (known !== undefined) return { report: this.#settle(known), read: false }
    const db = openReport(this.#dataDir, id)
    let report: Unsettled | null
    try {
      report = db === null ? null : readAlimentation(db)
    } finally {
      db?.close()
    }
    this.#heads.set(stamp, report)
    return { report: this.#settle(report), read: true }
  }

  /** What came of an import that was killed while it published, only the pointer knows. */
  #settle(report: Unsettled | null): Alimentation | null {
    return report === null ? null : settled(report, this.#dataDir)
  }
}
