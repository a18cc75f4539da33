import type { Row } from '../feed/row.js'
import { policyOf, type SourcePolicy } from '../source-policies.js'
import { dayInFrance } from '../values/day-in-france.js'
import { foldAddress, readAddress, readDate, readLine, readStatus, readYesNo } from '../values/index.js'
import type { ColumnMap } from './columns.js'
import type { ReadingContext } from './context.js'
import { mayRestrict } from './lettered-columns.js'
import type { LineCells } from './line-cells.js'
import type { REGIONAL_COLUMNS } from './regional-columns.js'

export interface Publication {
  /** Why the mailbox is published nowhere; null when it is. */
  readonly nonPubliee: string | null
  /** Last day of the account, AAAA-MM-JJ; null when it does not expire. */
  readonly expiration: string | null
}

/**
 * What of a regional line restricts publication. What cannot be read restricts it. Liste rouge and test hide the address
 * in every source, whatever else is wrong with the line; status and expiry keep this source's own mailbox back.
 */
export class PublicationCells {
  readonly #at: ColumnMap<typeof REGIONAL_COLUMNS>
  readonly #cells: LineCells
  readonly #context: ReadingContext
  readonly #source: string
  readonly #columns: number
  readonly #policy: SourcePolicy
  readonly #unknown: readonly number[]
  /** The later of today and the file's date. */
  readonly #day: string

  /** @param columns of the header @param date of the file, AAAA-MM-JJ… @param unknown columns that a file without header has */
  constructor(
    at: ColumnMap<typeof REGIONAL_COLUMNS>,
    cells: LineCells,
    context: ReadingContext,
    file: {
      readonly source: string
      readonly columns: number
      readonly date: string
      readonly unknown: readonly number[]
    },
  ) {
    this.#at = at
    this.#cells = cells
    this.#context = context
    this.#source = file.source
    this.#columns = file.columns
    this.#policy = policyOf(file.source, context.policies)
    this.#unknown = file.unknown
    const today = dayInFrance(new Date())
    const day = file.date.slice(0, 10)
    this.#day = day > today ? day : today
  }

  /** Names of the columns of this file that restrict publication. */
  get restrictions(): readonly string[] {
    const { listeRouge, test, statut, peremption } = this.#at
    return [
      [listeRouge, 'Liste rouge'] as const,
      [test, 'Compte de test'] as const,
      [statut, 'Statut'] as const,
      [peremption, 'Date de péremption'] as const,
    ].flatMap(([column, name]) => (column === -1 ? [] : [name]))
  }

