import { createLog, type Log } from '../../src/log.js'

/** The real log, each of whose lines is put into a list as the object that it is. */
export function collectingLog(lines: object[] = []): Log {
  return createLog({ write: (line: string) => void lines.push(JSON.parse(line) as object) })
}
