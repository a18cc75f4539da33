import { readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { AnnuaireError } from '../errors.js'
import { lockFile } from './lock-file.js'
import { FORMER_ROLE, ROLES, type Role } from './role.js'
import { isMissing, replaceFile } from './secret-file.js'

/** What one hash may take at most: the parameters come from a file. */
const MOST_BYTES = 2 ** 28

const account = z
  .object({
    /** Salt and scrypt hash of the password, in base64. */
    sel: z.base64(),
    empreinte: z.base64(),
    /** Parameters of scrypt, so that they can be raised without breaking older accounts. */
    n: z
      .int()
      .min(2)
      .max(2 ** 20)
      .refine((n) => Number.isInteger(Math.log2(n))),
    r: z.int().min(1).max(32),
    p: z.int().min(1).max(16),
    /** Regional sources that the account may read. */
    sources: z.array(z.string()),
    /** What the account does with them; absent from accounts made before there were roles. */
    role: z.enum(ROLES).optional(),
    /** Differs after each change of the password, the role or the sources, and not when the same password is hashed anew. */
    revision: z.string().optional(),
  })
  .refine(({ n, r }) => 128 * n * r <= MOST_BYTES)
const content = z.object({ version: z.literal(1), comptes: z.record(z.string(), account) })

export type StoredAccount = z.infer<typeof account>
export type Accounts = ReadonlyMap<string, StoredAccount>

export function accountPath(dataDir: string): string {
  return join(dataDir, 'comptes.json')
}

export function roleOf({ role }: StoredAccount): Role {
  return role ?? FORMER_ROLE
}

/** Tells one state of an account from another. */
export function revisionOf({ revision, sel, sources, role }: StoredAccount): string {
  return JSON.stringify([revision ?? sel, sources, role])
}

/**
 * @returns no account when there is no file
 * @throws AnnuaireError INDISPONIBLE when the file cannot be read or is damaged
 */
export function readAccounts(path: string): Accounts {
  try {
    return new Map(Object.entries(content.parse(JSON.parse(readFileSync(path, 'utf8'))).comptes))
  } catch (error) {
    if (isMissing(error)) return new Map()
    throw unreadable(path, error)
  }
}

/**
 * Changes the accounts, one writer at a time.
 * @param change changes the list in place, and returns false to leave the file as it is
 * @returns what `change` returned
 * @throws AnnuaireError INDISPONIBLE when the file is damaged, or another command holds it
 */
export async function changeAccounts(
  path: string,
  change: (accounts: Map<string, StoredAccount>) => boolean,
): Promise<boolean> {
  await mkdir(dirname(path), { recursive: true })
  const unlock = await lockFile(`${path}.verrou`)
  try {
    const accounts = new Map(readAccounts(path))
    if (!change(accounts)) return false
    await writeAccounts(path, accounts)
    return true
  } finally {
    await unlock()
  }
}

async function writeAccounts(path: string, accounts: Accounts): Promise<void> {
  const sorted = [...accounts].sort(([one], [other]) => (one < other ? -1 : 1))
  await replaceFile(path, { version: 1, comptes: Object.fromEntries(sorted) })
}

function unreadable(path: string, cause: unknown): AnnuaireError {
  const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : ''
  return new AnnuaireError('INDISPONIBLE', `Le fichier des comptes ${path} est illisible ou abîmé${code}.`, [], {
    cause,
  })
}
