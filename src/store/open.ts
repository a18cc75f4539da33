import { statSync } from 'node:fs'
import { AnnuaireError } from '../errors.js'
import { type Log, stackOf } from '../log.js'
import { dayInFrance } from '../values/day-in-france.js'
import type { Directory, DirectorySwitch } from './directory.js'
import { stampOf } from './file-stamp.js'
import { columnsPath, generationPath, hiddenPath, published } from './generations.js'
import { HiddenRegister } from './hidden-register.js'
import { readRemembered } from './hidden-rows.js'
import { readAhead } from './read-ahead.js'
import { SqliteDirectory } from './sqlite-directory.js'
import type { MaybePromise } from './steps.js'

/** How often the pointer is looked at, in milliseconds: an import shows within this time. */
const POINTER_MS = 200

/** Files of fewer bytes are read in a moment, whatever the disk. */
const LARGE = 64 * 1024 * 1024
/** Columns, indexes and dictionaries lie behind this share of the files: nothing is searched without them. */
const SEARCHED = 0.6

interface Coming {
  readonly id: string
  readonly isLarge: boolean
  /** Settles when enough is read for it to be served; null once it is. */
  reading: Promise<void> | null
}

interface Open {
  readonly id: string
  readonly directory: SqliteDirectory
}

/**
 * Opens the published generation of a data folder and follows the pointer from then on.
 * @param log gets each switch, and the generations that cannot be opened
 * @param now and `large`, in bytes, for tests of what happens on another day, and to a large generation
 */
export function openDirectorySwitch(
  dataDir: string,
  log: Log,
  now: () => Date = () => new Date(),
  large = LARGE,
): DirectorySwitch {
  return new PointerSwitch(dataDir, log, now, large)
}

/** @throws AnnuaireError INDISPONIBLE when the generation, or the register of hidden addresses, cannot be read */
function openGeneration(dataDir: string, id: string, day: string): SqliteDirectory {
  const paths = {
    path: generationPath(dataDir, id),
    columnsPath: columnsPath(dataDir, id),
    hiddenPath: hiddenPath(dataDir, id),
  }
  const register = HiddenRegister.open(dataDir, { create: false })
  try {
    return new SqliteDirectory(paths, register, day)
  } finally {
    register?.close()
  }
}

/**
 * Reads the published generation once, without what a server does for the next search: nothing is read ahead nor warmed.
 * @throws AnnuaireError INDISPONIBLE when nothing is published or it cannot be read
 */
export async function readPublished<T>(dataDir: string, use: (directory: Directory) => MaybePromise<T>): Promise<T> {
  const id = published(dataDir)?.id
  if (id === undefined) throw nothingPublished()
  let directory: SqliteDirectory
  try {
    directory = openGeneration(dataDir, id, dayInFrance(new Date()))
  } catch (error) {
    throw unreadable(id, error)
  }
  directory.hold()
  try {
    return await use(directory)
  } finally {
    directory.leave()
    directory.close()
  }
}

function nothingPublished(): AnnuaireError {
  return new AnnuaireError('INDISPONIBLE', 'Aucune génération n’est publiée : lancez « annuaire importer ».')
}

function unreadable(id: string, cause: unknown): AnnuaireError {
  if (cause instanceof AnnuaireError) return cause
  return new AnnuaireError('INDISPONIBLE', `La génération ${id} est illisible.`, [], { cause })
}

class PointerSwitch implements DirectorySwitch {
  readonly #dataDir: string
  readonly #log: Log
  #current: Open | null = null
  #lookedAt = Number.NEGATIVE_INFINITY
  #failure: AnnuaireError | null = null
  /** The generation that is read ahead, or was, to be served next. */
  #coming: Coming | null = null
  #isReady = false
  #isClosed = false
  /** Of the file that says what the register hides in the current generation. */
  #hiddenStamp = ''

  readonly #now: () => Date
  readonly #large: number

  constructor(dataDir: string, log: Log, now: () => Date, large: number) {
    this.#dataDir = dataDir
    this.#log = log
    this.#now = now
    this.#large = large
  }

  get ready(): boolean {
    return this.#isReady
  }

  async read<T>(use: (directory: Directory) => MaybePromise<T>): Promise<T> {
    return this.readNow(use)
  }

