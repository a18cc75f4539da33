import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import type { Config } from '../config.js'
import { type Log, stackOf } from '../log.js'
import { policyOf, readPolicies, type SourcePolicies } from '../source-policies.js'
import { NATIONAL } from '../values/index.js'
import { placesOf } from './places.js'
import { lastRuns, recordRuns } from './run-state.js'
import { dueSources } from './schedule.js'

/** How often the clock is looked at: a timer for a whole day would not know of clocks that change, nor of machines that sleep. */
const LOOK_MS = 5_000
/** After a run that came to nothing, another one had the lock, say. */
const RETRY_MS = 5 * 60_000

export interface DailyRunsOptions {
  readonly config: Config
  /** Starts `annuaire relever` for these sources, in a process of its own: the server goes on answering. */
  readonly start: (sources: readonly string[]) => ChildProcess
  readonly log: Log
}

/**
 * Has the deposits of each source collected at its hour, every day, as long as there is a folder of deposits. One run at a time; an
 * hour that was missed, the server being down, is made up for at its start.
 */
export class DailyRuns {
  readonly #options: DailyRunsOptions
  readonly #timer: NodeJS.Timeout
  #child: ChildProcess | null = null
  #notBefore = 0
  #fault = ''

  constructor(options: DailyRunsOptions) {
    this.#options = options
    this.#timer = setInterval(() => this.#look(), LOOK_MS)
    this.#timer.unref()
    this.#look()
  }

  /** A run that is going on is ended: what it has not published waits, and is taken up at the next start. */
  close(): void {
    clearInterval(this.#timer)
    this.#child?.kill('SIGTERM')
  }

  #look(): void {
    try {
      if (this.#child === null && performance.now() >= this.#notBefore) this.#runWhatIsDue()
      this.#fault = ''
    } catch (error) {
      this.#tellOnce(stackOf(error))
    }
  }

  #runWhatIsDue(): void {
    const { config } = this.#options
    const { folder, isNamed } = config.deposit
    if (!isNamed && !existsSync(folder)) return
    const sources = [NATIONAL, ...config.sources]
    const places = placesOf(config.dataDir)
    const last = lastRuns(places)
    const now = new Date()
    const unknown = sources.filter((source) => !last.has(source))
    if (unknown.length > 0) {
      mkdirSync(places.root, { recursive: true })
      recordRuns(places, unknown, now)
    }
    const policies = this.#policies()
    const hours = new Map(sources.map((source) => [source, policyOf(source, policies).heureQuotidienne]))
    const due = dueSources(hours, last, now)
    if (due.length > 0) this.#run(due)
  }

  /** Faults of the file are told by whatever imports; the hours are then those by default. */
  #policies(): SourcePolicies {
    try {
      return readPolicies(this.#options.config.dataDir)
    } catch {
      return {}
    }
  }

  #run(sources: readonly string[]): void {
    const { start, log } = this.#options
    const started = performance.now()
    log.info({ evenement: 'releve.debut', sources: sources.length })
    const child = start(sources)
    this.#child = child
    const end = (line: Readonly<Record<string, unknown>>, isFailure: boolean): void => {
      if (this.#child !== child) return
      this.#child = null
      this.#notBefore = performance.now() + RETRY_MS
      const told = { evenement: 'releve.finie', ...line, ms: Math.round(performance.now() - started) }
      if (isFailure) log.warn(told)
      else {
        this.#notBefore = 0
        log.info(told)
      }
    }
    child.once('error', (error) => end({ erreur: stackOf(error) }, true))
    child.once('exit', (code, signal) => end({ code, signal }, code !== 0))
  }

  /** Looked at every few seconds. */
  #tellOnce(erreur: string): void {
    if (erreur === this.#fault) return
    this.#fault = erreur
    this.#options.log.error({ evenement: 'releve.erreur', erreur })
  }
}
