import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { StoredAccount } from './account-file.js'

const HASH_BYTES = 32
/**
 * OWASP's Password Storage Cheat EntryWriter gives five settings of scrypt that cost an attacker as much; this is the one of
 * 16 MiB for each password tried (the first of the list takes 128), about 80 to 200 ms.
 */
const COST: Cost = { n: 2 ** 14, r: 8, p: 5 }

type Cost = Pick<StoredAccount, 'n' | 'r' | 'p'>
type Hash = Pick<StoredAccount, 'sel' | 'empreinte'> & Cost

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt)

async function hash(password: string, salt: Buffer, { n, r, p }: Cost): Promise<Buffer> {
  // The same password typed on two systems may come composed or not.
  return derive(password.normalize('NFC'), salt, HASH_BYTES, { N: n, r, p, maxmem: 256 * n * r })
}

export async function hashPassword(password: string): Promise<Hash> {
  const salt = randomBytes(16)
  const hashed = await hash(password, salt, COST)
  return { sel: salt.toString('base64'), empreinte: hashed.toString('base64'), ...COST }
}

/** Whether a hash was made when less was thought enough. */
export function isOutdated({ n, r, p }: Cost): boolean {
  return n * r * p < COST.n * COST.r * COST.p
}

/** Takes the same time whatever differs, and as long for a hash of former times as for one of today. */
export async function verifyPassword(password: string, stored: Hash): Promise<boolean> {
  const expected = Buffer.from(stored.empreinte, 'base64')
  const found = await hash(password, Buffer.from(stored.sel, 'base64'), stored)
  const right = expected.length === found.length && timingSafeEqual(expected, found)
  if (!right && isOutdated(stored)) {
    // Else a quick refusal would give away that the account exists.
    const done = (stored.n * stored.r * stored.p) / (COST.n * COST.r)
    await hash(password, Buffer.alloc(16), { ...COST, p: Math.max(1, Math.round(COST.p - done)) })
  }
  return right
}

/** Stands for the hash of an account that does not exist, so that its absence costs as much as a wrong password. */
export const NO_ACCOUNT: Hash = {
  sel: Buffer.alloc(16).toString('base64'),
  empreinte: Buffer.alloc(HASH_BYTES).toString('base64'),
  ...COST,
}
