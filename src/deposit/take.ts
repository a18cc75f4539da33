import {
  closeSync,
  constants,
  copyFileSync,
  fstatSync,
  fsyncSync,
  futimesSync,
  linkSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { flushFolder } from '../store/generations.js'
import { confirmationOf, type LeftThere, type Seen, stampOf, statusOf } from './look.js'
import type { Places } from './places.js'
import { draftFolder, filesIn, keepReceipt, nextReceipt, type Receipt } from './receipts.js'

/** Bytes of a deposit: twice the largest national archive unpacked. */
const MOST_BYTES = 4 * 1024 ** 3
const CHUNK = 1 << 20
/** A deposit on its way out of the folder: nobody can put another in its place between the last look and its end. */
const LEAVING = '.releve-'
const CHANGED = 'il a changé pendant sa lecture : il sera repris'

/**
 * Takes a deposit: a private copy, flushed, and only then the deposit goes. Its date stays, which may be the date of its data.
 * Killed at any moment it leaves the deposit, its copy, or both: the same content counts once.
 * @returns the copy, or why there is none
 * @throws Error what the disk refuses; the deposit stays
 */
export function take(places: Places, seen: Seen, now: Date): Receipt | LeftThere {
  const left = (reason: string): LeftThere => ({ source: seen.source, name: seen.name, reason })
  if (seen.bytes > MOST_BYTES) return left(`il est trop grand (${MOST_BYTES / 1024 ** 3} Gio au plus)`)
  const id = nextReceipt(places, now)
  const draft = draftFolder(places, seen.source, id)
  mkdirSync(draft, { recursive: true })
  try {
    if (!copied(seen, join(draft, seen.name))) {
      rmSync(draft, { recursive: true, force: true })
      return left(CHANGED)
    }
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    throw error
  }
  flushFolder(draft)
  const receipt = keepReceipt(places, seen.source, id, seen.name)
  removeDeposit(seen)
  return receipt
}

/** @returns false when the deposit was not the same from the first look at it to the last byte */
function copied({ path, stamp, bytes }: Seen, to: string): boolean {
  let from: number
  try {
    // Opening a link fails, and opening a pipe does not wait.
    from = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  } catch (error) {
    if (['ENOENT', 'ELOOP', 'ENXIO'].includes((error as NodeJS.ErrnoException).code ?? '')) return false
    throw error
  }
  try {
    if (stampOf(fstatSync(from, { bigint: true })) !== stamp) return false
    const file = openSync(to, 'wx')
    try {
      if (copyBytes(from, file) !== bytes) return false
      const { atime, mtime } = fstatSync(from)
      futimesSync(file, atime, mtime)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    const named = statusOf(path)
    return stampOf(fstatSync(from, { bigint: true })) === stamp && named !== null && stampOf(named) === stamp
  } finally {
    closeSync(from)
  }
}

/** @returns the bytes copied */
function copyBytes(from: number, to: number): number {
  const chunk = Buffer.allocUnsafe(CHUNK)
  let copied = 0
  for (let read = readSync(from, chunk); read > 0; read = readSync(from, chunk)) {
    for (let at = 0; at < read; ) at += writeSync(to, chunk, at, read - at)
    copied += read
    if (copied > MOST_BYTES) return copied
  }
  return copied
}

/** What was put in its place meanwhile stays. A folder in which nothing may be removed is no reason to lose the copy. */
function removeDeposit({ name, path, stamp }: Seen): void {
  const leaving = join(dirname(path), LEAVING + name)
  try {
    // First, or it would stay alone; a deposit without one is taken all the same.
    rmSync(confirmationOf(path), { force: true })
    renameSync(path, leaving)
    if (sameFile(leaving, stamp)) rmSync(leaving)
    else putBack(leaving, path)
  } catch {
    // It will be taken again, and found to be the same.
  }
}

/** Its name has changed, and with it the time of its last change (the last part of a stamp). */
function sameFile(path: string, stamp: string): boolean {
  const found = statusOf(path)
  return found !== null && stampOf(found).split(' ').slice(0, -1).join(' ') === stamp.split(' ').slice(0, -1).join(' ')
}

/** Unless yet another one has come, which then counts. */
function putBack(leaving: string, path: string): void {
  linkSync(leaving, path)
  rmSync(leaving)
}

/** What a killed run was about to remove is taken again, and found to be the same. */
export function putBackLeaving(folder: string): void {
  for (const { name, path } of filesIn(folder).filter((one) => one.name.startsWith(LEAVING))) {
    try {
      putBack(path, join(folder, name.slice(LEAVING.length)))
    } catch {
      // Another deposit of that name has come, or the folder is not ours to change.
    }
  }
}

/**
 * Takes a file that we keep ourselves, and that is only ever replaced by a rename (`annuaire telecharger`): it stays where it is.
 */
export function takeOwn(places: Places, source: string, file: { name: string; path: string }, now: Date): Receipt {
  const id = nextReceipt(places, now)
  const draft = draftFolder(places, source, id)
  mkdirSync(draft, { recursive: true })
  linkOrCopy(file.path, join(draft, file.name))
  flushFolder(draft)
  return keepReceipt(places, source, id, file.name)
}

/** A second name for a file, which takes no room; a copy where the disk has no such thing. One that is there stays. */
export function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return
    if (!['EXDEV', 'EPERM', 'EMLINK', 'ENOTSUP', 'ENOSYS'].includes(code ?? '')) throw error
    const draft = `${to}.part`
    copyFileSync(from, draft)
    const { atime, mtime } = statSync(from)
    utimesSync(draft, atime, mtime)
    renameSync(draft, to)
  }
}
