import type Database from 'better-sqlite3'
import { type ReportFilter, refuse } from './filter.js'

/** Values that a message names of those that exist. */
const NAMED = 20

/** Numbers of files whose notices may be looked at, and which rules of each; all when undefined. */
export type Readable = ReadonlyMap<number, (code: string) => boolean> | undefined

interface SelectedFile {
  readonly numero: number
  readonly type: string
  readonly source: string
  /** It was read to its end. */
  readonly complete: boolean
}

/** What a filter means in one report: numbers of its own tables. */
export interface Selection {
  readonly files: readonly SelectedFile[]
  readonly rules: readonly { readonly code: string; readonly numero: number }[]
  /** Numbers of establishments and domains; null for all, empty when the report has no notice of them. */
  readonly etablissements: readonly number[] | null
  readonly domaines: readonly number[] | null
  /** Whether notices of a rule of a file may be looked at. */
  admits(file: number, code: string): boolean
}

/** Whether a report holds what comparisons and owners need: those of earlier versions do not. */
export function hasMarks(db: Database.Database): boolean {
  return db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'marque'").get() !== undefined
}

/**
 * What a filter means in a report.
 * @param lenient whether values that the report lacks mean nothing, not a fault: the other report of two has them
 * @throws AnnuaireError CRITERE_INVALIDE naming what exists when the report has no such source, rule or domain
 */
export function readSelection(
  db: Database.Database,
  filter: ReportFilter,
  readable: Readable,
  lenient = false,
): Selection {
  const marked = hasMarks(db)
  const files = filesOf(db, filter, lenient)
  const rules = rulesOf(db, filter, marked, lenient)
  const { etablissement, domaine } = filter
  if (!marked && (etablissement !== undefined || domaine !== undefined)) {
    const what = etablissement === undefined ? 'domaine' : 'etablissement'
    throw refuse(what, 'un rapport de cette version : celui-ci ne dit pas à qui sont ses lignes', '')
  }
  const etablissements = etablissement === undefined ? null : establishmentsOf(db, etablissement)
  const admits = (file: number, code: string) => readable === undefined || readable.get(file)?.(code) === true
  return {
    files: readable === undefined ? files : files.filter(({ numero }) => readable.has(numero)),
    rules: etablissements === null ? rules : rulesOfOwners(db, rules, etablissements),
    etablissements,
    domaines: domaine === undefined ? null : domainsOf(db, domaine, lenient || readable !== undefined),
    admits,
  }
}

function filesOf(db: Database.Database, { source }: ReportFilter, lenient: boolean): SelectedFile[] {
  const all = db.prepare('SELECT numero, type, source, sha256 FROM fichier ORDER BY numero').all() as {
    numero: number
    type: string
    source: string
    sha256: string
  }[]
  const files = all.filter((file) => source === undefined || file.source === source)
  if (files.length === 0 && source !== undefined && !lenient) {
    const known = [...new Set(all.map((file) => file.source))]
    throw refuse('source', `une source de ce rapport (${known.join(', ') || 'aucune'})`, source)
  }
  return files.map(({ sha256, ...file }) => ({ ...file, complete: sha256 !== '' }))
}

function rulesOf(
  db: Database.Database,
  { criticite, code }: ReportFilter,
  marked: boolean,
  lenient: boolean,
): { code: string; numero: number }[] {
  const number = marked ? 'numero' : '0 AS numero'
  const all = db.prepare(`SELECT code, ${number}, severite FROM regle ORDER BY code`).all() as {
    code: string
    numero: number
    severite: string
  }[]
  if (code !== undefined && !lenient && !all.some((rule) => rule.code === code)) {
    const spoken = db.prepare('SELECT DISTINCT code FROM comptage ORDER BY code').pluck().all() as string[]
    throw refuse('code', `un code de ce rapport (${spoken.join(', ') || 'aucun avis'})`, code)
  }
  return all.filter(
    (rule) => (code === undefined || rule.code === code) && (criticite === undefined || rule.severite === criticite),
  )
}

/** An establishment without any notice is a good thing, not a fault. */
function establishmentsOf(db: Database.Database, number: string): number[] {
  return db
    .prepare('SELECT numero FROM etablissement WHERE finess = ? OR siret = ? ORDER BY numero')
    .pluck()
    .all(number, number) as number[]
}

/** One establishment breaks few rules: the others need not be looked for. */
function rulesOfOwners<T extends { readonly numero: number }>(
  db: Database.Database,
  rules: readonly T[],
  establishments: readonly number[],
): readonly T[] {
  const broken = new Set(
    db
      .prepare(
        `SELECT DISTINCT regle FROM marque INDEXED BY marque_etablissement
         WHERE etablissement IN (SELECT value FROM json_each(?)) AND etablissement > 0`,
      )
      .pluck()
      .all(JSON.stringify(establishments)) as number[],
  )
  return rules.filter(({ numero }) => broken.has(numero))
}

function domainsOf(db: Database.Database, name: string, lenient: boolean): number[] {
  const found = db.prepare('SELECT numero FROM domaine WHERE nom = ?').pluck().all(name) as number[]
  if (found.length > 0 || lenient) return found
  const known = db
    .prepare(`SELECT nom FROM domaine ORDER BY nom LIMIT ${NAMED + 1}`)
    .pluck()
    .all() as string[]
  const shown = known.slice(0, NAMED).join(', ') || 'aucun'
  throw refuse('domaine', `un domaine de ce rapport (${shown}${known.length > NAMED ? '…' : ''})`, name)
}
