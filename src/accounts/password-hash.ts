import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { StoredAccount } from './account-file.js'

const HASH_BYTES = 32
/** About 50 ms and 16 MiB for each password tried. */
const COST = { n: 2 ** 14, r: 8, p: 1 }
type Hash = Pick<StoredAccount, 'sel' | 'empreinte' | 'n' | 'r' | 'p'>

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt)

async function hash(password: string, salt: Buffer, { n, r, p }: Pick<Hash, 'n' | 'r' | 'p'>): Promise<Buffer> {
  // The same password typed on two systems may come composed or not.
  return derive(password.normalize('NFC'), salt, HASH_BYTES, { N: n, r, p, maxmem: 256 * n * r })
}

export async function hashPassword(password: string): Promise<Hash> {
  const salt = randomBytes(16)
  const hashed = await hash(password, salt, COST)
  return { sel: salt.toString('base64'), empreinte: hashed.toString('base64'), ...COST }
}

/** Takes the same time whatever differs. */
export async function verifyPassword(password: string, stored: Hash): Promise<boolean> {
  const expected = Buffer.from(stored.empreinte, 'base64')
  const found = await hash(password, Buffer.from(stored.sel, 'base64'), stored)
  return expected.length === found.length && timingSafeEqual(expected, found)
}

/** Stands for the hash of an account that does not exist, so that its absence costs as much as a wrong password. */
export const NO_ACCOUNT: Hash = {
  sel: Buffer.alloc(16).toString('base64'),
  empreinte: Buffer.alloc(HASH_BYTES).toString('base64'),
  ...COST,
}
