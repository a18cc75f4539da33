import type { FeedKind, Row } from '../feed/row.js'
import type { Notice, NoticeCode } from '../notices/catalog.js'
import { CATALOG } from '../notices/catalog.js'
import type { Mark } from '../notices/mark.js'
import type { SourcePolicies } from '../source-policies.js'
import type { Thresholds } from '../thresholds.js'
import { dayInFrance } from '../values/day-in-france.js'
import { type Batch, type Cell, newBatch } from './batch.js'
import { FormerNumbers } from './former-numbers.js'
import { KeyTable } from './key-table.js'
import { type KnownCode, KnownCodes, KnownLabels, KnownNames, KnownStructures, KnownTexts } from './known.js'
import { KnownDomains } from './known-domains.js'
import { LineNames } from './line-names.js'
import { NationalMailboxes } from './national-mailboxes.js'
import { skillFault } from './savoir-faire-faults.js'
import { Situations } from './situations.js'
import { SpreadCount } from './spread.js'
import { UnlistedCodes } from './unlisted-codes.js'

/** Examples of a notice that does not refuse the line; beyond, it is counted only. Refusals are all kept. */
const EXAMPLES = 1000
/** Beyond these, examples of each notice that are kept for each establishment of a file of mailboxes, and all together. */
const EXAMPLES_OF_EACH = 20
const MOST_EXAMPLES = 50_000

export interface RowNotice {
  readonly notice: Notice
  /** The refused line; null when it is loaded. */
  readonly line: string | null
  readonly mark: Mark
}

/** A mailbox of a region that waits for something. */
export interface WaitingMailbox {
  /** To appear in the national directory; to be confirmed or validated; for its holder to have an RPPS. */
  readonly motif: 'absente' | 'attente' | 'interne'
  /** Folded. */
  readonly adresse: string
  readonly ligne: number
  readonly colonne: string
  readonly valeur: string
  /** Of each notice that it may become. */
  readonly mark: Omit<Mark, 'code' | 'cle'>
}

/** What the line readers share during one import: the people and structures seen so far, and what they yield. */
export class ReadingContext {
  /** Identifier key → order of arrival of the professional, from 1. */
  readonly people = new KeyTable(1 << 20)
  /** Name of each of them, to see another one beside the same number. */
  readonly names = new KnownNames()
  /** Numbers that people had before. */
  readonly former = new FormerNumbers()
  readonly situations = new Situations()
  readonly spread = new SpreadCount()
  readonly nationalMailboxes = new NationalMailboxes()
  readonly structures = new KnownStructures()
  /** What activities say besides their structure. */
  readonly exercices = new KnownTexts(1 << 12)
  /** Diplomas and authorisations, which many people share. */
  readonly diplomes = new KnownTexts(1 << 12)
  readonly #savoirFaire = new KnownTexts(1 << 10)
  /** The rule that every line with such a savoir-faire breaks, by number. */
  readonly #skillFaults = new Map<number, NoticeCode>()
  readonly labels = new KnownLabels()
  readonly #codes = new KnownCodes()
  readonly unlisted = new UnlistedCodes()
  /** How each regional source publishes. */
  readonly policies: SourcePolicies
  /** Of the white list, before any mailbox is read. */
  readonly domains = new KnownDomains()
  /** Of the newest national extraction of the import; null when there is none. */
  extractionDate: string | null = null
  readonly thresholds: Thresholds
  /** The day in France, AAAA-MM-JJ. */
  readonly now = dayInFrance(new Date())
  batch: Batch = newBatch()
  notices: RowNotice[] = []
  waiting: WaitingMailbox[] = []
  /** Of the notices that are counted only. */
  counted: Mark[] = []
  /** How the lines of the current file are recognised. */
  lines = new LineNames({ kind: 'personne-activite', source: '' })
  /** Examples kept of each rule and establishment of the current file. */
  readonly #examples = new Map<string, number>()
  #moreExamples = 0
  /** Notices of each rule in the current file. */
  readonly #counts = new Map<NoticeCode, number>()

  constructor(thresholds: Thresholds, policies: SourcePolicies = {}) {
    this.thresholds = thresholds
    this.policies = policies
  }

  /** Takes what was read since the last call. */
  take(): { batch: Batch; notices: RowNotice[]; counted: Mark[]; waiting: WaitingMailbox[] } {
    const taken = { batch: this.batch, notices: this.notices, counted: this.counted, waiting: this.waiting }
    this.counted = []
    this.waiting = []
    this.batch = newBatch()
    this.notices = []
    return taken
  }

  /** A file begins, whose columns are not known yet. */
  startFile(kind: FeedKind, source: string): void {
    this.lines = new LineNames({ kind, source })
    this.#examples.clear()
    this.#moreExamples = kind === 'regional' || kind === 'mssante' ? MOST_EXAMPLES : 0
    this.#counts.clear()
  }

  /** A domain of the white list. @param cells as the table `domaine` has them (batch.ts) */
  addDomain(cells: readonly Cell[]): void {
    this.batch.domaine.push(...cells)
    const [nom, , operateur, , support] = cells as readonly (string | null)[]
    this.domains.add(nom ?? '', { operateur: operateur ?? '', support: support ?? null })
  }

