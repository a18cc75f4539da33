import { type DestinationStream, pino } from 'pino'

/**
 * What happens, as one JSON object a line. `evenement` names it (`ldap.activite`, `http.requete`, `import.publie`…);
 * the rest is counts, durations, codes and shapes. Never a value searched, a line of a feed or an address with its query.
 */
export type LogLine = { readonly evenement: string } & Readonly<Record<string, unknown>>

export const LOG_LEVELS = ['info', 'warn', 'error'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** The one logger of a process: every part that may fail is given it, so that nothing fails unseen. */
export interface Log {
  info(line: LogLine): void
  warn(line: LogLine): void
  error(line: LogLine): void
}

/** Characters that JSON may hold as they are, and that a terminal would obey: C1, directions of text, line separators. */
const OBEYED = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/
const OBEYED_ALL = new RegExp(OBEYED, 'g')

/**
 * @param destination where lines go; standard error when absent, so that what a command prints stays apart
 * @param level lines below it are left out
 * @param every what each line holds besides
 * @returns a log whose lines carry level and time (ISO 8601, UTC)
 */
export function createLog(
  destination: DestinationStream = process.stderr,
  level: LogLevel = 'info',
  every: Readonly<Record<string, unknown>> | null = null,
): Log {
  return pino(
    {
      base: every,
      level,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ niveau: label }) },
    },
    { write: (line) => destination.write(OBEYED.test(line) ? line.replace(OBEYED_ALL, escaped) : line) },
  )
}

/** An error as a line holds it: with its stack, on one line of JSON. */
export function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
