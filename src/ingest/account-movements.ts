import type Database from 'better-sqlite3'
import { REGIONAL_COLUMNS } from '../records/regional-columns.js'
import type { MovedAccount, Movement, SourceMovements } from '../report/movements.js'
import { hash64 } from '../text/hash.js'
import { foldAddress } from '../values/index.js'

/** Accounts of each nature that the report names. */
const NAMED = 1_000
/** What each day changes says nothing of an account. */
const UNTOLD: ReadonlySet<string> = new Set(['derniereConnexion'])

interface Declared {
  readonly id: number
  readonly ligne: number
  readonly adresse: string
  readonly type: string
  readonly cellules: string
}

type Cells = Readonly<Record<string, string>>

/**
 * Compares the accounts that a region declares with those of its file before: created, changed, closed, by their addresses
 * (seed 002: accounts are brought up to date by the file of each day).
 * @param before the generation that is published @param after the one that is built
 * @returns null when the region had no account before: there is no file to compare with
 */
export function accountMovements(
  before: Database.Database,
  after: Database.Database,
  source: string,
): SourceMovements | null {
  const known = new Map<string, { readonly id: number; readonly print: string }>()
  for (const [key, account] of keyed(accountsOf(before, source))) {
    known.set(key, { id: account.id, print: printOf(cellsOf(account.cellules)) })
  }
  if (known.size === 0) return null
  const nombres: Record<Movement, number> = { créé: 0, modifié: 0, fermé: 0, inchangé: 0 }
  const comptes: MovedAccount[] = []
  const tell = (
    nature: Movement,
    { adresse, type, ligne }: Omit<Declared, 'id' | 'cellules'>,
    changed: () => string[],
  ) => {
    nombres[nature]++
    if (nature === 'inchangé' || nombres[nature] > NAMED) return
    comptes.push({ nature, adresse, type, ligne: nature === 'fermé' ? null : ligne, colonnes: changed() })
  }
  const cells = before.prepare('SELECT cellules FROM main.compte WHERE id = ?').pluck()
  const account = before.prepare(
    "SELECT ligne, ifnull(adresse, ifnull(mail, '')) AS adresse, type FROM main.compte WHERE id = ?",
  )
  for (const [key, one] of keyed(accountsOf(after, source))) {
    const was = known.get(key)
    const now = cellsOf(one.cellules)
    known.delete(key)
    if (was === undefined) tell('créé', one, () => [])
    else if (was.print === printOf(now)) tell('inchangé', one, () => [])
    else tell('modifié', one, () => changedColumns(cellsOf(cells.get(was.id) as string), now))
  }
  for (const { id } of known.values()) tell('fermé', account.get(id) as Declared, () => [])
  return { source, nombres, comptes }
}

function accountsOf(db: Database.Database, source: string): Iterable<Declared> {
  return db
    .prepare(
      `SELECT id, ligne, ifnull(adresse, ifnull(mail, '')) AS adresse, type, cellules FROM main.compte
      WHERE source = ? ORDER BY id`,
    )
    .iterate(source) as Iterable<Declared>
}

/** An account by its address; the second of the same address is another one. */
function* keyed(accounts: Iterable<Declared>): Generator<[string, Declared]> {
  const seen = new Map<string, number>()
  for (const account of accounts) {
    const address = foldAddress(account.adresse)
    const times = seen.get(address) ?? 0
    seen.set(address, times + 1)
    yield [`${address} ${times}`, account]
  }
}

function cellsOf(text: string): Cells {
  return Object.fromEntries(Object.entries(JSON.parse(text) as Cells).filter(([key]) => !UNTOLD.has(key)))
}

function printOf(cells: Cells): string {
  const { high, low } = hash64(JSON.stringify(Object.entries(cells).sort()))
  return `${high} ${low}`
}

function changedColumns(before: Cells, after: Cells): string[] {
  return Object.entries(REGIONAL_COLUMNS)
    .filter(([key]) => before[key] !== after[key] && !UNTOLD.has(key))
    .map(([, { names }]) => names[0])
}
