import { type DestinationStream, pino } from 'pino'

/**
 * What happens, as one JSON object a line. `evenement` names it (`ldap.recherche`, `http.requete`, `import.publie`…);
 * the rest is counts, durations, codes and shapes. Never a value searched, a line of a feed or an address with its query.
 */
export type LogLine = { readonly evenement: string } & Readonly<Record<string, unknown>>

/** The one logger of a process: every part that may fail is given it, so that nothing fails unseen. */
export interface Log {
  info(line: LogLine): void
  warn(line: LogLine): void
  error(line: LogLine): void
}

/**
 * @param destination where lines go; standard error when absent, so that what a command prints stays apart
 * @returns a log whose lines carry level and time (ISO 8601, UTC)
 */
export function createLog(destination: DestinationStream = pino.destination({ fd: 2, sync: false })): Log {
  return pino(
    { base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (label) => ({ niveau: label }) } },
    destination,
  )
}

/** An error as a line holds it: with its stack, on one line of JSON. */
export function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
