import { statSync } from 'node:fs'

/** Tells one state of a file from another; '' when there is none. */
export function stampOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false })
  return found === undefined ? '' : `${found.mtimeMs}:${found.size}:${found.ino}`
}
