import type { FeedFile, FeedHeader } from '../feed/index.js'
import type { Notice } from '../notices/catalog.js'
import { fileMark, type Mark } from '../notices/mark.js'
import type { UnlistedCode } from '../records/unlisted-codes.js'
import { count } from '../report/wording.js'
import type { ReportWriter } from '../report/writer.js'
import { ageInDays } from '../text/days.js'
import type { Thresholds } from '../thresholds.js'
import { NATIONAL } from '../values/index.js'
import { checkRefusals } from './guards.js'
import type { Message } from './messages.js'

/** Nomenclatures whose unknown codes are told on each of their lines (PROFESSION_INCONNUE, SAVOIR_FAIRE_INCONNU). */
const TOLD_BY_LINE: ReadonlySet<string> = new Set(['profession', 'savoir-faire'])

/** What whoever runs the program set: which files are refused, which are remarked. */
interface Limits {
  readonly refusMax: number
  readonly thresholds: Thresholds
}

/** Writes into the report what the reading thread says of each file. */
export class FileReports {
  readonly #report: ReportWriter
  readonly #files: readonly FeedFile[]
  readonly #limits: Limits
  /** Number of the current file in the report, and its header. */
  #number = 0
  #header: FeedHeader | null = null
  /** Number in the report of each file. */
  readonly #numbers: number[] = []
  /** Number in the report of the file that gives the mailboxes of each source. */
  readonly #ofMailboxes = new Map<string, number>()

  constructor(report: ReportWriter, files: readonly FeedFile[], limits: Limits) {
    this.#report = report
    this.#files = files
    this.#limits = limits
  }

  /**
   * A notice about a whole file, or about a line that only the whole import tells something of.
   * @param own what names the line @param mark whose it is
   */
  ofFile(file: number, notice: Notice, own = '', mark: Partial<Mark> = {}): void {
    const told = fileMark(this.#files[file]!, notice.code, notice.colonne, own)
    this.#report.notice(this.#numbers[file]!, notice, null, { ...told, ...mark, code: told.code, cle: told.cle })
  }

  /**
   * Tells, where they were read, the mailboxes that another line or another source hides. Neither address nor line: they
   * would name who is hidden.
   */
  hiddenElsewhere(counts: ReadonlyMap<string, number>): void {
    for (const [source, count] of counts) {
      const file = this.#ofMailboxes.get(source)
      if (file === undefined) continue
      const detail = count === 1 ? '1 boîte aux lettres' : `${count} boîtes aux lettres`
      const mark = fileMark({ kind: source === NATIONAL ? 'mssante' : 'regional', source }, 'BAL_MASQUEE', null)
      this.#report.notice(file, { code: 'BAL_MASQUEE', ligne: 0, colonne: null, valeur: null, detail }, null, mark)
      if (count > 1) this.#report.count(file, mark, count - 1)
    }
  }

  /** @throws AnnuaireError ALIMENTATION_REFUSEE when too many lines of a file are refused */
  take(message: Message): void {
    switch (message.type) {
      case 'debut': {
        const { name, kind, source, date, bytes } = this.#files[message.file]!
        this.#number = this.#report.startFile({ name, kind, source, date, bytes })
        this.#numbers[message.file] = this.#number
        if (kind === 'mssante' || kind === 'regional') this.#ofMailboxes.set(source, this.#number)
        this.#checkAge(message.file, date)
        return
      }
      case 'entete':
        this.#header = message.header
        return
      case 'lignes':
        for (const { notice, line, mark } of message.notices) this.#report.notice(this.#number, notice, line, mark)
        for (const mark of message.counted) this.#report.count(this.#number, mark, 1)
        return
      case 'fin': {
        const { summary, loaded, refused } = message
        this.#report.finishFile(this.#number, {
          sha256: summary.sha256,
          bytes: summary.bytes,
          encoding: summary.encoding,
          separator: this.#header?.separator ?? '',
          columns: this.#header?.columns.length ?? 0,
          read: summary.lines,
          loaded,
          refused,
        })
        checkRefusals(this.#files[message.file]!, summary.lines, refused, this.#limits.refusMax)
        return
      }
      case 'codes':
        for (const code of message.codes) if (!TOLD_BY_LINE.has(code.nomenclature)) this.#unlisted(code)
        return
      case 'erreur':
      case 'termine':
        return
    }
  }

  #checkAge(file: number, date: string): void {
    const limit = this.#limits.thresholds.ANNUAIRE_FICHIER_ANCIEN_JOURS
    const days = ageInDays(date, Date.now())
    if (limit === 0 || !(days > limit)) return
    const notice = { code: 'FICHIER_ANCIEN', ligne: 0, colonne: null, valeur: date.slice(0, 10) } as const
    this.ofFile(file, { ...notice, detail: `${count(days)} jours` })
  }

  /** Where the code was met first. */
  #unlisted({ nomenclature, code, libelle, file, ligne, colonne, nombre }: UnlistedCode): void {
    const label = libelle === null ? 'sans libellé' : `« ${libelle} »`
    const detail = `nomenclature ${nomenclature}, ${label}, ${nombre === 1 ? 'vu une fois' : `vu ${nombre} fois`} dans cet import`
    const notice = { code: 'CODE_HORS_NOMENCLATURE', ligne, colonne, valeur: code, detail } as const
    this.ofFile(file, notice, `${nomenclature} ${code}`)
  }
}
