import { randomBytes } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { AnnuaireError } from '../errors.js'

const account = z.object({
  /** Salt and scrypt hash of the password, in base64. */
  sel: z.base64(),
  empreinte: z.base64(),
  /** Parameters of scrypt, so that they can be raised without breaking older accounts. */
  n: z
    .int()
    .min(2)
    .max(2 ** 20),
  r: z.int().min(1).max(32),
  p: z.int().min(1).max(16),
  /** Regional sources that the account may read. */
  sources: z.array(z.string()),
})
const content = z.object({ version: z.literal(1), comptes: z.record(z.string(), account) })

export type StoredAccount = z.infer<typeof account>
export type Accounts = ReadonlyMap<string, StoredAccount>

export function accountPath(dataDir: string): string {
  return join(dataDir, 'comptes.json')
}

/** Tells one state of the file from another; '' when there is no file. */
export async function accountVersion(path: string): Promise<string> {
  try {
    const { mtimeMs, size, ino } = await stat(path)
    return `${mtimeMs}:${size}:${ino}`
  } catch (error) {
    if (isMissing(error)) return ''
    throw unreadable(path, error)
  }
}

/** The same at once. */
export function accountVersionNow(path: string): string {
  try {
    const { mtimeMs, size, ino } = statSync(path)
    return `${mtimeMs}:${size}:${ino}`
  } catch (error) {
    if (isMissing(error)) return ''
    throw unreadable(path, error)
  }
}

/** `readAccounts` at once. */
export function readAccountsNow(path: string): Accounts {
  return new Map(Object.entries(content.parse(JSON.parse(readFileSync(path, 'utf8'))).comptes))
}

/**
 * @returns no account when there is no file
 * @throws AnnuaireError INDISPONIBLE when the file cannot be read or is damaged
 */
export async function readAccounts(path: string): Promise<Accounts> {
  try {
    return new Map(Object.entries(content.parse(JSON.parse(await readFile(path, 'utf8'))).comptes))
  } catch (error) {
    if (isMissing(error)) return new Map()
    throw unreadable(path, error)
  }
}

/** Replaces the file in one step, readable by its owner alone: a reader sees the old file or the new one. */
export async function writeAccounts(path: string, accounts: Accounts): Promise<void> {
  const sorted = [...accounts].sort(([one], [other]) => (one < other ? -1 : 1))
  const text = JSON.stringify({ version: 1, comptes: Object.fromEntries(sorted) }, null, 2)
  const temporary = `${path}.${randomBytes(6).toString('hex')}`
  await mkdir(dirname(path), { recursive: true })
  try {
    const file = await open(temporary, 'wx', 0o600)
    try {
      await file.writeFile(`${text}\n`)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

function unreadable(path: string, cause: unknown): AnnuaireError {
  return new AnnuaireError('INDISPONIBLE', `Le fichier des comptes ${path} est illisible ou abîmé.`, [], { cause })
}
