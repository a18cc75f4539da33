import { createHash } from 'node:crypto'
import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.js'
import { sha256Of } from '../download/content.js'
import type { Log } from '../log.js'
import { flushFolder } from '../store/generations.js'
import { published, readPublished } from '../store/index.js'
import { faultSentence } from '../system-fault.js'
import { directoryLines } from './directory-lines.js'
import { filesIn, foldersIn } from './receipts.js'

/**
 * Writes what each region publishes as a CSV in a folder of its own (seed 002: « fichier .csv accessible depuis un serveur de
 * dépôt »). A file gets its name when it is whole; one that would be the same is left as it is; that of a source which
 * publishes nothing any more goes. Whoever may read the folder may read the files.
 * @returns what could not be done, in French: what is published stays published
 */
export async function publishDirectories({ dataDir, deposit }: Config, log: Log): Promise<readonly string[]> {
  const root = deposit.published
  if (root === null || published(dataDir) === null) return []
  try {
    await readPublished(dataDir, async (directory) => {
      const { sources } = directory.generation
      const written: string[] = []
      for (const source of sources) {
        const lines = directoryLines(directory, source)
        if (await replaceDirectory(folderFor(root, source), fileName(source), lines)) written.push(source)
      }
      const gone = foldersIn(root).filter((source) => !sources.includes(source) && removeDirectory(root, source))
      if (written.length + gone.length > 0) log.info({ evenement: 'annuaires.ecrits', sources: written, retires: gone })
    })
    return []
  } catch (error) {
    const sentence = faultSentence(error) ?? (error instanceof Error ? error.message : String(error))
    return [`Les annuaires régionaux n’ont pas pu être écrits dans ${root} (ANNUAIRE_PUBLIE) : ${sentence}`]
  }
}

function fileName(source: string): string {
  return `annuaire-${source}.csv`
}

/** Folders are made one by one: there are places where node makes a whole path in vain for ever (/proc). */
function folderFor(root: string, source: string): string {
  makeFolder(root, null)
  const folder = join(root, source)
  makeFolder(folder, root)
  return folder
}

/** @param like a folder whose rights it gets, when it is made */
function makeFolder(path: string, like: string | null): void {
  try {
    mkdirSync(path)
    if (like !== null) chmodSync(path, statSync(like).mode & 0o7777)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

/** @returns whether the file was not the same already */
async function replaceDirectory(folder: string, name: string, lines: AsyncIterable<string>): Promise<boolean> {
  const path = join(folder, name)
  const draft = `${path}.part`
  try {
    const hash = createHash('sha256')
    // A link that somebody has put there is not written through.
    rmSync(draft, { force: true })
    const file = openSync(draft, 'wx')
    try {
      for await (const text of lines) {
        const bytes = Buffer.from(text)
        hash.update(bytes)
        for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
      }
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    const isThere = filesIn(folder).some((one) => one.name === name)
    if (isThere && (await sha256Of(path)) === hash.digest('hex')) {
      rmSync(draft)
      return false
    }
    chmodSync(draft, statSync(folder).mode & 0o666)
    renameSync(draft, path)
    flushFolder(folder)
    return true
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
}

/** Only what we have written: anything else in the folder is somebody's. @returns whether there was something */
function removeDirectory(root: string, source: string): boolean {
  const ours = filesIn(join(root, source)).filter(({ name }) => name.replace(/\.part$/, '') === fileName(source))
  for (const { path } of ours) rmSync(path, { force: true })
  return ours.length > 0
}
