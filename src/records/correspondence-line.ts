import type { Row } from '../feed/row.js'
import type { NoticeCode } from '../notices/catalog.js'
import { readAdeli, readRpps } from '../values/index.js'
import { type ColumnMap, type ColumnSpec, resolveColumns } from './columns.js'
import type { ReadingContext } from './context.js'
import { type Identifier, parseIdentifier } from './identifier.js'
import { LineCells, type Normaliser } from './line-cells.js'
import type { LineReader } from './line-reader.js'

const COLUMNS = {
  adeli: { names: ['N° ADELI', 'Numéro ADELI', 'ADELI', 'Ancien ADELI', 'Ancien N° ADELI', 'Ancien numéro ADELI'] },
  rpps: { names: ['N° RPPS', 'Numéro RPPS', 'RPPS'] },
} as const satisfies ColumnSpec

/** The correspondence: one line leads from an ADELI number of before to the RPPS that replaced it. */
export class CorrespondenceLineReader implements LineReader {
  readonly #at: ColumnMap<typeof COLUMNS>
  readonly #context: ReadingContext
  readonly #cells: LineCells

  constructor(header: readonly string[], file: string, context: ReadingContext) {
    this.#at = resolveColumns(COLUMNS, header, file, { context })
    this.#context = context
    this.#cells = new LineCells(header, context)
    context.lines = context.lines.with({ own: [this.#at.adeli, this.#at.rpps] })
  }

  read(row: Row): boolean {
    const context = this.#context
    if (row.fault !== undefined) {
      return context.refuse(row.fault.code, row, row.fault.colonne, null, row.fault.detail)
    }
    if (!this.#cells.take(row)) return false
    const adeli = this.#number(this.#at.adeli, '0', readAdeli)
    const rpps = adeli === null ? null : this.#number(this.#at.rpps, '8', readRpps)
    if (adeli === null || rpps === null) return false
    const holder = Math.max(context.people.get(rpps.key), 0)
    const told = context.former.add(adeli.key, rpps.key, holder)
    const remark = (code: NoticeCode, detail: string | null = null): void =>
      context.remark(code, row, this.#cells.name(this.#at.adeli), adeli.national.slice(1), detail)
    if (told === 'again') remark('CORRESPONDANCE_REPETEE')
    else if (told === 'contradiction') {
      remark('CORRESPONDANCE_CONTRADICTOIRE', `ici ${rpps.national.slice(1)}`)
      context.batch.ancien_adeli.push(adeli.national, 0)
    } else if (holder === 0) remark('CORRESPONDANCE_SANS_TITULAIRE', `RPPS ${rpps.national.slice(1)}`)
    else {
      if (context.people.get(adeli.key) !== -1) remark('ADELI_ENCORE_PUBLIE')
      context.batch.ancien_adeli.push(adeli.national, holder)
    }
    return true
  }

  /** @returns null when the line has been refused */
  #number(column: number, type: '0' | '8', normalise: Normaliser<string>): Identifier | null {
    const { value, fault } = this.#cells.attempt(column, normalise)
    const identifier = value === null ? null : parseIdentifier(`${type}${value}`)
    if (identifier !== null) return identifier
    const code = fault === null ? 'IDENTIFIANT_PP_ABSENT' : 'IDENTIFIANT_PP_MALFORME'
    this.#context.refuse(code, this.#cells.row, this.#cells.name(column), this.#cells.written(column), fault)
    return null
  }
}
