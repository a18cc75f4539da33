import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { AnnuaireError } from '../errors.js'
import { type Log, stackOf } from '../log.js'
import { type Extraction, fileName } from './extraction.js'
import type { ExtractionOrder } from './extraction-thread.js'
import type { ExtractionKind } from './kinds.js'

const THREAD = new URL('./extraction-thread.js', import.meta.url)
/** Memory of the thread that makes a file, in MiB: it holds a page of records and one member. */
const THREAD_HEAP = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 16 }

/** A file that is being made, or waits for its turn. */
interface Making {
  readonly done: Promise<void>
}

/**
 * The whole files, made when they are first asked for, one at a time in a thread of their own, and kept beside the generations as
 * long as these are published. Files of an edition that is no longer served are deleted when another one is made.
 */
export class ExtractionFiles {
  readonly #dataDir: string
  readonly #folder: string
  readonly #log: Log
  readonly #making = new Map<string, Making>()
  /** Ready ones, by their path. */
  readonly #ready = new Map<string, Extraction>()
  #last: Promise<void> = Promise.resolve()
  #worker: Worker | null = null
  #closed = false

  constructor(dataDir: string, log: Log) {
    this.#dataDir = dataDir
    this.#folder = join(dataDir, 'extractions')
    this.#log = log
  }

  /** The file of that edition when it is ready. */
  find(kind: ExtractionKind, edition: string): Extraction | null {
    const path = this.path(kind, edition)
    const known = this.#ready.get(path)
    if (known !== undefined) return known
    try {
      const found = JSON.parse(readFileSync(`${path}.json`, 'utf8')) as Extraction
      this.#ready.set(path, found)
      return found
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
      throw new AnnuaireError('INDISPONIBLE', 'Le fichier ne peut pas être lu pour le moment.', [], { cause: error })
    }
  }

  /** Where the packed file of an edition is, or will be. */
  path(kind: ExtractionKind, edition: string): string {
    return join(this.#folder, folderOf(edition), `${fileName(kind)}.gz`)
  }

  /**
   * Has the file made, unless it is on its way already.
   * @returns what settles when it was tried: `find` says whether the file is there
   */
  make(kind: ExtractionKind, edition: string): Promise<void> {
    const path = this.path(kind, edition)
    const known = this.#making.get(path)
    if (known !== undefined) return known.done
    const order = { dataDir: this.#dataDir, kind, edition, path, aboutPath: `${path}.json` }
    const done = this.#last.then(() => this.#run(order)).finally(() => this.#making.delete(path))
    this.#last = done
    this.#making.set(path, { done })
    return done
  }

  /**
   * Has the files that were made of another edition made again of this one, so that whoever asks for them next need not wait.
   * @param sources that publish something
   */
  remake(edition: string, sources: readonly string[]): void {
    const wanted = this.#madeOfOthers(edition).filter(
      (kind) => sources.includes(kind.source) && this.find(kind, edition) === null,
    )
    for (const kind of wanted) void this.make(kind, edition)
  }

  close(): void {
    this.#closed = true
    void this.#worker?.terminate()
  }

  /** What cannot be read is made when somebody asks for it. */
  #madeOfOthers(edition: string): readonly ExtractionKind[] {
    const found = new Map<string, ExtractionKind>()
    try {
      for (const folder of readdirSync(this.#folder).filter((name) => name !== folderOf(edition))) {
        for (const name of readdirSync(join(this.#folder, folder)).filter((one) => one.endsWith('.json'))) {
          const about = JSON.parse(readFileSync(join(this.#folder, folder, name), 'utf8')) as Extraction
          found.set(name, { object: about.object, format: about.format, source: about.source })
        }
      }
    } catch {
      return []
    }
    return [...found.values()]
  }

  async #run(order: ExtractionOrder): Promise<void> {
    if (this.#closed) return
    const started = performance.now()
    const { object, format, source } = order.kind
    try {
      this.#sweep(order.edition)
      const isMade = await this.#thread(order)
      if (!isMade) return
      const ms = Math.round(performance.now() - started)
      this.#log.info({ evenement: 'extraction.faite', objet: object, format, source, ms })
    } catch (error) {
      if (!this.#closed)
        this.#log.error({ evenement: 'extraction.erreur', objet: object, format, erreur: stackOf(error) })
    }
  }

  #thread(order: ExtractionOrder): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const worker = new Worker(THREAD, { workerData: order, resourceLimits: THREAD_HEAP })
      this.#worker = worker
      let isMade = false
      worker.on('message', (told: boolean) => {
        isMade = told
      })
      worker.on('error', reject)
      worker.on('exit', () => {
        this.#worker = null
        resolve(isMade)
      })
    })
  }

  /** Who is reading one of those that go has it open, and reads it to its end. */
  #sweep(edition: string): void {
    let folders: string[]
    try {
      folders = readdirSync(this.#folder)
    } catch {
      return
    }
    for (const folder of folders) {
      if (folder === folderOf(edition)) continue
      rmSync(join(this.#folder, folder), { recursive: true, force: true })
      for (const path of this.#ready.keys()) if (path.includes(`/${folder}/`)) this.#ready.delete(path)
    }
  }
}

/** The folder of the files of an edition. */
export function folderOf(edition: string): string {
  return edition.replace(/[^\w.-]/g, '_')
}
