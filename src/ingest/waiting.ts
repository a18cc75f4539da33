import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { FeedFile } from '../feed/index.js'
import type { NoticeCode } from '../notices/catalog.js'
import type { WaitingMailbox } from '../records/context.js'
import { count } from '../report/wording.js'
import type { HiddenRegister } from '../store/hidden-register.js'
import { schemaFile } from '../store/schema-file.js'
import { daysBetween } from '../text/days.js'
import type { ThresholdName, Thresholds } from '../thresholds.js'
import { dayInFrance } from '../values/day-in-france.js'
import type { FileReports } from './file-reports.js'

const FILE = 'suivi.sqlite'

const RULES: Readonly<Record<WaitingMailbox['motif'], readonly [NoticeCode, ThresholdName]>> = {
  absente: ['BAL_ABSENTE_DU_NATIONAL', 'ANNUAIRE_ABSENCE_JOURS'],
  attente: ['COMPTE_EN_ATTENTE', 'ANNUAIRE_ATTENTE_JOURS'],
  interne: ['INT_ANCIEN', 'ANNUAIRE_INT_JOURS'],
}

interface Kept {
  readonly source: string
  readonly empreinte: Buffer
  readonly motif: string
  readonly depuis: string
}

/**
 * Mailboxes that wait for something (schema/suivi.sql): since when, over the imports. What this one adds is written once it is
 * published; a table that is lost or damaged begins again, and the rules about time wait with it.
 */
export class Waiting {
  readonly #path: string
  readonly #files: readonly FeedFile[]
  readonly #found: { readonly file: number; readonly mailbox: WaitingMailbox }[] = []
  #kept: readonly Kept[] = []

  constructor(dataDir: string, files: readonly FeedFile[]) {
    this.#path = join(dataDir, FILE)
    this.#files = files
  }

  add(file: number, mailboxes: readonly WaitingMailbox[]): void {
    for (const mailbox of mailboxes) this.#found.push({ file, mailbox })
  }

  /** Remarks those that have waited too long. */
  report(register: HiddenRegister, thresholds: Thresholds, reports: FileReports): void {
    const today = dayInFrance(new Date())
    const since = this.#since()
    this.#kept = this.#found.map(({ file, mailbox }) => {
      const { motif, adresse, ligne, colonne, valeur, mark } = mailbox
      const { source } = this.#files[file]!
      const empreinte = register.fingerprint(adresse)
      const depuis = since.get(keyOf(source, empreinte, motif)) ?? today
      const [code, threshold] = RULES[motif]
      const days = daysBetween(depuis, today)
      if (thresholds[threshold] > 0 && days >= thresholds[threshold]) {
        const notice = { code, ligne, colonne, valeur, detail: `depuis ${count(days)} jours` }
        reports.ofFile(file, notice, adresse, mark)
      }
      return { source, empreinte, motif, depuis }
    })
  }

  /** Writes what waits from now on. @returns what could not be done, in French */
  keep(): readonly string[] {
    const regional = this.#files.filter(({ kind }) => kind === 'regional').map(({ source }) => source)
    if (regional.length === 0) return []
    try {
      const db = new Database(this.#path)
      try {
        db.exec(schemaFile('suivi.sql'))
        const forget = db.prepare('DELETE FROM attente WHERE source = ?')
        const insert = db.prepare(
          'INSERT OR IGNORE INTO attente (source, empreinte, motif, depuis) VALUES (?, ?, ?, ?)',
        )
        db.transaction(() => {
          for (const source of regional) forget.run(source)
          for (const { source, empreinte, motif, depuis } of this.#kept) insert.run(source, empreinte, motif, depuis)
        })()
      } finally {
        db.close()
      }
      return []
    } catch (error) {
      const { code } = error as { code?: string }
      return [`Le suivi des boîtes en attente (${FILE}) n’a pas pu être mis à jour (${code ?? String(error)}).`]
    }
  }

  #since(): ReadonlyMap<string, string> {
    let db: Database.Database | null = null
    try {
      db = new Database(this.#path, { readonly: true, fileMustExist: true })
      const rows = db.prepare('SELECT source, empreinte, motif, depuis FROM attente').all() as Kept[]
      return new Map(rows.map(({ source, empreinte, motif, depuis }) => [keyOf(source, empreinte, motif), depuis]))
    } catch (error) {
      if (error instanceof Database.SqliteError) return new Map()
      throw error
    } finally {
      db?.close()
    }
  }
}

function keyOf(source: string, fingerprint: Buffer, motif: string): string {
  return `${source} ${motif} ${fingerprint.toString('hex')}`
}
