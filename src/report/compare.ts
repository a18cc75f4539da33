import type Database from 'better-sqlite3'
import { MarkReader } from './mark-reader.js'
import type { Selection } from './selection.js'

/** One of two reports that are compared. */
export interface Side {
  readonly db: Database.Database
  readonly selection: Selection
}

/** What became of the notices of one rule of one kind of file of a source. */
export interface RuleEvolution {
  readonly type: string
  readonly source: string
  readonly code: string
  readonly nouveaux: number
  readonly corriges: number
  readonly toujours: number
}

/**
 * Compares the notices of two reports by what they are recognised by. Of a key that one has three times and the other
 * five, three are still there and two are new: `toujours` and `nouveaux` add up to what the later report has, `toujours` and
 * `corriges` to what the earlier one had. Files that only one of them read to its end are left out: what was not
 * looked at is not mended. It yields every few milliseconds.
 */
export function* compareMarks(before: Side, after: Side): Generator<void, RuleEvolution[]> {
  const common = commonFiles(before.selection, after.selection)
  const earlier = new Map(before.selection.rules.map(({ code, numero }) => [code, numero]))
  const later = new Map(after.selection.rules.map(({ code, numero }) => [code, numero]))
  const evolutions: RuleEvolution[] = []
  for (const code of [...new Set([...earlier.keys(), ...later.keys()])].sort()) {
    const old = readerOf(before, earlier.get(code), code, common.before)
    const recent = readerOf(after, later.get(code), code, common.after)
    evolutions.push(...(yield* ofRule(code, old, recent, common)))
  }
  return evolutions
}

/** Names of the files that both reports read to their end, by number in each. */
interface CommonFiles {
  readonly before: ReadonlyMap<number, string>
  readonly after: ReadonlyMap<number, string>
}

function commonFiles(before: Selection, after: Selection): CommonFiles {
  const named = ({ files }: Selection) =>
    new Map(files.filter(({ complete }) => complete).map(({ numero, type, source }) => [numero, `${type} ${source}`]))
  const [earlier, later] = [named(before), named(after)]
  const keep = (files: ReadonlyMap<number, string>, others: ReadonlyMap<number, string>) => {
    const known = new Set(others.values())
    return new Map([...files].filter(([, name]) => known.has(name)))
  }
  return { before: keep(earlier, later), after: keep(later, earlier) }
}

/** Files of which a comparison says nothing, by name: `regional paca`. */
export function filesOfOneSide(before: Selection, after: Selection): readonly string[] {
  const names = ({ files }: Selection) => files.map(({ type, source }) => `${type} ${source}`)
  const common = new Set(commonFiles(before, after).after.values())
  return [...new Set([...names(before), ...names(after)])].filter((name) => !common.has(name)).sort()
}

function readerOf({ db, selection }: Side, rule: number | undefined, code: string, files: ReadonlyMap<number, string>) {
  if (rule === undefined) return null
  const read = [...files.keys()].filter((file) => selection.admits(file, code))
  return new MarkReader(db, rule, read, selection)
}

function* ofRule(
  code: string,
  old: MarkReader | null,
  recent: MarkReader | null,
  files: CommonFiles,
): Generator<void, RuleEvolution[]> {
  const found = new Map<string, { nouveaux: number; corriges: number; toujours: number }>()
  const of = (name: string) => {
    const known = found.get(name) ?? { nouveaux: 0, corriges: 0, toujours: 0 }
    found.set(name, known)
    return known
  }
  for (;;) {
    if (old?.isEmpty === true || recent?.isEmpty === true) yield
    const earlier = old?.peek() ?? null
    const later = recent?.peek() ?? null
    if (earlier === null && later === null) break
    const cle = Math.min(earlier?.cle ?? Number.POSITIVE_INFINITY, later?.cle ?? Number.POSITIVE_INFINITY)
    // A key says its file: only a chance of some billions makes it stand for two, which are then kept apart.
    const [had, has] = [takeKey(old, cle, files.before), takeKey(recent, cle, files.after)]
    for (const name of new Set([...had.keys(), ...has.keys()])) {
      const [n1, n2] = [had.get(name) ?? 0, has.get(name) ?? 0]
      const counts = of(name)
      counts.toujours += Math.min(n1, n2)
      counts.nouveaux += Math.max(0, n2 - n1)
      counts.corriges += Math.max(0, n1 - n2)
    }
  }
  return [...found].map(([name, counts]) => {
    const [type, source] = name.split(' ') as [string, string]
    return { type, source, code, ...counts }
  })
}

/** How many notices of a key each file has; these rows are passed. */
function takeKey(reader: MarkReader | null, cle: number, files: ReadonlyMap<number, string>): Map<string, number> {
  const counts = new Map<string, number>()
  for (let row = reader?.peek() ?? null; row !== null && row.cle === cle; row = reader!.peek()) {
    const name = files.get(row.fichier)!
    counts.set(name, (counts.get(name) ?? 0) + row.nombre)
    reader!.skip()
  }
  return counts
}

/** Carries a comparison to its end, at once. */
export function runAtOnce<T>(work: Generator<void, T>): T {
  for (;;) {
    const { done, value } = work.next()
    if (done === true) return value
  }
}
