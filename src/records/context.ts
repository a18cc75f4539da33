import type { Row } from '../feed/row.js'
import type { NoticeCode } from '../notices/catalog.js'
import { CATALOG } from '../notices/catalog.js'
import type { Notice } from '../notices/notice.js'
import { type Batch, newBatch } from './batch.js'
import { KeyTable } from './key-table.js'
import { KnownLabels } from './known-labels.js'
import { KnownStructures } from './known-structures.js'
import { KnownTexts } from './known-texts.js'

/** Examples of a notice that does not refuse the line; beyond, it is counted only. Refusals are all kept. */
const EXAMPLES = 1000

export interface RowNotice {
  readonly notice: Notice
  /** The refused line; null when it is loaded. */
  readonly line: string | null
}

/** What the line readers share during one import: the people and structures seen so far, and what they yield. */
export class ReadingContext {
  /** Identifier key → order of arrival of the professional, from 1. */
  readonly people = new KeyTable(1 << 20)
  readonly structures = new KnownStructures()
  /** What activities say besides their structure. */
  readonly exercices = new KnownTexts(1 << 12)
  readonly #savoirFaire = new KnownTexts(1 << 10)
  readonly labels = new KnownLabels()
  batch: Batch = newBatch()
  notices: RowNotice[] = []
  #counts = new Map<NoticeCode, number>()

  /** Takes what was read since the last call. */
  take(): { batch: Batch; notices: RowNotice[] } {
    const taken = { batch: this.batch, notices: this.notices }
    this.batch = newBatch()
    this.notices = []
    return taken
  }

  /** Exact count of each notice of the file just read; the next file starts from zero. */
  takeCounts(): Map<NoticeCode, number> {
    const counts = this.#counts
    this.#counts = new Map()
    return counts
  }

  /**
   * A coded cell, whose label is noted.
   * @param libelle position of the label, -1 when the file has none
   */
  code(nomenclature: string, cells: readonly string[], code: number, libelle: number): string | null {
    if (code === -1 || cells[code] === '') return null
    if (libelle !== -1) this.labels.note(this.batch, nomenclature, cells[code]!, cells[libelle]!)
    return cells[code]!
  }

  /** A savoir-faire of a person. @param libelle null when the file has no labels */
  addSavoirFaire(person: number, type: string, code: string, profession: string, libelle: string | null): void {
    if (libelle !== null) this.labels.note(this.batch, 'savoir-faire', `${type}:${code}`, libelle)
    const { id, isNew } = this.#savoirFaire.find(`${type}|${code}|${profession}`)
    if (isNew) this.batch.savoir_faire.push(id, type, code, profession)
    this.batch.savoirFaireAcquis.push(person, id)
  }

  /** Remarks on a line that is loaded. */
  remark(
    code: NoticeCode,
    row: Row,
    colonne: string | null,
    valeur: string | null,
    detail: string | null = null,
  ): void {
    const count = this.#count(code)
    if (count <= EXAMPLES) {
      this.notices.push({ notice: { code, ligne: row.line, colonne, valeur: cut(valeur), detail }, line: null })
    }
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
