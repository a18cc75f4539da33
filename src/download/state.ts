import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { DOWNLOAD_STATE } from '../feed/find-in-folder.js'
import { replaceFile } from '../store/generations.js'

const MOST_BYTES = 1024 * 1024

const EDITION = z.object({
  etag: z.string().nullable(),
  modified: z.string().nullable(),
  bytes: z.number().nullable(),
  name: z.string().nullable(),
})

const KEPT = z.object({
  nom: z.string().regex(/^[^/\\]+$/),
  octets: z.number(),
  sha256: z.string(),
  recuLe: z.string(),
  edition: EDITION,
})

const STATE = z.object({
  version: z.literal(1),
  fichiers: z.record(z.string(), z.object({ complet: KEPT.nullable(), partiel: EDITION.nullable() })),
})

type Entry = z.infer<typeof STATE>['fichiers'][string]
export type Kept = z.infer<typeof KEPT>

const NOTHING: Entry = { complet: null, partiel: null }

/** What the folder of downloads holds, by address, in a small file beside. One that cannot be read is as none. */
export class DownloadState {
  readonly #path: string
  readonly #files: Map<string, Entry>

  constructor(folder: string) {
    this.#path = join(folder, DOWNLOAD_STATE)
    this.#files = new Map(Object.entries(readState(this.#path)))
  }

  of(address: string): Readonly<Entry> {
    return this.#files.get(address) ?? NOTHING
  }

  /** The address whose file has that name; null when none has. */
  ownerOf(name: string): string | null {
    const found = [...this.#files].find(([, { complet }]) => complet?.nom.toLowerCase() === name.toLowerCase())
    return found?.[0] ?? null
  }

  /** Writes what is known of an address from now on. */
  set(address: string, change: Partial<Entry>): void {
    this.#files.set(address, { ...this.of(address), ...change })
    const state: z.infer<typeof STATE> = { version: 1, fichiers: Object.fromEntries(this.#files) }
    replaceFile(this.#path, `${JSON.stringify(state, null, 2)}\n`)
  }
}

function readState(path: string): z.infer<typeof STATE>['fichiers'] {
  if (!existsSync(path) || statSync(path).size > MOST_BYTES) return {}
  try {
    return STATE.parse(JSON.parse(readFileSync(path, 'utf8'))).fichiers
  } catch {
    return {}
  }
}
