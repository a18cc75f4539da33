import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { generationPath, generations, isGenerationId, pointedId, replaceFile } from './generations.js'

/** Beside the pointer: one line for each publication, in order. */
const FILE = 'publications'
/** Written after a generation that was published and then left by `revenir`. */
const LEFT = 'quittée'
/** Publications remembered: more than there are reports. */
const KEPT = 200

export interface Publication {
  readonly id: string
  /** True once `revenir` has gone back from it. */
  readonly left: boolean
}

/**
 * What was published, in order; the last one that was not left is what the pointer says. The pointer is the truth: a
 * process killed before it wrote this file down has published or gone back all the same.
 */
export function history(dataDir: string): Publication[] {
  return followPointer(written(dataDir) ?? inherited(dataDir), pointedId(dataDir))
}

/** True when this generation is or was published. */
export function wasPublished(dataDir: string, id: string): boolean {
  return history(dataDir).some((one) => one.id === id)
}

/** Published generations that are on disk, those that were left excepted; the last one is what the pointer says. */
export function publishedInOrder(dataDir: string): string[] {
  return history(dataDir)
    .filter(({ id, left }) => !left && statSync(generationPath(dataDir, id), { throwIfNoEntry: false })?.isFile())
    .map(({ id }) => id)
}

/** Writes the history down, in one rename; nothing is written when the file says it already. */
export function saveHistory(dataDir: string): void {
  const lines = history(dataDir)
    .slice(-KEPT)
    .map(({ id, left }) => (left ? `${id} ${LEFT}\n` : `${id}\n`))
  const text = lines.join('')
  if (text !== (read(dataDir) ?? '')) replaceFile(join(dataDir, FILE), text)
}

function followPointer(publications: readonly Publication[], pointed: string | null): Publication[] {
  if (pointed === null) return [...publications]
  const at = publications.findIndex(({ id }) => id === pointed)
  if (at < 0) return [...publications, { id: pointed, left: false }]
  return publications.map(({ id, left }, index) => ({ id, left: index > at || (index < at && left) }))
}

/** @returns null when there is no history, or one that knows no generation of this folder */
function written(dataDir: string): Publication[] | null {
  const text = read(dataDir)
  if (text === null) return null
  const publications = text
    .split('\n')
    .map((line) => line.split(' '))
    .filter(([id]) => isGenerationId(id!))
    .map(([id, mark]) => ({ id: id!, left: mark === LEFT }))
  const onDisk = new Set(generations(dataDir))
  return publications.some(({ id }) => onDisk.has(id)) || pointedId(dataDir) === null ? publications : null
}

/** Folders of older versions have no history: what was built before the published generation was published before it. */
function inherited(dataDir: string): Publication[] {
  const pointed = pointedId(dataDir)
  return generations(dataDir)
    .filter((id) => pointed !== null && id < pointed)
    .map((id) => ({ id, left: false }))
}

function read(dataDir: string): string | null {
  try {
    return readFileSync(join(dataDir, FILE), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
