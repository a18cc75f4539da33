import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { flushFolder, replaceFile } from '../store/generations.js'
import type { Places } from './places.js'
import { closeReceipt, filesIn, type Receipt } from './receipts.js'
import { linkOrCopy } from './take.js'

/** What a refusal adds to the name of the file. */
const REASON = '.raison.txt'

/**
 * A deposit that is published goes into the archive, and becomes the file of its source. Killed at any step it is done again
 * from the beginning, since its receipt goes last.
 * @param replaced names of the source's current files whose place it takes
 */
export function accept(places: Places, receipt: Receipt, replaced: readonly string[], kept: number): void {
  const { source, id, name, path } = receipt
  const archive = join(places.archives, source)
  mkdirSync(archive, { recursive: true })
  linkOrCopy(path, join(archive, `${id}-${name}`))
  flushFolder(archive)
  const current = join(places.current, source)
  mkdirSync(current, { recursive: true })
  for (const old of replaced.filter((one) => one !== name)) rmSync(join(current, old), { force: true })
  renameSync(path, join(current, name))
  flushFolder(current)
  closeReceipt(receipt)
  prune(archive, kept)
}

/** A deposit that is refused is set aside, with the reason beside it. */
export function setAside(places: Places, receipt: Receipt, reason: string, kept: number): void {
  const { source, id, name, path } = receipt
  const folder = join(places.refused, source)
  mkdirSync(folder, { recursive: true })
  const to = join(folder, `${id}-${name}`)
  replaceFile(to + REASON, `${reason.replaceAll(path, name)}\n`)
  renameSync(path, to)
  flushFolder(folder)
  closeReceipt(receipt)
  prune(folder, kept)
}

/** The oldest go, and their reasons with them. */
function prune(folder: string, kept: number): void {
  const files = filesIn(folder).filter(({ name }) => !name.endsWith(REASON))
  for (const { path } of files.slice(0, -kept)) {
    rmSync(path, { force: true })
    rmSync(path + REASON, { force: true })
  }
}
