import type Database from 'better-sqlite3'
import { OwnPace } from '../store/pace.js'

/** Notices looked at between two looks at the clock. */
const AT_ONCE = 200

/**
 * Those of the notices of a report that another one has none of the key of.
 * @param rowids notices, in order @param limit of each rule and file, at most
 */
export async function onlyHere(
  here: Database.Database,
  other: Database.Database,
  rowids: Uint32Array,
  limit: number,
): Promise<Uint32Array> {
  const pace = new OwnPace()
  const notice = here.prepare('SELECT fichier, code, cle FROM avis WHERE rowid = ?')
  const known = other.prepare('SELECT 1 FROM marque WHERE regle = ? AND cle = ? LIMIT 1')
  const rules = new Map(other.prepare('SELECT code, numero FROM regle').raw().all() as [string, number][])
  const common = commonFiles(here, other)
  const kept = new Map<string, number>()
  const found: number[] = []
  for (const [at, rowid] of rowids.entries()) {
    if (at % AT_ONCE === 0) await pace.pause()
    const { fichier, code, cle } = notice.get(rowid) as { fichier: number; code: string; cle: number }
    const of = `${fichier} ${code}`
    const already = kept.get(of) ?? 0
    if (already >= limit || !common.has(fichier)) continue
    const rule = rules.get(code)
    if (rule !== undefined && known.get(rule, cle) !== undefined) continue
    kept.set(of, already + 1)
    found.push(rowid)
  }
  return Uint32Array.from(found)
}

/** Numbers of the files that both reports read to their end. */
function commonFiles(here: Database.Database, other: Database.Database): ReadonlySet<number> {
  const files = (db: Database.Database) =>
    db.prepare("SELECT numero, type || ' ' || source AS nom FROM fichier WHERE sha256 <> ''").all() as {
      numero: number
      nom: string
    }[]
  const names = new Set(files(other).map(({ nom }) => nom))
  return new Set(
    files(here)
      .filter(({ nom }) => names.has(nom))
      .map(({ numero }) => numero),
  )
}
