import { lstatSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { flushFolder, generationId, isGenerationId } from '../store/generations.js'
import type { Places } from './places.js'

/** A private copy of a deposit, of which nothing has become yet. */
export interface Receipt {
  readonly source: string
  /** Moment at which it was taken: AAAAMMJJ-hhmmss-mmm, UTC. No two have the same. */
  readonly id: string
  readonly name: string
  readonly path: string
}

/** A copy that is being made is in a folder whose name starts so. */
const DRAFT = '.'

/** Every receipt, in the order in which they were taken. */
export function receipts({ reception }: Places): Receipt[] {
  return foldersIn(reception)
    .flatMap((source) =>
      foldersIn(join(reception, source))
        .filter(isGenerationId)
        .flatMap((id) => filesIn(join(reception, source, id)).map(({ name, path }) => ({ source, id, name, path }))),
    )
    .sort((one, other) => (one.id < other.id ? -1 : 1))
}

/** Removes what a killed run left: copies that were not whole, folders whose file has found its place. */
export function removeUnfinished({ reception }: Places): void {
  for (const source of foldersIn(reception)) {
    for (const id of foldersIn(join(reception, source))) {
      const folder = join(reception, source, id)
      if (id.startsWith(DRAFT)) rmSync(folder, { recursive: true, force: true })
      else if (filesIn(folder).length === 0) rmdirSync(folder)
    }
  }
}

/** A name for the next receipt, later than all those that there are. */
export function nextReceipt(places: Places, now: Date): string {
  return generationId(
    now,
    receipts(places).map(({ id }) => id),
  )
}

/** Where a copy is made, before it becomes a receipt. */
export function draftFolder({ reception }: Places, source: string, id: string): string {
  return join(reception, source, DRAFT + id)
}

/** Makes a receipt of a copy that is whole and flushed. */
export function keepReceipt(places: Places, source: string, id: string, name: string): Receipt {
  const folder = join(places.reception, source, id)
  renameSync(draftFolder(places, source, id), folder)
  flushFolder(dirname(folder))
  return { source, id, name, path: join(folder, name) }
}

/** Once the file has found its place. */
export function closeReceipt({ path }: Receipt): void {
  rmdirSync(dirname(path))
}

/** Of a copy that was taken twice: a run was killed before the deposit had gone. */
export function removeReceipt(receipt: Receipt): void {
  rmSync(receipt.path)
  closeReceipt(receipt)
}

/** Ordinary files of a folder, in the order of their names; none when there is no such folder. */
export function filesIn(folder: string): { readonly name: string; readonly path: string }[] {
  return namesIn(folder)
    .map((name) => ({ name, path: join(folder, name) }))
    .filter(({ path }) => lstatSync(path).isFile())
}

export function foldersIn(folder: string): string[] {
  return namesIn(folder).filter((name) => lstatSync(join(folder, name)).isDirectory())
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
