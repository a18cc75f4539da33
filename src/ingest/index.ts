import type { Config } from '../config.js'
import { AnnuaireError } from '../errors.js'
import { discover, type FeedFile, type RegionalInput } from '../feed/index.js'
import { type Log, stackOf } from '../log.js'
import type { Alimentation } from '../report/model.js'
import { openReports } from '../report/reader.js'
import { ReportWriter } from '../report/writer.js'
import { GENERATION_FORMAT } from '../store/generation-info.js'
import { generationId, publish } from '../store/generations.js'
import { FOLD_VERSION } from '../text/fold.js'
import { EntryMaker } from './entry-maker.js'
import { FileReports } from './file-reports.js'
import { checkCompleteness, checkNothingVanishes } from './guards.js'
import { lockImports } from './lock.js'
import { readFiles } from './read-files.js'
import { GenerationDraft } from './staging.js'

export interface Progress {
  /** What is being done, in French. */
  readonly etape: string
  readonly fichier: string | null
  /** Bytes read, of `total`; both 0 when the step is not about a file. */
  readonly fait: number
  readonly total: number
}

export interface ImportOptions {
  readonly config: Config
  /** Files, folders and zips with national files (a folder may hold regional/<source>.csv too). */
  readonly paths: readonly string[]
  readonly regional: readonly RegionalInput[]
  /** Published sources that this import may leave out. */
  readonly retire: readonly string[]
  /** URL of the module whose `prepareBal` makes what a door sends of a mailbox, once and for all searches. */
  readonly preparer: string
  readonly progress: (progress: Progress) => void
  /** Is told what was published or refused, and the counts: never a line, nor a reason, which may quote one. */
  readonly log: Log
}

/** People first: every other file refers to them. Mailboxes of regions come after the national ones. */
const ORDER = ['personne-activite', 'savoir-faire', 'diplome', 'mssante', 'regional']

/**
 * Builds a generation from the files, checks and publishes it, and leaves a report whatever happens.
 * @returns the identifier of the generation, which is also the report's
 * @throws AnnuaireError ALIMENTATION_REFUSEE; what was published stays published
 */
export async function runImport(options: ImportOptions): Promise<{ id: string; alimentation: Alimentation }> {
  const { config, progress } = options
  const unlock = lockImports(config.dataDir)
  try {
    const started = new Date()
    const id = generationId(started)
    options.log.info({ evenement: 'import.debut', import: id, retire: options.retire })
    const report = ReportWriter.open(config.dataDir, id, started)
    try {
      await build(options, id, started, report)
      progress({ etape: 'publication', fichier: null, fait: 0, total: 0 })
      publish(config.dataDir, id)
      report.finish('publiée', null)
    } catch (error) {
      if (error instanceof AnnuaireError) report.finish('refusée', error.message)
      else report.abandon()
      logFailure(options.log, id, started, error)
      throw error
    }
    const alimentation = await openReports(config.dataDir).get(id)
    if (alimentation === null) throw new Error(`report ${id} is missing`)
    logSuccess(options.log, started, alimentation)
    return { id, alimentation }
  } finally {
    unlock()
  }
}

function logSuccess(log: Log, started: Date, { id, totaux, fichiers }: Alimentation): void {
  for (const { nom, type, source, octets, lues, chargees, refusees } of fichiers) {
    log.info({ evenement: 'import.fichier', import: id, fichier: nom, type, source, octets, lues, chargees, refusees })
  }
  log.info({ evenement: 'import.publie', import: id, fichiers: fichiers.length, ...totaux, ms: elapsed(started) })
}

/** A fault of the program is told with its stack; a refusal with its code, its reason being in the report. */
function logFailure(log: Log, id: string, started: Date, error: unknown): void {
  const line = { import: id, ms: elapsed(started) }
  if (error instanceof AnnuaireError) log.warn({ evenement: 'import.refuse', ...line, code: error.code })
  else log.error({ evenement: 'import.erreur', ...line, erreur: stackOf(error) })
}

function elapsed(started: Date): number {
  return Date.now() - started.getTime()
}

async function build(options: ImportOptions, id: string, started: Date, report: ReportWriter): Promise<void> {
  const { config, progress } = options
  progress({ etape: 'recherche des fichiers', fichier: null, fait: 0, total: 0 })
  const found = await discover(options.paths, options.regional, config.sources)
  const files = found.files.toSorted((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind))
  checkCompleteness(files)
  checkNothingVanishes(config.dataDir, files, options.retire)
  const draft = new GenerationDraft(config.dataDir, id)
  try {
    const reports = new FileReports(report, files, config.refusMax)
    const maker = await EntryMaker.from(options.preparer)
    await readFiles(files, options.preparer, (message) => {
      if (message.type === 'lignes') {
        maker.learn(message.batch)
        draft.insert(message.batch, message.entries ?? maker.make(message.batch))
        const file = files[message.file]!
        progress({ etape: 'lecture', fichier: file.name, fait: message.bytes, total: file.bytes })
      }
      reports.take(message)
    })
    const facts = {
      id,
      format: String(GENERATION_FORMAT),
      pliage: String(FOLD_VERSION),
      publiee_le: started.toISOString(),
      sources: [...new Set(files.map((file) => file.source).filter((source) => source !== 'national'))].join(','),
    }
    await draft.finish(facts, files.map(sourceRow), (etape) => progress({ etape, fichier: null, fait: 0, total: 0 }))
    draft.keep()
  } catch (error) {
    draft.abandon()
    throw asRefusal(error)
  }
}

function sourceRow(file: FeedFile) {
  return { name: file.source, type: file.kind, file: file.name, date: file.date }
}

/** A full disk is the administrator's matter: it is told as such, not as an internal error. */
function asRefusal(error: unknown): unknown {
  const code = (error as { code?: string }).code ?? ''
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EFBIG' || code.startsWith('SQLITE_IOERR')) {
    return new AnnuaireError(
      'ALIMENTATION_REFUSEE',
      `L’import n’a pas pu écrire ses fichiers (${code}) : le disque est plein ou en défaut. Rien n’a été publié.`,
      [],
      { cause: error },
    )
  }
  return error
}
