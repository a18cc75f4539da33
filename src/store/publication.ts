import { rmSync } from 'node:fs'
import { AnnuaireError } from '../errors.js'
import {
  columnsPath,
  flushFolder,
  generationPath,
  generations,
  hiddenPath,
  pointerPath,
  published,
  replaceFile,
} from './generations.js'
import { publishedInOrder, saveHistory } from './history.js'

/** Generations kept on disk: the published one and the two published before it. */
const KEPT = 3

/**
 * Publishes a generation whose files are complete and flushed: the pointer is replaced in one rename, then the oldest
 * generations go.
 * @returns what could not be done once it was published, in French
 * @throws Error when the pointer could not be replaced: nothing is published then
 */
export function publish(dataDir: string, id: string): string[] {
  return [...point(dataDir, id), ...prune(dataDir)]
}

/**
 * Points back to the generation published before the published one.
 * @param prepare is called with that generation before the pointer moves
 * @throws AnnuaireError INTROUVABLE when there is none, INDISPONIBLE when the pointer cannot be replaced
 */
export function revertGeneration(
  dataDir: string,
  prepare: (id: string) => void,
): {
  readonly id: string
  readonly previous: string
  /** What could not be done once the pointer had moved, in French. */
  readonly warnings: readonly string[]
} {
  const current = published(dataDir)
  if (current === null) throw new AnnuaireError('INTROUVABLE', 'Aucune génération n’est publiée : rien à quoi revenir.')
  const id = publishedInOrder(dataDir).at(-2)
  if (id === undefined) {
    throw new AnnuaireError('INTROUVABLE', `Aucune génération plus ancienne que ${current.id} n’est conservée.`)
  }
  let warnings: string[]
  prepare(id)
  try {
    warnings = point(dataDir, id)
  } catch (cause) {
    const message = `Le dossier des données n’a pas pu être modifié (${codeOf(cause)}) : ${current.id} reste publiée.`
    throw new AnnuaireError('INDISPONIBLE', message, [], { cause })
  }
  return { id, previous: current.id, warnings }
}

/** What was done before this is written down first, so that the history forgets nothing of what the pointer has said. */
function point(dataDir: string, id: string): string[] {
  saveHistory(dataDir)
  replaceFile(pointerPath(dataDir), `${id}\n`)
  const what = 'L’historique des publications n’a pas pu être mis à jour'
  return attempt(what, () => {
    saveHistory(dataDir)
    flushFolder(dataDir)
  })
}

/** Removes the generations that nobody can go back to. One that cannot be removed is no reason to fail. */
function prune(dataDir: string): string[] {
  const warnings: string[] = []
  let old: string[] = []
  warnings.push(
    ...attempt('Les anciennes générations n’ont pas pu être cherchées', () => {
      const kept = new Set(publishedInOrder(dataDir).slice(-KEPT))
      old = generations(dataDir).filter((id) => !kept.has(id))
    }),
  )
  for (const id of old) {
    warnings.push(
      ...attempt(`L’ancienne génération ${id} n’a pas pu être supprimée`, () => {
        rmSync(generationPath(dataDir, id))
        rmSync(columnsPath(dataDir, id), { force: true })
        rmSync(hiddenPath(dataDir, id), { force: true })
      }),
    )
  }
  return warnings
}

function attempt(what: string, act: () => void): string[] {
  try {
    act()
    return []
  } catch (error) {
    return [`${what} (${codeOf(error)}).`]
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error)
}