  /**
   * A coded cell, whose label is noted. What was repaired of a code, and that its table lacks it, are reported once.
   * @param at positions of the code and of its label in the row, -1 when the file has none
   * @param colonne name of the code's column
   */
  code(
    nomenclature: string,
    row: Row,
    at: { readonly code: number; readonly libelle: number },
    colonne: string,
  ): string | null {
    const written = at.code === -1 ? '' : row.cells[at.code]!
    if (written === '') return null
    const { known, isNew } = this.#codes.read(nomenclature, written)
    if (isNew) this.#reportCode(row, colonne, written, known)
    if (known.unknown) this.unlisted.note(nomenclature, known.code!, row, colonne)
    if (known.code !== null && at.libelle !== -1) {
      this.labels.note(this.batch, nomenclature, known.code, row.cells[at.libelle]!)
    }
    return known.code
  }

  /** Whether what was written is the code of a profession, once read as one. */
  isProfession(written: string): boolean {
    const { known } = this.#codes.read('profession', written)
    return known.code === null || !known.unknown
  }

  #reportCode(row: Row, colonne: string, written: string, { repaired, fault }: KnownCode): void {
    if (repaired !== null) this.remark('VALEUR_REPAREE', row, colonne, written, repaired, written)
    if (fault !== null) this.remark('VALEUR_ILLISIBLE', row, colonne, written, fault, written)
  }

  /**
   * A savoir-faire of a person.
   * @param cells as the line has them; `libelle` is null when the file has no labels
   */
  addSavoirFaire(
    row: Row,
    person: number,
    cells: {
      readonly type: string
      readonly code: string
      readonly profession: string
      readonly libelle: string | null
    },
  ): void {
    const { type, code, profession, libelle } = cells
    let id = this.#savoirFaire.known(`${type}|${code}|${profession}`)
    if (id !== -1) this.unlisted.again('savoir-faire', id)
    else {
      this.unlisted.startKind()
      const read = (nomenclature: string, written: string, colonne: string): string => {
        if (written === '') return ''
        const { known, isNew } = this.#codes.read(nomenclature, written)
        if (isNew) this.#reportCode(row, colonne, written, known)
        if (known.unknown) this.unlisted.note(nomenclature, known.code!, row, colonne)
        return known.code ?? ''
      }
      const ofType = read('type-savoir-faire', type, 'Code type savoir-faire')
      const ofCode = read('savoir-faire', code, 'Code savoir-faire')
      if (ofCode === '') return
      const ofProfession = read('profession', profession, 'Code profession')
      if (libelle !== null) {
        this.labels.note(this.batch, 'savoir-faire', `${ofType}:${ofCode}`, libelle)
        // A mailbox has the code without its type.
        this.labels.note(this.batch, 'savoir-faire', ofCode, libelle)
      }
      const found = this.#savoirFaire.find(`${ofType}|${ofCode}|${ofProfession}`)
      id = found.id
      if (found.isNew) {
        this.batch.savoir_faire.push(id, ofType, ofCode, ofProfession)
        const broken = skillFault(ofProfession, ofCode)
        if (broken !== null) this.#skillFaults.set(id, broken)
      }
      this.unlisted.endKind('savoir-faire', id)
    }
    const broken = this.#skillFaults.size === 0 ? undefined : this.#skillFaults.get(id)
    if (broken !== undefined) this.remark(broken, row, 'Code savoir-faire', code)
    this.batch.savoirFaireAcquis.push(person, id)
  }

  /**
   * Remarks on a line that is loaded.
   * @param own what it is about when it is not that line: what is told once, wherever it is met first
   */
  remark(
    code: NoticeCode,
    row: Row,
    colonne: string | null,
    valeur: string | null,
    detail: string | null = null,
    own: string | null = null,
  ): void {
    const count = this.#count(code)
    const mark = this.lines.mark(code, row, colonne, valeur, own)
    if (count > EXAMPLES && !this.#isExampleOf(mark)) this.counted.push(mark)
    else
      this.notices.push({ notice: { code, ligne: row.line, colonne, valeur: cut(valeur), detail }, line: null, mark })
  }

  /** Each establishment finds examples of its own in its report, however many others there are. */
  #isExampleOf({ code, finess, siret }: Mark): boolean {
    if (this.#moreExamples === 0 || (finess === '' && siret === '')) return false
    const key = `${code} ${finess || siret}`
    const kept = this.#examples.get(key) ?? 0
    if (kept >= EXAMPLES_OF_EACH) return false
    this.#examples.set(key, kept + 1)
    this.#moreExamples--
    return true
  }

  /** Refuses a line. @returns false, so that a reader can `return context.refuse(…)` */
  refuse(
    code: NoticeCode,
    row: Row,
    colonne: string | null,
    valeur: string | null,
    detail: string | null = null,
  ): false {
    if (CATALOG[code].severite !== 'Bloquante') throw new Error(`${code} does not refuse a line`)
    this.#count(code)
    this.notices.push({
      notice: { code, ligne: row.line, colonne, valeur: cut(valeur), detail },
      line: row.cells.join('|').slice(0, 4000),
      mark: this.lines.mark(code, row, colonne, valeur, null),
    })
    return false
  }

  #count(code: NoticeCode): number {
    const count = (this.#counts.get(code) ?? 0) + 1
    this.#counts.set(code, count)
    return count
  }
}

function cut(value: string | null): string | null {
  return value === null ? null : value.slice(0, 200)
}