  /** Notes the addresses that a line hides, before anything is a reason to refuse it. */
  note(row: Row): void {
    const { listeRouge, test, mail, type } = this.#at
    if (this.#unknown.some((column) => mayRestrict(cellAt(row, column)))) {
      this.#hideMoved(row)
      return
    }
    if (listeRouge === -1 && test === -1) return
    if (row.fault !== undefined || row.cells.length > this.#columns) {
      if (this.#mayHide(row)) this.#hideMoved(row)
      return
    }
    if (!hides(cellAt(row, listeRouge)) && !hides(cellAt(row, test))) return
    const own = this.#own(row)
    const isMailbox = own.length === 0 || !/^\W*(?:PER|ORG|APP|CAB|INT)/i.test(cellAt(row, type).slice(0, 40))
    this.#hide(own, 'partout')
    this.#hide(addressesIn(cellAt(row, mail)), isMailbox ? 'partout' : 'comptes')
  }

  /** Notes what a line that was refused says against the mailbox of its own source, which another line may have loaded. */
  noteRefused(row: Row): void {
    const { listeRouge, test, statut, peremption } = this.#at
    if (row.fault !== undefined || row.cells.length > this.#columns) return
    // Most short lines only lack empty cells at their end: that something is no plain no says nothing there.
    const short = row.cells.length < this.#columns && (listeRouge !== -1 || test !== -1)
    if (short && row.cells.some((cell) => readYesNo(cell).value === true)) this.#hideMoved(row)
    const state = readStatus(cellAt(row, statut))
    const expiry = readDate(cellAt(row, peremption))
    const expired = expiry.fault !== null || (expiry.value !== null && expiry.value < this.#day)
    if (expired || state.fault !== null || !this.#shows(state.value ?? 'VALIDE')) this.#hide(this.#own(row), 'source')
  }

  /** The mailbox of a line, with each domain that may complete it. */
  #own(row: Row): readonly string[] {
    const written = cellAt(row, this.#at.mssante)
    const given = cellAt(row, this.#at.domaine)
    const domains = DOMAIN.test(given.slice(0, LONGEST).trim()) ? [given] : [given, this.#ownDomain]
    return [...addressesIn(written), ...completed(written, domains)]
  }

  /** A line whose cells are not where the header says: all that looks like an address in it may be what it hides. */
  #hideMoved(row: Row): void {
    const domains = [this.#ownDomain, ...row.cells.filter((cell) => DOMAIN.test(cell.slice(0, LONGEST).trim()))]
    const locals = row.cells.filter((cell) => LOCAL.test(cell.slice(0, LONGEST).trim()))
    this.#hide([...row.cells.flatMap(addressesIn), ...locals.flatMap((cell) => completed(cell, domains))], 'partout')
  }

  get #ownDomain(): string {
    return this.#policy.domaine
  }

  #shows(statut: string): boolean {
    return statut === 'VALIDE' || (statut === 'PREINSCRIT' && this.#policy.preinscritsVisibles)
  }

  /** @param statut as read; an unknown one has refused the line */
  of(row: Row, statut: string): Publication {
    const at = this.#at
    const cells = this.#cells
    const reasons: string[] = []
    for (const [column, reason] of [
      [at.listeRouge, 'liste rouge'],
      [at.test, 'compte de test'],
    ] as const) {
      const { value, fault } = cells.attempt(column, readYesNo)
      if (fault !== null) cells.fault(column, fault)
      if (value === true || fault !== null) reasons.push(reason)
    }
    if (!this.#shows(statut)) reasons.push(`statut ${statut}`)
    const expiry = cells.attempt(at.peremption, readDate)
    if (expiry.fault !== null) {
      this.#context.remark('DATE_MALFORMEE', row, 'Date de péremption', cells.written(at.peremption), expiry.fault)
      reasons.push('date de péremption illisible')
    } else if (expiry.value !== null && expiry.value < this.#day) reasons.push('compte expiré')
    if (reasons.length === 0) return { nonPubliee: null, expiration: expiry.value }
    this.#context.remark('BAL_NON_PUBLIEE', row, null, null, reasons.join(', '))
    return { nonPubliee: reasons.join(', '), expiration: expiry.value }
  }

  /**
   * Whether a line whose cells are not where the header says may hide somebody: a yes stands anywhere, or something that
   * is not plainly a no where the columns may have moved to.
   */
  #mayHide({ cells, fault }: Row): boolean {
    if (cells.some((cell) => readYesNo(cell).value === true)) return true
    const moved = Math.max(1, fault === undefined ? 0 : MOVED, Math.abs(cells.length - this.#columns))
    return [this.#at.listeRouge, this.#at.test].some(
      (column) => column !== -1 && cells.slice(Math.max(0, column - moved), column + moved + 1).some(hides),
    )
  }

  #hide(addresses: readonly string[], portee: 'partout' | 'source' | 'comptes'): void {
    for (const address of new Set(addresses.map(foldAddress))) {
      this.#context.batch.adresse_cachee.push(this.#source, address, portee)
    }
  }
}

/** Cells by which a separator inside quotes may move the others. */
const MOVED = 3
const LONGEST = 2000
/** A left part of an address, and a domain, by themselves in a cell. */
const LOCAL = /^[\p{L}\d][\p{L}\d._+-]{1,63}$/u
const DOMAIN = /^@?[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,5}$/i

function cellAt({ cells }: Row, column: number): string {
  return column === -1 ? '' : (cells[column] ?? '')
}

function hides(cell: string): boolean {
  const { value, fault } = readYesNo(cell)
  return value === true || fault !== null
}

/** Every address in a cell, sound or not: a fault in it must not keep it from being hidden. */
function addressesIn(cell: string): readonly string[] {
  if (!cell.includes('@')) return []
  const text = cell.slice(0, LONGEST)
  const clean = readLine(text).value ?? text
  const read = readAddress(text).value
  const words = clean.split(/[\s;,<>()"]+/).filter((word) => word.includes('@'))
  return [...(read === null ? [] : [read]), ...words.map((word) => word.replace(/^mailto:/i, ''))]
}

/** A left part alone, with each domain that may complete it. */
function completed(cell: string, domains: readonly string[]): readonly string[] {
  const local = readLine(cell.slice(0, LONGEST)).value?.trim() ?? ''
  if (local === '' || local.includes('@')) return []
  return domains.flatMap((domain) => {
    const name = domain.trim().replace(/^@/, '')
    return name === '' ? [] : [`${local}@${name}`]
  })
}
