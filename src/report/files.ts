import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const FILE = /^(\d{8}-\d{6}-\d{3})\.sqlite$/

export function reportPath(dataDir: string, id: string): string {
  return join(dataDir, 'alimentations', `${id}.sqlite`)
}

/** Identifiers of the reports kept, oldest first. */
export function reportIds(dataDir: string): string[] {
  const folder = join(dataDir, 'alimentations')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .map((name) => FILE.exec(name)?.[1])
    .filter((id) => id !== undefined)
    .sort()
}