  readNow<T>(use: (directory: Directory) => MaybePromise<T>): MaybePromise<T> {
    const open = this.#follow()
    // The first generation: each search would wait for the disk, and the next ones behind it.
    if (open instanceof Promise) return open.then(() => this.readNow(use))
    open.directory.hold()
    let used: MaybePromise<T> | undefined
    try {
      used = use(open.directory)
    } finally {
      if (!(used instanceof Promise)) this.#release(open)
    }
    return used instanceof Promise ? used.finally(() => this.#release(open)) : used
  }

  close(): void {
    const open = this.#current
    this.#current = null
    this.#coming = null
    this.#isClosed = true
    if (open?.directory.idle) open.directory.close()
  }

  /** The generation to use now, or when to ask again. One that cannot be opened leaves the one before it in service. */
  #follow(): Open | Promise<void> {
    if (this.#isClosed) throw new AnnuaireError('INDISPONIBLE', 'L’annuaire s’arrête.')
    const now = performance.now()
    if (this.#current === null || now - this.#lookedAt >= POINTER_MS) {
      this.#lookedAt = now
      const pointed = this.#pointed()
      if (pointed !== null && pointed !== this.#current?.id) this.#approach(pointed)
      else this.#coming = null
      this.#hide()
      this.#current?.directory.expire(dayInFrance(this.#now()))
    }
    if (this.#current !== null) return this.#current
    if (this.#coming?.reading) return this.#coming.reading
    throw this.#failure ?? nothingPublished()
  }

  /** A large generation is served once its files are in the system's cache; the first one, once what searches read of them is. */
  #approach(id: string): void {
    if (this.#coming?.id !== id) {
      const paths = filesOf(this.#dataDir, id)
      const coming: Coming = { id, isLarge: sizeOf(paths) >= this.#large, reading: null }
      this.#coming = coming
      if (coming.isLarge) {
        coming.reading = this.#readAhead(
          id,
          1,
          this.#current === null ? SEARCHED : 0,
          () => this.#coming === coming,
        ).then(() => {
          coming.reading = null
          this.#lookedAt = Number.NEGATIVE_INFINITY
        })
      }
    }
    if (this.#coming.reading === null) this.#switch(id)
  }

  /** What cannot be read shows where it is opened. */
  #readAhead(id: string, from: number, to: number, isWanted: () => boolean): Promise<void> {
    return readAhead(filesOf(this.#dataDir, id), from, to, isWanted).catch(() => {})
  }

  /** A pointer that cannot be read, descriptors or the disk being gone, leaves the open generation in service. */
  #pointed(): string | null {
    try {
      return published(this.#dataDir)?.id ?? null
    } catch (error) {
      this.#failure = new AnnuaireError('INDISPONIBLE', 'Le dossier des données est illisible.', [], { cause: error })
      return null
    }
  }

  /** The command that changes the register finds what is to be hidden for the servers, and leaves it beside the generation. */
  #hide(): void {
    if (this.#current === null) return
    const { id, directory } = this.#current
    const path = hiddenPath(this.#dataDir, id)
    try {
      const stamp = stampOf(path)
      if (stamp === this.#hiddenStamp) return
      const found = readRemembered(path)
      if (found !== null) directory.hide(found.rangs, found.edition)
      this.#hiddenStamp = stamp
    } catch (error) {
      this.#log.error({ evenement: 'generation.erreur', generation: id, erreur: stackOf(error) })
    }
  }

  /** A generation in use is not closed, even when only its warming uses it. A failure shows at the first search. */
  async #warm(open: Open, isFirst: boolean): Promise<void> {
    open.directory.hold()
    try {
      if (isFirst) await this.#readAhead(open.id, SEARCHED, 0, () => this.#current === open)
      await open.directory.warm()
    } catch (error) {
      this.#log.error({ evenement: 'generation.erreur', generation: open.id, erreur: stackOf(error) })
    } finally {
      this.#release(open)
      this.#isReady = true
    }
  }

  #release(open: Open): void {
    open.directory.leave()
    if (open !== this.#current && open.directory.idle) open.directory.close()
  }

  #switch(id: string): void {
    let directory: SqliteDirectory
    let stamp: string
    try {
      // Before it is opened: what changes meanwhile is read again.
      stamp = stampOf(hiddenPath(this.#dataDir, id))
      directory = openGeneration(this.#dataDir, id, dayInFrance(this.#now()))
      this.#failure = null
    } catch (error) {
      // Looked at several times a second: logged once.
      if (this.#failure === null) {
        this.#log.error({ evenement: 'generation.illisible', generation: id, erreur: stackOf(error) })
      }
      this.#failure = unreadable(id, error)
      return
    }
    const old = this.#current
    const opened = { id, directory }
    if (old !== null) this.#log.info({ evenement: 'generation.servie', generation: id, avant: old.id })
    this.#current = opened
    this.#hiddenStamp = stamp
    this.#isReady ||= this.#coming?.isLarge === false
    this.#coming = null
    void this.#warm(opened, old === null)
    if (old?.directory.idle) old.directory.close()
  }
}

function filesOf(dataDir: string, id: string): readonly string[] {
  return [columnsPath(dataDir, id), generationPath(dataDir, id)]
}

/** Zero where one is missing. */
function sizeOf(paths: readonly string[]): number {
  return paths.reduce((sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0), 0)
}
