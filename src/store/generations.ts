import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { AnnuaireError } from '../errors.js'

/** Generations kept on disk: the published one and the two before it. */
const KEPT = 3
const POINTER = 'generation-courante'
const FILE = /^(\d{8}-\d{6}-\d{3})\.sqlite$/

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

/** Name of a generation built now: it sorts by time. */
export function generationId(now: Date): string {
  const [day, time] = now.toISOString().split('T') as [string, string]
  return `${day.replaceAll('-', '')}-${time.slice(0, 8).replaceAll(':', '')}-${time.slice(9, 12)}`
}

/** The generation that the pointer names, or null when nothing is published. */
export function published(dataDir: string): { readonly id: string } | null {
  let id: string
  try {
    id = readFileSync(join(dataDir, POINTER), 'utf8').trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  return FILE.test(`${id}.sqlite`) && existsSync(generationPath(dataDir, id)) ? { id } : null
}

/** Every generation on disk, oldest first. */
export function generations(dataDir: string): string[] {
  const folder = join(dataDir, 'generations')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .map((name) => FILE.exec(name)?.[1])
    .filter((id) => id !== undefined)
    .sort()
}

/**
 * Publishes a generation whose files are complete and flushed: the pointer is replaced in one rename, then the oldest
 * generations go.
 */
export function publish(dataDir: string, id: string): void {
  point(dataDir, id)
  for (const old of generations(dataDir).slice(0, -KEPT)) {
    if (old === id) continue
    rmSync(generationPath(dataDir, old))
    rmSync(columnsPath(dataDir, old), { force: true })
    rmSync(hiddenPath(dataDir, old), { force: true })
  }
}

/**
 * Points back to the generation before the published one.
 * @throws AnnuaireError INTROUVABLE when there is none
 */
export function revertGeneration(dataDir: string): { readonly id: string; readonly previous: string } {
  const current = published(dataDir)
  if (current === null) throw new AnnuaireError('INTROUVABLE', 'Aucune génération n’est publiée : rien à quoi revenir.')
  const id = generations(dataDir).findLast((candidate) => candidate < current.id)
  if (id === undefined) {
    throw new AnnuaireError('INTROUVABLE', `Aucune génération plus ancienne que ${current.id} n’est conservée.`)
  }
  point(dataDir, id)
  return { id, previous: current.id }
}

function point(dataDir: string, id: string): void {
  mkdirSync(dataDir, { recursive: true })
  const draft = join(dataDir, `${POINTER}.${process.pid}.tmp`)
  const file = openSync(draft, 'w')
  writeSync(file, `${id}\n`)
  fsyncSync(file)
  closeSync(file)
  renameSync(draft, join(dataDir, POINTER))
  flushFolder(dataDir)
}

/** Makes the names of a folder durable, as a rename asks for on POSIX. */
export function flushFolder(path: string): void {
  const folder = openSync(path, 'r')
  fsyncSync(folder)
  closeSync(folder)
}
