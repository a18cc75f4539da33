import { setImmediate } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { GrowingNumbers } from '../growing-numbers.js'
import type { Avis } from '../resources/report.js'
import { openReport, stampOf, unreadable } from './open-report.js'
import type { AvisQuery } from './port.js'

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
    const stamp = stampOf(this.#dataDir, id)
    const db = stamp === null ? null : openReport(this.#dataDir, id)
    if (db === null) return []
    try {
      const codes = wantedCodes(db, query)
      const key = `${stamp}\n${codes}`
      let places = this.#places.get(key)
      if (places === undefined) places = await findPlaces(db, codes)
      this.#keep(key, places)
      return readAvis(db, places.subarray(query.decalage, query.decalage + query.limite))
    } catch (error) {
      throw error instanceof Database.SqliteError ? unreadable(error) : error
    } finally {
      db.close()
    }
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

/** Rules asked for, by file, as JSON: `[[1, ["BAL_DOUBLON"]]]`. */
function wantedCodes(db: Database.Database, { severite, code, lisibles }: AvisQuery): string {
  const rules = db.prepare('SELECT code, severite FROM regle ORDER BY code').all() as {
    code: string
    severite: string
  }[]
  const asked = rules.filter(
    (rule) => (severite === undefined || rule.severite === severite) && (code === undefined || rule.code === code),
  )
  const files = db.prepare('SELECT numero FROM fichier ORDER BY numero').pluck().all() as number[]
  const wanted = files.flatMap((file): [number, string[]][] => {
    const mayRead = lisibles === undefined ? () => true : lisibles.get(file)
    return mayRead === undefined ? [] : [[file, asked.map((rule) => rule.code).filter(mayRead)]]
  })
  return JSON.stringify(wanted.filter(([, codes]) => codes.length > 0))
}

async function findPlaces(db: Database.Database, codes: string): Promise<Uint32Array> {
  const wanted = new Map((JSON.parse(codes) as [number, string[]][]).map(([file, of]) => [file, new Set(of)]))
  const found = new GrowingNumbers()
  const next = db.prepare(nextRows(db)).raw()
  let last: Place = { fichier: 0, ligne: -1, code: '', rowid: 0 }
  for (;;) {
    const rows = next.all(last) as [number, number, string, number][]
    for (const [fichier, , code, rowid] of rows) if (wanted.get(fichier)?.has(code) === true) found.push(rowid)
    if (rows.length < AT_ONCE) return found.all().slice()
    const [fichier, ligne, code, rowid] = rows.at(-1)!
    last = { fichier, ligne, code, rowid }
    await setImmediate()
  }
}

/** Reports of earlier versions have no index: theirs are read in the order of writing, which is nearly the same. */
function nextRows(db: Database.Database): string {
  const indexed =
    db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = 'avis_ordre'").get() !== undefined
  return indexed
    ? `SELECT fichier, ligne, code, rowid FROM avis
       WHERE (fichier, ligne, code, rowid) > (@fichier, @ligne, @code, @rowid)
       ORDER BY fichier, ligne, code, rowid LIMIT ${AT_ONCE}`
    : `SELECT fichier, ligne, code, rowid FROM avis WHERE rowid > @rowid ORDER BY rowid LIMIT ${AT_ONCE}`
}

function readAvis(db: Database.Database, rowids: Uint32Array): Avis[] {
  const row = db.prepare(
    `SELECT a.fichier, f.nom AS nomFichier, a.code, r.severite, a.ligne, a.colonne, a.valeur, r.titre, a.detail, a.contenu
     FROM avis a JOIN regle r ON r.code = a.code JOIN fichier f ON f.numero = a.fichier WHERE a.rowid = ?`,
  )
  const found: Avis[] = []
  for (const rowid of rowids) {
    const read = row.get(rowid) as (Omit<Avis, 'message'> & { titre: string; detail: string | null }) | undefined
    if (read === undefined) continue
    const { titre, detail, ...avis } = read
    found.push({ ...avis, message: detail === null ? titre : `${titre} : ${detail}` })
  }
  return found
}
