import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type Database from 'better-sqlite3'
import { type HiddenRegister, hexOf, type RegisterState } from './hidden-register.js'

/**
 * Mailboxes of a generation that are not shown although they are in it: accounts that have expired since it was built,
 * and addresses that a source has hidden since. Rows count from 0, ranks from 1.
 */
export class HiddenRows {
  #byRegister: readonly number[]
  /** Ranks of accounts that expire, with their last day, the first to expire first. */
  readonly #expiring: readonly (readonly [last: string, rank: number])[]
  #rows: ReadonlySet<number>
  #day = ''
  /** Of the register, once it was followed. */
  #edition = ''
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
    // Accounts only go on expiring: so many are these.
    const size = `${this.#edition}${this.#rows.size}`
    this.edition = size === '0' ? '' : `-${size}`
    return this.edition !== before
  }

  /** Other rows are hidden by the register than before. @param edition of the register */
  follow(byRegister: readonly number[], edition: string): void {
    const day = this.#day
    this.#byRegister = byRegister
    this.#edition = `${edition}.`
    this.#day = ''
    this.on(day)
  }

  get rows(): ReadonlySet<number> {
    return this.#rows
  }
}

/**
 * Ranks of the mailboxes of a generation whose address the register hides. What was found is kept beside the
 * generation, so that servers need not look at every address again.
 * @param built state of the register with which the generation was built: it holds nothing that was hidden then
 */
export function hiddenByRegister(
  db: Database.Database,
  register: HiddenRegister | null,
  built: RegisterState | null,
  memory: string,
): readonly number[] {
  if (register === null) return []
  const { edition } = register.state
  if (edition === built?.edition) return []
  const kept = rememberedRows(memory, edition)
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
  rememberRows(memory, edition, ranks)
  return ranks
}

interface Remembered {
  /** Of the register. */
  readonly edition: string
  /** Of the mailboxes that it hides. */
  readonly rangs: readonly number[]
}

function rememberedRows(path: string, edition: string): readonly number[] | null {
  const kept = readRemembered(path)
  return kept?.edition === edition ? kept.rangs : null
}

/** What the register was last found to hide in a generation; null when it was not looked for. */
export function readRemembered(path: string): Remembered | null {
  if (!existsSync(path)) return null
  try {
    const kept = JSON.parse(readFileSync(path, 'utf8')) as Remembered
    return Array.isArray(kept.rangs) ? kept : null
  } catch {
    // Damaged or half written: it is made again.
    return null
  }
}

export function rememberRows(path: string, edition: string, rangs: readonly number[]): void {
  try {
    writeFileSync(path, JSON.stringify({ edition, rangs }), { mode: 0o600 })
  } catch {
    // A server that may only read computes it again at its next start.
  }
}
