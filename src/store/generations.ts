import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { AnnuaireError } from '../errors.js'

const POINTER = 'generation-courante'
const FILE = /^(\d{8}-\d{6}-\d{3})\.sqlite$/

/** Where one generation lies: its tables, its columns, and what the register was found to hide in it. */
export interface GenerationPaths {
  readonly path: string
  readonly columnsPath: string
  readonly hiddenPath: string
}

/** Where the generations of a data folder lie. */
export function generationPath(dataDir: string, id: string): string {
  return join(dataDir, 'generations', `${id}.sqlite`)
}

/** Where the columns of a generation lie. */
export function columnsPath(dataDir: string, id: string): string {
  return join(dataDir, 'generations', `${id}.colonnes`)
}

/** What the register of hidden addresses was found to hide in a generation (hidden-rows.ts). */
export function hiddenPath(dataDir: string, id: string): string {
  return join(dataDir, 'generations', `${id}.masquees`)
}

/** @returns whether a text is the name of a generation */
export function isGenerationId(text: string): boolean {
  return FILE.test(`${text}.sqlite`)
}

/**
 * Name of a generation built now: its time, unless that is not after every name there is (a clock may go back). The
 * order of names is then always the order in which they were given.
 * @param taken every name given so far
 * @throws AnnuaireError ALIMENTATION_REFUSEE when no name is left
 */
export function generationId(now: Date, taken: readonly string[] = []): string {
  const [day, time] = now.toISOString().split('T') as [string, string]
  const byTime = `${day.replaceAll('-', '')}-${time.slice(0, 8).replaceAll(':', '')}-${time.slice(9, 12)}`
  const last = taken.reduce((one, other) => (one > other ? one : other), '')
  if (byTime > last) return byTime
  const next = String(BigInt(last.replaceAll('-', '')) + 1n).padStart(17, '0')
  if (next.length > 17) {
    throw new AnnuaireError('ALIMENTATION_REFUSEE', `Aucun nom ne suit ${last} : retirez le fichier qui le porte.`)
  }
  return `${next.slice(0, 8)}-${next.slice(8, 14)}-${next.slice(14)}`
}

/** The generation that the pointer names, or null when nothing is published. */
export function published(dataDir: string): { readonly id: string } | null {
  const id = pointedId(dataDir)
  return id !== null && existsSync(generationPath(dataDir, id)) ? { id } : null
}

/** What the pointer says, be it on disk or not; null when there is no pointer, or one that names no generation. */
export function pointedId(dataDir: string): string | null {
  let id: string
  try {
    id = readFileSync(join(dataDir, POINTER), 'utf8').trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  return isGenerationId(id) ? id : null
}

/** Every generation on disk, in the order in which they were built. */
export function generations(dataDir: string): string[] {
  const folder = join(dataDir, 'generations')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .map((name) => FILE.exec(name)?.[1])
    .filter((id) => id !== undefined)
    .sort()
}

/** Replaces what the pointer says, or a file beside it, in one rename. What fails changes nothing. */
export function replaceFile(path: string, text: string): void {
  const draft = `${path}.${process.pid}.tmp`
  try {
    const file = openSync(draft, 'w')
    try {
      writeSync(file, text)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(draft, path)
  } catch (error) {
    removeQuietly(draft)
    throw error
  }
}

function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // Why the file could not be written matters more.
  }
}

/** Where the pointer lies. */
export function pointerPath(dataDir: string): string {
  return join(dataDir, POINTER)
}

/** Makes the names of a folder durable, as a rename asks for on POSIX. */
export function flushFolder(path: string): void {
  const folder = openSync(path, 'r')
  fsyncSync(folder)
  closeSync(folder)
}
