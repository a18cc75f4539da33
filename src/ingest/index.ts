import { HASH_VERSION } from '../changes/field-hashes.js'
import { PreparedPublication } from '../changes/prepared-publication.js'
import { settle, tellHidden } from '../changes/publications.js'
import type { Config } from '../config.js'
import { AnnuaireError } from '../errors.js'
import { discover, type RegionalInput } from '../feed/index.js'
import type { Log } from '../log.js'
import type { Spread } from '../records/spread.js'
import { reportIds } from '../report/files.js'
import { openReports } from '../report/reader.js'
import { ReportWriter } from '../report/writer.js'
import type { Alimentation } from '../resources/report.js'
import { readPolicies } from '../source-policies.js'
import { GENERATION_FORMAT, registerFact } from '../store/generation-info.js'
import { generationId, generations } from '../store/generations.js'
import { HiddenRegister, type RegisterState } from '../store/hidden-register.js'
import { history } from '../store/history.js'
import { publish } from '../store/publication.js'
import { hiddenInPublished, settleRegister } from '../store/reveal.js'
import { FOLD_VERSION } from '../text/fold.js'
import { NATIONAL } from '../values/index.js'
import { readCanaries } from './canaries.js'
import { compareWithBefore } from './compare-with-before.js'
import { EntryMaker } from './entry-maker.js'
import type { Acceptance } from './falls.js'
import { FileReports } from './file-reports.js'
import { freshnessFailures } from './freshness-guard.js'
import { guardPublication } from './guard-publication.js'
import { checkCompleteness, checkNothingVanishes } from './guards.js'
import { logFailure, logSuccess } from './import-log.js'
import { leftAside } from './left-aside.js'
import { lockImports } from './lock.js'
import { enforce } from './publication-guards.js'
import { readFiles } from './read-files.js'
import { reportNewRegister, stillHiddenSentence } from './register-warnings.js'
import { reportMovements } from './report-movements.js'
import { checkRestrictions } from './restrictions.js'
import { sourceRows } from './source-rows.js'
import { GenerationDraft } from './staging.js'
import { Waiting } from './waiting.js'
import { whiteListOf } from './white-list.js'
import { asRefusal } from './write-fault.js'

export type { Acceptance } from './falls.js'

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
  /** Sources, absent from this import, whose hidden addresses may show again. */
  readonly reveal?: readonly string[]
  /** Columns that restrict publication and that a source may lack from now on: `source:column`. */
  readonly dropColumns?: readonly string[]
  /** Falls of what is published that this import may bring. */
  readonly acceptFalls?: readonly Acceptance[]
  /** Why a guard that fails does not stop the publication. */
  readonly force?: string | null
  /** URL of the module whose `prepareBal` makes what a door sends of a mailbox, once and for all searches. */
  readonly preparer: string
  readonly progress: (progress: Progress) => void
  /** Gets what was published or refused, and the counts: never a line, nor a reason, which may quote one. */
  readonly log: Log
}

export interface Imported {
  /** Identifier of the generation, which is also the report's. */
  readonly id: string
  /** What could not be done once it was published, in French. */
  readonly warnings: readonly string[]
  /** The report; null when it cannot be read again. */
  readonly alimentation: Alimentation | null
}

/**
 * Builds a generation from the files, checks and publishes it, and leaves a report whatever happens.
 * @throws AnnuaireError ALIMENTATION_REFUSEE; what was published stays published
 */
export async function runImport(options: ImportOptions): Promise<Imported> {
  const { config, progress } = options
  const unlock = begin(() => lockImports(config.dataDir))
  try {
    const started = new Date()
    const { id, report } = begin(() => openReport(config.dataDir, started))
    options.log.info({ evenement: 'import.debut', import: id, retire: options.retire })
    let draft: GenerationDraft | null = null
    let warnings: string[]
    let stillHidden: string[]
    let word: Built['word'] | null = null
    let waiting: Waiting
    try {
      const register = HiddenRegister.open(config.dataDir, { create: true })!
      try {
        const built = await build(options, id, started, report, register)
        draft = built.draft
        waiting = built.waiting
        progress({ etape: 'comparaison du rapport', fichier: null, fait: 0, total: 0 })
        report.compare(config.dataDir, id)
        progress({ etape: 'publication', fichier: null, fait: 0, total: 0 })
        report.publishing()
        // What is hidden more comes first, what is hidden less last: a crash hides too much, never too little.
        register.add(built.word, built.registerState)
        stillHidden = [...register.counts()]
          .filter(([source]) => !built.word.has(source))
          .map(([source, hidden]) => stillHiddenSentence(source, hidden))
        word = built.word
      } finally {
        register.close()
      }
      warnings = publish(config.dataDir, id)
    } catch (fault) {
      const error = asRefusal(fault)
      draft?.discard()
      if (word !== null) hideMeanwhile(config.dataDir)
      reportFailure(report, error, config.dataDir, id)
      logFailure(options.log, id, started, error)
      throw error
    }
    // From here on it is published: nothing that fails may say otherwise.
    warnings.push(...settleJournal(config.dataDir), ...waiting.keep())
    warnings.push(...settleRegister(config.dataDir, id, word), ...stillHidden)
    warnings.push(...reportSuccess(config.dataDir, report, warnings))
    const alimentation = await openReports(config.dataDir)
      .get(id)
      .catch(() => null)
    logSuccess(options.log, started, id, alimentation)
    return { id, warnings, alimentation }
  } finally {
    unlock()
  }
}

