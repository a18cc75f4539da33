import type { Log } from '../../log.js'
import { Durations } from '../../serving/durations.js'
import * as operation from '../protocol/operations.js'

/** Names of operations in the log. */
const NAMES: ReadonlyMap<number, string> = new Map([
  [operation.SEARCH_REQUEST, 'recherche'],
  [operation.BIND_REQUEST, 'liaison'],
  [operation.COMPARE_REQUEST, 'comparaison'],
  [operation.EXTENDED_REQUEST, 'etendue'],
])
const OTHER = 'ecriture'

/** A request that took longer has a line of its own. */
const SLOW_MS = 1000
/** Such lines at most between two lines of numbers. */
const MOST_SLOW = 20

class Kind {
  readonly durations = new Durations()
  readonly codes = new Map<number, number>()
  entries = 0
}

/**
 * What is asked and how it is answered. A line for each request would be written fifty thousand times a second: requests of
 * each kind are counted, with their result codes and durations, and logged together.
 */
export class Activity {
  readonly #log: Log
  readonly #kinds = new Map<string, Kind>()
  readonly #refused = new Map<string, number>()
  #slow = 0
  #since = performance.now()

  constructor(log: Log) {
    this.#log = log
  }

  /**
   * A request was answered.
   * @param code of its result; null for one that was abandoned, or whose client left
   * @param ms that its answer took, without the time in which the client takes it
   */
  answered(requested: number, code: number | null, entries: number, ms: number): void {
    const name = NAMES.get(requested) ?? OTHER
    let kind = this.#kinds.get(name)
    if (kind === undefined) {
      kind = new Kind()
      this.#kinds.set(name, kind)
    }
    kind.durations.add(ms)
    kind.entries += entries
    const key = code ?? ABANDONED
    kind.codes.set(key, (kind.codes.get(key) ?? 0) + 1)
    if (ms >= SLOW_MS && this.#slow++ < MOST_SLOW) {
      this.#log.info({ evenement: 'ldap.lente', operation: name, code, entrees: entries, ms: Math.round(ms) })
    }
  }

  /** A connection was not let in, or did not stay. @param why one of a few words */
  refused(why: string): void {
    this.#refused.set(why, (this.#refused.get(why) ?? 0) + 1)
  }

  /** Logs what has happened since the last time; nothing when nothing has. */
  write(connections: number): void {
    const now = performance.now()
    const secondes = Math.round((now - this.#since) / 100) / 10
    this.#since = now
    if (this.#kinds.size > 0) {
      this.#log.info({
        evenement: 'ldap.activite',
        secondes,
        connexions: connections,
        operations: Object.fromEntries([...this.#kinds].map(([name, kind]) => [name, summaryOf(kind)])),
      })
      this.#kinds.clear()
    }
    if (this.#refused.size > 0) {
      this.#log.warn({
        evenement: 'ldap.refus',
        secondes,
        connexions: connections,
        ...Object.fromEntries(this.#refused),
      })
      this.#refused.clear()
    }
    this.#slow = 0
  }
}

const ABANDONED = -1

function summaryOf({ durations, codes, entries }: Kind) {
  const counts = [...codes].sort(([one], [other]) => one - other)
  return {
    nombre: durations.count,
    codes: Object.fromEntries(counts.map(([code, count]) => [code === ABANDONED ? 'abandon' : String(code), count])),
    entrees: entries,
    p50: rounded(durations.quantile(0.5)),
    p99: rounded(durations.quantile(0.99)),
    max: rounded(durations.longest),
  }
}

function rounded(ms: number): number {
  return Math.round(ms * 100) / 100
}
