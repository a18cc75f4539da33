import type Database from 'better-sqlite3'
import type { ACCOUNT_TYPES, CompteDeclare, STATES } from '../resources/accounts.js'
import { fold } from '../text/fold.js'
import type { Labels } from './labels.js'

export type AccountState = (typeof STATES)[number]
export type AccountType = (typeof ACCOUNT_TYPES)[number]

/** Which accounts of a source are wanted. */
export interface AccountQuery {
  readonly statut?: AccountState | undefined
  readonly type?: AccountType | undefined
  /** Words that name, address or number hold, all of them. */
  readonly q?: string | undefined
}

export interface AccountWindow {
  readonly decalage: number
  readonly limite: number
}

/** An account with the line that declares it. */
export interface DeclaredLine {
  /** By which the next ones are asked for. */
  readonly id: number
  readonly compte: CompteDeclare
  /** Cells that are not empty, by the key of their column (src/records/regional-columns.ts). */
  readonly cellules: Readonly<Record<string, string>>
}

/** Words of a search that are looked at. */
const MOST_WORDS = 8
const MOST_DOMAINS = 100

/** The accounts that regional sources declare, published or not, in the order of their files: a few ten thousand of each. */
export class DeclaredAccounts {
  readonly #labels: Labels
  readonly #page: Database.Statement
  readonly #total: Database.Statement
  readonly #counts: Database.Statement
  readonly #domains: Database.Statement
  readonly #lines: Database.Statement
  readonly #date: Database.Statement
  readonly #after: Database.Statement

  constructor(db: Database.Database, labels: Labels) {
    this.#labels = labels
    // Every word is one of eight; an absent one is '', which is in every text.
    const words = Array(MOST_WORDS).fill(' AND instr(recherche, ?) > 0').join('')
    const asked = `source = ? AND statut = ifnull(?, statut) AND type = ifnull(?, type)${words}`
    this.#page = db.prepare(
      `SELECT mail, adresse, statut, type, nom, prenom, profession, rpps, adeli, non_publiee, ligne
      FROM compte WHERE ${asked} ORDER BY id LIMIT ? OFFSET ?`,
    )
    this.#total = db.prepare(`SELECT count(*) FROM compte WHERE ${asked}`).pluck()
    this.#counts = db.prepare('SELECT statut, type, count(*) FROM compte WHERE source = ? GROUP BY statut, type').raw()
    this.#domains = db
      .prepare(
        `SELECT lower(substr(adresse, instr(adresse, '@') + 1)) AS domaine, count(*) FROM compte
        WHERE source = ? AND adresse IS NOT NULL GROUP BY domaine ORDER BY 2 DESC, 1 LIMIT ${MOST_DOMAINS}`,
      )
      .raw()
    this.#date = db.prepare("SELECT max(date) FROM source WHERE nom = ? AND type = 'regional'").pluck()
    this.#after = db.prepare(
      `SELECT id, mail, adresse, statut, type, nom, prenom, profession, rpps, adeli, non_publiee, ligne, cellules
      FROM compte WHERE source = ? AND id > ? ORDER BY id LIMIT ?`,
    )
    this.#lines = db.prepare('SELECT cellules FROM compte WHERE source = ? ORDER BY id').pluck()
  }

  /** A part of the accounts, and how many there are. */
  page(source: string, query: AccountQuery, window: AccountWindow): { total: number; resultats: CompteDeclare[] } {
    const { statut = null, type = null, q = '' } = query
    const words = q
      .split(/\s+/)
      .map(fold)
      .filter((word) => word !== '')
    const asked = [source, statut, type, ...Array.from({ length: MOST_WORDS }, (_, at) => words[at] ?? '')]
    const rows = this.#page.all(...asked, window.limite, window.decalage) as Readonly<
      Record<string, string | number | null>
    >[]
    return { total: this.#total.get(...asked) as number, resultats: rows.map((row) => this.#toAccount(row)) }
  }

  /** Date of the source's files, ISO 8601; null when it has none. */
  date(source: string): string | null {
    return this.#date.get(source) as string | null
  }

  /** How many accounts of each state and type a source declares. */
  counts(source: string): readonly (readonly [statut: AccountState, type: AccountType, nombre: number])[] {
    return this.#counts.all(source) as [AccountState, AccountType, number][]
  }

  /** MSSanté domains of the accounts, the commonest first. */
  domains(source: string): readonly (readonly [domaine: string, nombre: number])[] {
    return this.#domains.all(source) as [string, number][]
  }

  /** The lines of a source, as its file wrote them: cells by the key of their column. */
  *lines(source: string): Generator<Readonly<Record<string, string>>> {
    for (const cells of this.#lines.iterate(source) as Iterable<string>) {
      yield JSON.parse(cells) as Readonly<Record<string, string>>
    }
  }

  /** The accounts of a source that come after one of them (0 for the first ones), in the order of the file. */
  after(source: string, id: number, limit: number): DeclaredLine[] {
    const rows = this.#after.all(source, id, limit) as Readonly<Record<string, string | number | null>>[]
    return rows.map((row) => ({
      id: row['id'] as number,
      compte: this.#toAccount(row),
      cellules: JSON.parse(row['cellules'] as string) as Readonly<Record<string, string>>,
    }))
  }

  #toAccount(row: Readonly<Record<string, string | number | null>>): CompteDeclare {
    const text = (name: string): string | null => row[name] as string | null
    return {
      mail: text('mail'),
      adresse: text('adresse'),
      statut: text('statut') as AccountState,
      type: text('type') as AccountType,
      nom: text('nom'),
      prenom: text('prenom'),
      profession: this.#labels.code('profession', text('profession')),
      rpps: text('rpps'),
      adeli: text('adeli'),
      motifNonPublication: text('non_publiee'),
      ligne: row['ligne'] as number,
    }
  }
}
