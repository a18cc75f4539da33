import { setImmediate } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { GrowingNumbers } from '../growing-numbers.js'
import type { Avis } from '../resources/report.js'
import { onlyHere } from './only-here.js'
import { openReport, stampOf, unreadable } from './open-report.js'
import type { AvisQuery } from './port.js'
import { hasMarks, readSelection } from './selection.js'

/** Notices looked at between two moments for others: about two milliseconds. */
const AT_ONCE = 4000
/** Places kept in memory, over all the questions asked lately: 4 bytes each. */
const KEPT_PLACES = 4_000_000

/** Last place looked at, in the order of the index. */
interface Place {
  readonly fichier: number
  readonly ligne: number
  readonly code: string
  readonly rowid: number
}

/**
 * Parts of the notices of a report, wherever they lie. The places of all the notices that a question is about are found
 * once, a little at a time and without reading their lines; any part of them is then read at once.
 */
export class NoticePages {
  readonly #dataDir: string
  /** Numbers of rows by report, state of its file and question, the latest asked last. */
  readonly #places = new Map<string, Uint32Array>()

  constructor(dataDir: string) {
    this.#dataDir = dataDir
  }

  /** @throws AnnuaireError INDISPONIBLE when the report cannot be read now */
  async read(id: string, query: AvisQuery): Promise<Avis[]> {
    return this.#within(id, async (db, stamp) => {
      const places = await this.#placesOf(db, stamp, query)
      return readAvis(db, places.subarray(query.decalage, query.decalage + query.limite))
    })
  }

  /** Those that another report has not, `limite` of each rule and file at most. Throws as `read` */
  async onlyHere(id: string, other: string, query: AvisQuery): Promise<Avis[]> {
    return this.#within(id, (db, stamp) =>
      this.#within(other, async (of) => {
        const places = await this.#placesOf(db, stamp, query)
        return readAvis(db, await onlyHere(db, of, places, query.limite))
      }),
    )
  }

  async #within(id: string, work: (db: Database.Database, stamp: string) => Promise<Avis[]>): Promise<Avis[]> {
    const stamp = stampOf(this.#dataDir, id)
    const db = stamp === null ? null : openReport(this.#dataDir, id)
    if (db === null || stamp === null) return []
    try {
      return await work(db, stamp)
    } catch (error) {
      throw error instanceof Database.SqliteError ? unreadable(error) : error
    } finally {
      db.close()
    }
  }

  async #placesOf(db: Database.Database, stamp: string, query: AvisQuery): Promise<Uint32Array> {
    const wanted = wantedOf(db, query)
    const key = `${stamp}\n${wanted}`
    const places = this.#places.get(key) ?? (await findPlaces(db, wanted))
    this.#keep(key, places)
    return places
  }

  #keep(key: string, places: Uint32Array): void {
    this.#places.delete(key)
    this.#places.set(key, places)
    let kept = 0
    for (const one of this.#places.values()) kept += one.length
    for (const [oldest, one] of this.#places) {
      if (kept <= KEPT_PLACES || oldest === key) return
      this.#places.delete(oldest)
      kept -= one.length
    }
  }
}

/** What is asked for, as numbers of the report. */
interface Wanted {
  /** Rules by file. */
  readonly rules: readonly (readonly [file: number, codes: readonly string[]])[]
  readonly etablissements: readonly number[] | null
  readonly domaines: readonly number[] | null
}

/** As JSON, by which one question is told from another. */
function wantedOf(db: Database.Database, query: AvisQuery): string {
  const { files, rules, etablissements, domaines, admits } = readSelection(db, query, query.lisibles, query.lenient)
  const byFile = files.map(({ numero }): [number, string[]] => [
    numero,
    rules.map(({ code }) => code).filter((code) => admits(numero, code)),
  ])
  return JSON.stringify({
    rules: byFile.filter(([, codes]) => codes.length > 0),
    etablissements,
    domaines,
  } satisfies Wanted)
}

