import { statSync } from 'node:fs'

/** Tells one state of a file from another; '' when there is none. @throws what the system refuses */
export function stampOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false })
  return found === undefined ? '' : `${found.mtimeMs}:${found.ctimeMs}:${found.size}:${found.ino}`
}
