import { statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { AnnuaireError } from '../errors.js'
import { instantOf } from '../text/instant.js'
import { journalPath } from './journal.js'
import { afterDay, afterPublication, type Position } from './position.js'

/** Rows looked at for one page: a page of a rare kind may be empty and say that there is more. */
const LOOKED_AT = 5000
/** Publications looked at for one page. */
const PUBLICATIONS = 500

/** A change as the journal has it. */
export interface Change {
  readonly objet: number
  readonly cle: string
  /** '' for what everybody may read. */
  readonly source: string
  readonly nature: number
  readonly champs: number
  readonly generation: string
  /** When it was published, ISO 8601. */
  readonly moment: string
}

export interface Asked {
  readonly from: Position
  /** Number of the publication that is served. */
  readonly served: number
  readonly now: Date
  /** Today in France, AAAA-MM-JJ. */
  readonly day: string
  /** Kind wanted; null for all. */
  readonly objet: number | null
  /** Regional sources that the reader may see. */
  readonly sources: readonly string[]
  readonly limit: number
}

export interface Page {
  readonly changes: readonly Change[]
  readonly end: Position
  /** There may be more after the end. */
  readonly more: boolean
}

interface Publication {
  readonly numero: number
  readonly generation: string
  readonly moment: string
  /** Last day of what closes under it. */
  readonly until: string
}

interface Row extends Omit<Change, 'generation' | 'moment'> {
  readonly jour: string
}

/**
 * The journal as it is read. A publication took place when its generation, or one after it, is served: what was prepared
 * and not published yet is not seen.
 */
export class JournalReader {
  readonly #path: string
  #open: { readonly db: Database.Database; readonly inode: number; readonly statements: Statements } | null = null

  constructor(dataDir: string) {
    this.#path = journalPath(dataDir)
  }

  /** What tells this journal from another one; null when there is none. */
  get identity(): string | null {
    return this.#follow()?.identity ?? null
  }

  /** Number of the publication that made a generation what is served; null when the journal does not know it. */
  served(generation: string): number | null {
    return (this.#follow()?.last.get(generation) as number | null | undefined) ?? null
  }

  /** Where somebody goes on who holds a copy of a generation; null when the journal does not know it. */
  afterGeneration(generation: string, served: number): Position | null {
    const numero = this.#follow()?.first.get({ generation, served }) as number | null | undefined
    return typeof numero === 'number' ? afterPublication(numero) : null
  }

  /** Where somebody goes on who saw what was published at a moment; null when that was before the journal began. */
  afterMoment(instant: number, served: number): Position | null {
    const numero = this.#follow()?.before.get(new Date(instant).toISOString(), served) as number | null | undefined
    return typeof numero === 'number' ? afterPublication(numero) : null
  }

  /** Where the journal of what is served begins; null when there is none. */
  beginning(served: number): Position | null {
    const start = this.#follow()?.start.get(served) as number | null | undefined
    return typeof start === 'number' ? afterPublication(start) : null
  }

  /** Whether all that happened after a position is known, up to the publication that is served. */
  follows(position: Position, served: number): boolean {
    const start = this.#follow()?.start.get(served) as number | null | undefined
    return typeof start === 'number' && position.numero >= start && position.numero <= served
  }

  page(asked: Asked): Page {
    const { from, served, now, day, objet, sources, limit } = asked
    const statements = this.#follow()
    if (statements === null) return { changes: [], end: from, more: false }
    const changes: Change[] = []
    let end = from
    let looked = 0
    const publications = statements.publications.all({
      from: from.numero,
      served,
      day,
      now: now.toISOString(),
      limit: PUBLICATIONS,
    })
    for (const { numero, generation, moment, until } of publications as Publication[]) {
      if (numero !== end.numero) end = { numero, jour: '', objet: -1, cle: '', source: '' }
      const rows = statements.rows.iterate({ ...end, until, limit: LOOKED_AT - looked }) as Iterable<Row>
      for (const row of rows) {
        const { jour, ...change } = row
        looked++
        end = { numero, jour, objet: row.objet, cle: row.cle, source: row.source }
        if (objet !== null && row.objet !== objet) continue
        if (row.source !== '' && !sources.includes(row.source)) continue
        changes.push({ ...change, generation, moment: jour === '' ? moment : new Date(instantOf(jour)).toISOString() })
        if (changes.length === limit) return { changes, end, more: true }
      }
      if (looked === LOOKED_AT) return { changes, end, more: true }
    }
    const isEnd = publications.length < PUBLICATIONS
    return { changes, end: isEnd ? afterDay(served, day) : end, more: !isEnd }
  }

  /** What happened to one record, the latest first. @param sources regional ones that the reader may see */
  of(
    { objet, cle }: Pick<Change, 'objet' | 'cle'>,
    { served, now, sources }: Pick<Asked, 'served' | 'now' | 'sources'>,
    limit: number,
  ): readonly Change[] {
    const rows = this.#follow()?.ofRecord.all({ objet, cle, served, now: now.toISOString() }) ?? []
    return (rows as Change[]).filter(({ source }) => source === '' || sources.includes(source)).slice(0, limit)
  }

  close(): void {
    this.#open?.db.close()
    this.#open = null
  }

  /** A journal that was put aside is another file. */
  #follow(): Statements | null {
    const inode = statSync(this.#path, { throwIfNoEntry: false })?.ino ?? null
    if (this.#open !== null && this.#open.inode === inode) return this.#open.statements
    this.close()
    if (inode === null) return null
    let db: Database.Database | null = null
    try {
      db = new Database(this.#path, { readonly: true, fileMustExist: true })
      const statements = prepare(db)
      this.#open = { db, inode, statements }
      return statements
    } catch (cause) {
      db?.close()
      throw new AnnuaireError('INDISPONIBLE', 'Le journal des changements est illisible.', [], { cause })
    }
  }
}

interface Statements
  extends Readonly<
    Record<'last' | 'first' | 'before' | 'start' | 'publications' | 'rows' | 'ofRecord', Database.Statement>
  > {
  readonly identity: string
}

function prepare(db: Database.Database): Statements {
  return {
    identity: db.prepare("SELECT valeur FROM reglage WHERE cle = 'identite'").pluck().get() as string,
    last: db.prepare('SELECT max(numero) FROM publication WHERE generation = ?').pluck(),
    first: db
      .prepare(
        `SELECT min(numero) FROM publication WHERE generation = :generation AND numero >=
        (SELECT max(numero) FROM publication WHERE numero <= :served AND precedente IS NULL)`,
      )
      .pluck(),
    before: db.prepare('SELECT max(numero) FROM publication WHERE moment <= ? AND numero <= ?').pluck(),
    start: db
      .prepare('SELECT numero FROM publication WHERE numero <= ? AND precedente IS NULL ORDER BY numero DESC LIMIT 1')
      .pluck(),
    // What closes under a publication does so until the next one, which knows what had closed by then.
    publications: db.prepare(
      `SELECT numero, generation, ifnull(moment, :now) AS moment,
        iif(numero = :served, :day, (SELECT jour FROM publication n WHERE n.numero > p.numero ORDER BY n.numero LIMIT 1)) AS until
      FROM publication p WHERE numero >= :from AND numero <= :served ORDER BY numero LIMIT :limit`,
    ),
    // Some hundred publications, one place of the index in each.
    ofRecord: db.prepare(
      `SELECT c.objet, c.cle, c.source, c.nature, c.champs, p.generation, ifnull(p.moment, :now) AS moment
      FROM publication p CROSS JOIN changement c ON c.publication = p.numero AND c.jour = '' AND c.objet = :objet AND c.cle = :cle
      WHERE p.numero <= :served ORDER BY p.numero DESC`,
    ),
    rows: db.prepare(
      `SELECT jour, objet, cle, source, nature, champs FROM changement
      WHERE publication = :numero AND (jour, objet, cle, source) > (:jour, :objet, :cle, :source) AND jour <= :until
      ORDER BY jour, objet, cle, source LIMIT :limit`,
    ),
  }
}
