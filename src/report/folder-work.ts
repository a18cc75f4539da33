import type Database from 'better-sqlite3'
import { AnnuaireError } from '../errors.js'
import type { Evolution, EvolutionRegle } from '../resources/report.js'
import { OwnPace } from '../store/pace.js'
import { compareMarks, filesOfOneSide, type RuleEvolution, type Side } from './compare.js'
import type { ReportFilter } from './filter.js'
import { openReport, stampOf } from './open-report.js'
import { countMarks, type OwnerCounts } from './owner-counts.js'
import { sumOf } from './read-head.js'
import { hasMarks, type Readable, readSelection } from './selection.js'

/** Outcomes kept in memory. */
const KEPT = 64

/** All marks are looked at once: it is the command's matter, not a server's. */
const ESTABLISHMENTS = `SELECT DISTINCT CASE e.finess WHEN '' THEN e.siret ELSE e.finess END AS nombre
  FROM marque m JOIN etablissement e ON e.numero = m.etablissement
  WHERE m.etablissement > 0 AND m.fichier IN (SELECT value FROM json_each(@files))
  AND m.regle IN (SELECT value FROM json_each(@rules))
  AND (@domaines IS NULL OR m.domaine IN (SELECT value FROM json_each(@domaines)))
  ORDER BY nombre`

/** What of the notices of a report may be looked at, and which report. */
export interface Looked {
  readonly id: string
  readonly readable: Readable
  /** Tells one `readable` from another. */
  readonly viewer: string
}

/** Comparisons and counts over all the notices of reports: a little at a time, and not twice. */
export class FolderWork {
  readonly #dataDir: string
  /** The latest asked last. */
  readonly #known = new Map<string, Promise<unknown>>()

  constructor(dataDir: string) {
    this.#dataDir = dataDir
  }

  /**
   * Counts of a report by owner of the lines.
   * @throws AnnuaireError CRITERE_INVALIDE for a filter that names what the report has not, INDISPONIBLE
   */
  counts(report: Looked, filter: ReportFilter): Promise<OwnerCounts> {
    return this.#once([report], filter, ([side]) => countMarks(side!)) as Promise<OwnerCounts>
  }

  /** What is new, mended and still there in `after`. Throws as `counts`. */
  async compare(before: Looked, after: Looked, filter: ReportFilter): Promise<Evolution> {
    return (await this.#once([before, after], filter, comparison)) as Evolution
  }

  /**
   * Numbers of the establishments that have notices under a filter, in order: the FINESS, else the SIRET, of each.
   * @throws AnnuaireError CRITERE_INVALIDE as `counts`
   */
  establishments(id: string, filter: ReportFilter): readonly string[] {
    const db = openReport(this.#dataDir, id)
    try {
      if (db === null || !hasMarks(db)) return []
      const { files, rules, domaines } = readSelection(db, filter, undefined)
      return db
        .prepare(ESTABLISHMENTS)
        .pluck()
        .all({
          files: JSON.stringify(files.map(({ numero }) => numero)),
          rules: JSON.stringify(rules.map(({ numero }) => numero)),
          domaines: domaines === null ? null : JSON.stringify(domaines),
        }) as string[]
    } finally {
      db?.close()
    }
  }

  /** False for a report that is gone, or of a version that kept nothing to compare. */
  canCompare(id: string): boolean {
    const db = openReport(this.#dataDir, id)
    try {
      return db !== null && hasMarks(db)
    } finally {
      db?.close()
    }
  }

  #once(
    reports: readonly Looked[],
    filter: ReportFilter,
    work: (sides: readonly Side[]) => Generator<void, unknown>,
  ): Promise<unknown> {
    const stamps = reports.map(({ id, viewer }) => `${stampOf(this.#dataDir, id)} ${viewer}`)
    const key = JSON.stringify([stamps, filter])
    const outcome = this.#known.get(key) ?? this.#carry(reports, filter, work)
    this.#known.delete(key)
    this.#known.set(key, outcome)
    // A failure may be gone the next time.
    outcome.catch(() => this.#known.delete(key))
    if (this.#known.size > KEPT) this.#known.delete(this.#known.keys().next().value as string)
    return outcome
  }

  async #carry(
    reports: readonly Looked[],
    filter: ReportFilter,
    work: (sides: readonly Side[]) => Generator<void, unknown>,
  ): Promise<unknown> {
    const opened: Database.Database[] = []
    try {
      const sides = reports.map(({ id, readable }, at): Side => {
        const db = openReport(this.#dataDir, id)
        if (db === null) throw new AnnuaireError('INTROUVABLE', `Le rapport ${id} n’est plus là.`)
        opened.push(db)
        // The later of two reports says what is known.
        return { db, selection: readSelection(db, filter, readable, at < reports.length - 1) }
      })
      const pace = new OwnPace()
      const steps = work(sides)
      for (;;) {
        const { done, value } = steps.next()
        if (done === true) return value
        await pace.pause()
      }
    } finally {
      for (const db of opened) db.close()
    }
  }
}

function* comparison([before, after]: readonly Side[]): Generator<void, Evolution> {
  const rules = yield* compareMarks(before!, after!)
  const texts = new Map([before!, after!].flatMap(({ db }) => textsOf(db)))
  const regles = rules
    .map((rule): EvolutionRegle => ({ ...rule, ...(texts.get(rule.code) ?? UNKNOWN(rule)) }))
    .sort(worstFirst)
  const avec = before!.db.prepare('SELECT id FROM import').pluck().get() as string
  return {
    avec,
    ...sumOf(regles),
    nonCompares: [...filesOfOneSide(before!.selection, after!.selection)],
    regles: regles.map(({ type, source, code, severite, titre, nouveaux, corriges, toujours }) => {
      return { type, source, code, severite, titre, nouveaux, corriges, toujours }
    }),
  }
}

type Text = Pick<EvolutionRegle, 'severite' | 'titre'>

const UNKNOWN = ({ code }: RuleEvolution): Text => ({ severite: 'Information', titre: code })

function textsOf(db: Database.Database): [string, Text][] {
  const rows = db.prepare('SELECT code, severite, titre FROM regle').all() as ({ code: string } & Text)[]
  return rows.map(({ code, severite, titre }) => [code, { severite, titre }])
}

const WORST = ['Bloquante', 'Avertissement', 'Information']

function worstFirst(one: EvolutionRegle, other: EvolutionRegle): number {
  return (
    WORST.indexOf(one.severite) - WORST.indexOf(other.severite) ||
    (`${one.type} ${one.source} ${one.code}` < `${other.type} ${other.source} ${other.code}` ? -1 : 1)
  )
}