async function findPlaces(db: Database.Database, wanted: string): Promise<Uint32Array> {
  const { rules, etablissements, domaines } = JSON.parse(wanted) as Wanted
  const codes = new Map(rules.map(([file, of]) => [file, new Set(of)]))
  const isOwned = (owners: readonly number[] | null) => {
    const known = owners === null ? null : new Set(owners)
    return (owner: number) => known === null || known.has(owner)
  }
  const ofDomain = isOwned(domaines)
  const found = new GrowingNumbers()
  if (etablissements !== null) {
    for (const [fichier, code, rowid, domaine] of rowsOfOwners(db, etablissements)) {
      if (codes.get(fichier)?.has(code) === true && ofDomain(domaine)) found.push(rowid)
    }
    return found.all().slice()
  }
  const next = db.prepare(nextRows(db, domaines !== null)).raw()
  let last: Place = { fichier: 0, ligne: -1, code: '', rowid: 0 }
  for (;;) {
    const rows = next.all(last) as [number, number, string, number, number][]
    for (const [fichier, , code, rowid, domaine] of rows) {
      if (codes.get(fichier)?.has(code) !== true) continue
      if (ofDomain(domaine)) found.push(rowid)
    }
    if (rows.length < AT_ONCE) return found.all().slice()
    const [fichier, ligne, code, rowid] = rows.at(-1)!
    last = { fichier, ligne, code, rowid }
    await setImmediate()
  }
}

/** Those of a few establishments: no more than an import keeps of each. */
function rowsOfOwners(db: Database.Database, establishments: readonly number[]): [number, string, number, number][] {
  return db
    .prepare(
      `SELECT fichier, code, rowid, domaine FROM avis INDEXED BY avis_etablissement
       WHERE etablissement IN (SELECT value FROM json_each(?)) AND etablissement > 0 ORDER BY fichier, ligne, code, rowid`,
    )
    .raw()
    .all(JSON.stringify(establishments)) as [number, string, number, number][]
}

/** Reports of earlier versions have no index: theirs are read in the order of writing, which is nearly the same. */
function nextRows(db: Database.Database, owned: boolean): string {
  // Owners lie in the rows, which are read only where they are asked for.
  const owners = owned ? 'domaine' : '0'
  const indexed =
    db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = 'avis_ordre'").get() !== undefined
  return indexed
    ? `SELECT fichier, ligne, code, rowid, ${owners} FROM avis
       WHERE (fichier, ligne, code, rowid) > (@fichier, @ligne, @code, @rowid)
       ORDER BY fichier, ligne, code, rowid LIMIT ${AT_ONCE}`
    : `SELECT fichier, ligne, code, rowid, ${owners} FROM avis WHERE rowid > @rowid ORDER BY rowid LIMIT ${AT_ONCE}`
}

function readAvis(db: Database.Database, rowids: Uint32Array): Avis[] {
  const marked = hasMarks(db)
  const owners = marked
    ? `CASE e.finess WHEN '' THEN e.siret ELSE e.finess END AS etablissement, d.nom AS domaine,
       CASE a.nouveau WHEN 1 THEN 'nouveau' WHEN 0 THEN 'toujours là' END AS evolution`
    : 'NULL AS etablissement, NULL AS domaine, NULL AS evolution'
  const joins = marked
    ? 'LEFT JOIN etablissement e ON e.numero = a.etablissement LEFT JOIN domaine d ON d.numero = a.domaine'
    : ''
  const row = db.prepare(
    `SELECT a.fichier, f.nom AS nomFichier, a.code, r.severite, a.ligne, a.colonne, a.valeur, r.titre, a.detail, a.contenu,
     ${owners}
     FROM avis a JOIN regle r ON r.code = a.code JOIN fichier f ON f.numero = a.fichier ${joins} WHERE a.rowid = ?`,
  )
  const found: Avis[] = []
  for (const rowid of rowids) {
    const read = row.get(rowid) as (Omit<Avis, 'message'> & { titre: string; detail: string | null }) | undefined
    if (read === undefined) continue
    const { titre, detail, contenu, etablissement, domaine, evolution, ...avis } = read
    const message = detail === null ? titre : `${titre} : ${detail}`
    found.push({ ...avis, message, contenu, etablissement: etablissement || null, domaine, evolution })
  }
  return found
}