/** What the register has come to say holds for the generation that stays published. */
function hideMeanwhile(dataDir: string): void {
  try {
    hiddenInPublished(dataDir)
    tellHidden(dataDir, new Date())
  } catch {
    // The failure of the import is what counts.
  }
}

/** What was told of the publication holds without it: the next one writes it down. */
function settleJournal(dataDir: string): readonly string[] {
  try {
    settle(dataDir, new Date())
    return []
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return [`Le journal des changements n’a pas pu être mis à jour (${code ?? error}).`]
  }
}

/** What comes before there is a report to hold it. */
function begin<T>(act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw asRefusal(error)
  }
}

/** Under the lock: no other import takes the same name. */
function openReport(dataDir: string, started: Date): { readonly id: string; readonly report: ReportWriter } {
  const published = history(dataDir).map((one) => one.id)
  const id = generationId(started, [...generations(dataDir), ...reportIds(dataDir), ...published])
  return { id, report: ReportWriter.open(dataDir, id, started) }
}

/** A report that cannot be written says what it said before: interrupted. The fault that ended the import matters more. */
function reportFailure(report: ReportWriter, error: unknown, dataDir: string, id: string): void {
  try {
    if (error instanceof AnnuaireError) {
      report.compare(dataDir, id)
      report.finish('refusée', error.message)
    } else report.abandon()
  } catch {
    report.abandon()
  }
}

/** @returns what more could not be done, in French */
function reportSuccess(dataDir: string, report: ReportWriter, warnings: readonly string[]): string[] {
  const more: string[] = []
  const stuck = ReportWriter.prune(dataDir)
  if (stuck.length > 0) more.push(`D’anciens rapports n’ont pas pu être supprimés : ${stuck.join(', ')}.`)
  try {
    for (const text of [...warnings, ...more]) report.warn(text)
    report.finish('publiée', null)
  } catch (error) {
    report.abandon()
    more.push(`Le rapport n’a pas pu être terminé (${(error as { code?: string }).code ?? String(error)}).`)
  }
  return more
}

interface Built {
  /** The generation, which has its name and waits for the pointer. */
  readonly draft: GenerationDraft
  readonly waiting: Waiting
  /** What each source hides by its latest word. */
  readonly word: ReadonlyMap<string, readonly Buffer[]>
  /** The register once it holds that word. */
  readonly registerState: RegisterState
}

async function build(
  options: ImportOptions,
  id: string,
  started: Date,
  report: ReportWriter,
  register: HiddenRegister,
): Promise<Built> {
  const { config, progress } = options
  progress({ etape: 'recherche des fichiers', fichier: null, fait: 0, total: 0 })
  const { files, ignored } = await discover(options.paths, options.regional, config.sources)
  for (const file of leftAside(ignored)) report.leftAside(file)
  const canaries = readCanaries(config.canaries)
  enforce(freshnessFailures(files, config.freshnessMax, started.getTime()), options.force ?? null, report)
  checkCompleteness(files)
  checkNothingVanishes(config.dataDir, files, options.retire)
  const whiteList = whiteListOf(config.dataDir, files)
  if (whiteList.warning !== null) report.warn(whiteList.warning)
  const restrictions = files.map((): readonly string[] => [])
  const draft = new GenerationDraft(config.dataDir, id, await EntryMaker.from(options.preparer))
  let publication: PreparedPublication | null = null
  try {
    const reports = new FileReports(report, files, config)
    const waiting = new Waiting(config.dataDir, files)
    let spread: Spread = { professions: {}, departements: {} }
    const order = {
      files,
      preparer: options.preparer,
      domains: whiteList.kept,
      policies: readPolicies(config.dataDir),
      thresholds: config.thresholds,
    }
    await readFiles(order, (message) => {
      if (message.type === 'lignes') {
        draft.insert(message.batch, message.entries)
        waiting.add(message.file, message.waiting)
        const file = files[message.file]!
        progress({ etape: 'lecture', fichier: file.name, fait: message.bytes, total: file.bytes })
      }
      if (message.type === 'codes') {
        draft.unlisted = message.codes
        spread = message.spread
      }
      if (message.type === 'fin') restrictions[message.file] = message.restrictions
      reports.take(message)
    })
    const rows = sourceRows(files, restrictions)
    checkRestrictions(config.dataDir, rows, options.dropColumns ?? [])
    const registerState = register.nextState()
    const facts = {
      id,
      format: String(GENERATION_FORMAT),
      pliage: String(FOLD_VERSION),
      empreintes: HASH_VERSION,
      publiee_le: started.toISOString(),
      // As the register will be once it holds the word of these sources.
      registre: registerFact(registerState),
      ...whiteList.facts,
      repartition: JSON.stringify(spread),
      sources: [...new Set(files.map((file) => file.source).filter((source) => source !== NATIONAL))].join(','),
    }
    const spoken = [...new Set([...rows.map(({ name }) => name), ...(options.reveal ?? [])])]
    const step = (etape: string): void => progress({ etape, fichier: null, fait: 0, total: 0 })
    publication = PreparedPublication.begin(config.dataDir, id, new Date())
    const finished = await draft.finish(facts, rows, { register, spoken }, publication, step, (db) => {
      reportMovements(config.dataDir, files, report, db)
      guardPublication({ ...options, report, canaries, spread }, db)
    })
    reports.hiddenElsewhere(finished.hidden)
    waiting.report(register, config.thresholds, reports)
    compareWithBefore(options, files, finished, { report, reports })
    reportNewRegister(config.dataDir, register, report)
    draft.keep()
    return { draft, waiting, word: finished.word, registerState }
  } catch (error) {
    publication?.close()
    draft.abandon()
    draft.discard()
    throw error
  }
}
