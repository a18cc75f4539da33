import type { FeedKind, Row } from '../feed/row.js'
import { type NoticeCode, ruleOf } from '../notices/catalog.js'
import { type Mark, noticeKey } from '../notices/mark.js'
import { readFiness, readSiret } from '../values/index.js'

/** Positions of columns in a file; -1 for one that it lacks. */
export interface NamingColumns {
  /** What names a line, best first: the first that is filled does. */
  readonly own?: readonly number[]
  /** The number of the person, first filled. */
  readonly holder?: readonly number[]
  /** Cells that many lines share: a fault of one of these columns is that of what `own` names. */
  readonly shared?: { readonly columns: ReadonlySet<string>; readonly own: readonly number[] }
  /** Where the number of the establishment may stand: FINESS or SIRET, told apart by their form. */
  readonly establishments?: readonly number[]
  /** Where the address of the mailbox stands. */
  readonly addresses?: readonly number[]
  /** Where the domain stands that follows an address of which the left part alone is written, and what it is by default. */
  readonly domain?: { readonly column: number; readonly byDefault: string }
}

const FINESS = /^\d[\dAB]\d{7}$/
const DOMAIN = /^[\p{L}\p{N}._-]{1,253}$/u

/** How the lines of the file that is being read are recognised, and whose they are. One is made for each file. */
export class LineNames {
  readonly #file: { readonly kind: FeedKind; readonly source: string }
  readonly #columns: NamingColumns

  constructor(file: { readonly kind: FeedKind; readonly source: string }, columns: NamingColumns = {}) {
    this.#file = file
    this.#columns = columns
  }

  /** The same file, once its columns are known. */
  with(columns: NamingColumns): LineNames {
    return new LineNames(this.#file, columns)
  }

  /** @param own what the notice is about, when it is not the line: a code met many times */
  mark(code: NoticeCode, row: Row, colonne: string | null, valeur: string | null, own: string | null): Mark {
    const cle = noticeKey(this.#file, code, colonne, own ?? this.#own(code, row, colonne, valeur))
    // What is told once, of a code, is told of no establishment.
    if (own !== null) return { code, cle, finess: '', siret: '', domaine: '' }
    return { code, cle, ...this.#establishment(row), domaine: this.#domain(row) }
  }

  #own(code: NoticeCode, row: Row, colonne: string | null, valeur: string | null): string {
    const by = ruleOf(code)?.cle
    if (by === 'valeur') return fold(valeur ?? '')
    if (by === 'titulaire') return first(row, this.#columns.holder) ?? first(row, this.#columns.own) ?? ''
    const { shared } = this.#columns
    const named = colonne !== null && shared?.columns.has(colonne) === true ? first(row, shared.own) : null
    return named ?? first(row, this.#columns.own) ?? row.cells.join('|')
  }

  #establishment(row: Row): { finess: string; siret: string } {
    let finess = ''
    let siret = ''
    for (const column of this.#columns.establishments ?? []) {
      const written = column === -1 ? '' : (row.cells[column] ?? '')
      if (written === '') continue
      const digits = readFiness(written).value ?? ''
      if (finess === '' && FINESS.test(digits)) finess = digits
      else if (siret === '') siret = readSiret(written).value ?? ''
    }
    return { finess, siret }
  }

  #domain(row: Row): string {
    const address = first(row, this.#columns.addresses)
    if (address === null) return ''
    const at = address.lastIndexOf('@')
    const { domain } = this.#columns
    const written = at === -1 ? domain && (row.cells[domain.column]?.trim() || domain.byDefault) : address.slice(at + 1)
    const folded = (written ?? '').replace(/^@/, '').toLowerCase()
    return DOMAIN.test(folded) ? folded : ''
  }
}

/** The first cell that is filled, folded. */
function first(row: Row, columns: readonly number[] | undefined): string | null {
  for (const column of columns ?? []) {
    const written = column === -1 ? '' : fold(row.cells[column] ?? '')
    if (written !== '') return written
  }
  return null
}

/** Case and outer spaces make no other line. */
function fold(text: string): string {
  return text.trim().toLowerCase()
}
