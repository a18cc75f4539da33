import { readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { AnnuaireError } from '../errors.js'
import { lockFile } from './lock-file.js'
import { RIGHTS } from './right.js'
import { isMissing, replaceFile } from './secret-file.js'

const key = z.object({
  nom: z.string(),
  /** SHA-256 of the whole key, in base64url. */
  empreinte: z.base64url().length(43),
  /** Regional sources that the key opens. */
  sources: z.array(z.string()),
  droits: z.array(z.enum(RIGHTS)),
  /** FINESS or SIRET of the only establishment whose report it opens. */
  etablissement: z.string().optional(),
  creee: z.iso.datetime(),
  /** Last day on which it opens anything. */
  expire: z.iso.date().nullable(),
})
const content = z.object({ version: z.literal(1), cles: z.record(z.string(), key) })
const uses = z.record(z.string(), z.iso.datetime())

export type StoredKey = z.infer<typeof key>
/** By the public part of the key. */
export type Keys = ReadonlyMap<string, StoredKey>
/** When each key was last used, to the minute. */
export type KeyUses = ReadonlyMap<string, string>

export function keyPath(dataDir: string): string {
  return join(dataDir, 'cles.json')
}

/**
 * @returns no key when there is no file
 * @throws AnnuaireError INDISPONIBLE when the file cannot be read or is damaged
 */
export function readKeys(path: string): Keys {
  try {
    return new Map(Object.entries(content.parse(JSON.parse(readFileSync(path, 'utf8'))).cles))
  } catch (error) {
    if (isMissing(error)) return new Map()
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''
    const message = `Le fichier des clés ${path} est illisible ou abîmé${code}.`
    throw new AnnuaireError('INDISPONIBLE', message, [], { cause: error })
  }
}

/**
 * Changes the keys, one writer at a time.
 * @param change changes the list in place; what it throws leaves the file as it is
 * @throws AnnuaireError INDISPONIBLE when the file is damaged, or another command holds it
 */
export async function changeKeys<T>(dataDir: string, change: (keys: Map<string, StoredKey>) => T): Promise<T> {
  const path = keyPath(dataDir)
  await mkdir(dirname(path), { recursive: true })
  const unlock = await lockFile(`${path}.verrou`)
  try {
    const keys = new Map(readKeys(path))
    const result = change(keys)
    await replaceFile(path, { version: 1, cles: Object.fromEntries(keys) })
    return result
  } finally {
    await unlock()
  }
}

/** A file of its own: what the server notes must not race with what a command changes. None when it is damaged. */
export function readUses(dataDir: string): KeyUses {
  try {
    return new Map(Object.entries(uses.parse(JSON.parse(readFileSync(usePath(dataDir), 'utf8')))))
  } catch {
    return new Map()
  }
}

/** Adds uses to those of other servers; keys that are no more are left out. */
export async function writeUses(dataDir: string, added: KeyUses): Promise<void> {
  const all = new Map([...readUses(dataDir), ...added])
  const known = readKeys(keyPath(dataDir))
  await replaceFile(usePath(dataDir), Object.fromEntries([...all].filter(([id]) => known.has(id))))
}

function usePath(dataDir: string): string {
  return join(dataDir, 'cles-usages.json')
}
