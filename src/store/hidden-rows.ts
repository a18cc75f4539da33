import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type Database from 'better-sqlite3'
import { type HiddenRegister, hexOf } from './hidden-register.js'

/**
 * Mailboxes of a generation that are not shown although they are in it: accounts that have expired since it was built,
 * and addresses that a source has hidden since. Rows count from 0, ranks from 1.
 */
export class HiddenRows {
  readonly #byRegister: readonly number[]
  /** Ranks of accounts that expire, with their last day, the first to expire first. */
  readonly #expiring: readonly (readonly [last: string, rank: number])[]
  #rows: ReadonlySet<number>
  #day = ''
  /** Tells one set of hidden rows from another; '' when none is. */
  edition = ''

  /** @param byRegister ranks that the register hides */
  constructor(db: Database.Database, byRegister: readonly number[]) {
    this.#byRegister = byRegister
    this.#expiring = db
      .prepare('SELECT expiration, rang FROM bal WHERE expiration IS NOT NULL ORDER BY expiration')
      .raw()
      .all() as [string, number][]
    this.#rows = new Set(byRegister.map((rank) => rank - 1))
  }

  /**
   * @param day AAAA-MM-JJ in France
   * @returns whether other rows are hidden than before
   */
  on(day: string): boolean {
    if (day === this.#day) return false
    this.#day = day
    const before = this.edition
    const expired = this.#expiring.filter(([last]) => last < day)
    this.#rows = new Set([...this.#byRegister, ...expired.map(([, rank]) => rank)].map((rank) => rank - 1))
    // Accounts only go on expiring, and what the register hides stays: so many are these.
    this.edition = this.#rows.size === 0 ? '' : `-${this.#rows.size}`
    return this.edition !== before
  }

  get rows(): ReadonlySet<number> {
    return this.#rows
  }
}

/**
 * Ranks of the mailboxes of a generation whose address the register hides. What was found is kept beside the
 * generation, so that servers need not look at every address again.
 * @param version of the register with which the generation was built: it holds nothing that was hidden then
 */
export function hiddenByRegister(
  db: Database.Database,
  register: HiddenRegister | null,
  version: number,
  memory: string,
): readonly number[] {
  if (register === null || register.version === version) return []
  const kept = remembered(memory, register.version)
  if (kept !== null) return kept
  const hidden = register.hidden()
  const ranks: number[] = []
  if (hidden.size > 0) {
    for (const [rank, address] of db.prepare('SELECT rang, adresse_pliee FROM bal').raw().iterate() as Iterable<
      [number, string]
    >) {
      if (hidden.has(hexOf(register.fingerprint(address)))) ranks.push(rank)
    }
  }
  remember(memory, register.version, ranks)
  return ranks
}

function remembered(path: string, version: number): readonly number[] | null {
  if (!existsSync(path)) return null
  try {
    const kept = JSON.parse(readFileSync(path, 'utf8')) as { version: number; rangs: number[] }
    return kept.version === version && Array.isArray(kept.rangs) ? kept.rangs : null
  } catch {
    // Damaged or half written: it is made again.
    return null
  }
}

function remember(path: string, version: number, rangs: readonly number[]): void {
  try {
    writeFileSync(path, JSON.stringify({ version, rangs }), { mode: 0o600 })
  } catch {
    // A server that may only read computes it again at its next start.
  }
}
