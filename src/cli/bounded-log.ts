import type { Log, LogLevel, LogLine } from '../log.js'

/** Lines of one event in a second that are written as they are. */
const PER_SECOND: Readonly<Record<LogLevel, number>> = { info: 200, warn: 200, error: 20 }
const SECOND_MS = 1_000

/** What one event has had in the current second. */
interface Window {
  readonly level: LogLevel
  startedAt: number
  lines: number
  /** Lines beyond the bound, and the durations (`ms`) that they gave. */
  beyond: number
  ms: number
  longestMs: number
}

/**
 * Writes so many lines of each event a second; those beyond are counted and written as one line, `journal.abrege`. Whoever
 * sends requests decides how many lines there are: he must fill no disk, and slow no other request.
 */
export class BoundedLog implements Log {
  readonly #log: Log
  readonly #windows = new Map<string, Window>()
  readonly #timer = setInterval(() => this.flush(), SECOND_MS).unref()

  constructor(log: Log) {
    this.#log = log
  }

  info(line: LogLine): void {
    if (this.#admit('info', line)) this.#log.info(line)
  }

  warn(line: LogLine): void {
    if (this.#admit('warn', line)) this.#log.warn(line)
  }

  error(line: LogLine): void {
    if (this.#admit('error', line)) this.#log.error(line)
  }

  /** Writes what is left; the log goes on. */
  flush(): void {
    const now = performance.now()
    for (const [event, window] of this.#windows)
      if (now - window.startedAt >= SECOND_MS) this.#restart(event, window, now)
  }

  close(): void {
    clearInterval(this.#timer)
    for (const [event, window] of this.#windows) this.#restart(event, window, performance.now())
  }

  #admit(level: LogLevel, { evenement, ms }: LogLine): boolean {
    const now = performance.now()
    let window = this.#windows.get(evenement)
    if (window === undefined) {
      window = { level, startedAt: now, lines: 0, beyond: 0, ms: 0, longestMs: 0 }
      this.#windows.set(evenement, window)
    } else if (now - window.startedAt >= SECOND_MS) this.#restart(evenement, window, now)
    window.lines += 1
    if (window.lines <= PER_SECOND[level]) return true
    window.beyond += 1
    if (typeof ms === 'number') {
      window.ms += ms
      window.longestMs = Math.max(window.longestMs, ms)
    }
    return false
  }

  #restart(event: string, window: Window, now: number): void {
    const { level, beyond: lignes, ms, longestMs } = window
    Object.assign(window, { startedAt: now, lines: 0, beyond: 0, ms: 0, longestMs: 0 })
    if (lignes > 0)
      this.#log[level]({ evenement: 'journal.abrege', de: event, lignes, ms: Math.round(ms), msMax: longestMs })
  }
}
