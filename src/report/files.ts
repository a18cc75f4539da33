import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const FILE = /^(\d{8}-\d{6}-\d{3})\.sqlite$/

export function reportPath(dataDir: string, id: string): string {
  return join(dataDir, 'alimentations', `${id}.sqlite`)
}

/** Identifiers of the reports kept, oldest first. */
export function reportIds(dataDir: string): string[] {
  const folder = join(dataDir, 'alimentations')
  return namesIn(folder)
    .map((name) => FILE.exec(name)?.[1])
    .filter((id) => id !== undefined)
    .sort()
}

/** None in a folder that is not there yet. @throws Error when it may not be read: that is no reason to say that it is empty */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
