import { randomBytes } from 'node:crypto'
import { AnnuaireError, fault } from '../errors.js'
import { accountPath, changeAccounts, readAccounts, roleOf } from './account-file.js'
import { hashPassword } from './password-hash.js'
import { FORMER_ROLE, type Role } from './role.js'

const NAME = /^[a-z0-9._-]{2,64}$/
const SHORTEST_PASSWORD = 8
/** Longer ones are refused before any work. */
export const LONGEST_PASSWORD = 1024

export interface Account {
  readonly name: string
  /** Regional sources that the account may read. */
  readonly sources: readonly string[]
  readonly role: Role
}

/**
 * Adds an account, or replaces its password, role and sources.
 * @returns true when the account is new
 * @throws AnnuaireError USAGE when the name or the password breaks a rule
 */
export async function addAccount(
  dataDir: string,
  {
    name,
    password,
    sources,
    role = FORMER_ROLE,
  }: Omit<Account, 'role'> & { readonly password: string; readonly role?: Role },
): Promise<boolean> {
  if (!NAME.test(name)) {
    const regle = '2 à 64 caractères parmi les minuscules, les chiffres, le point, le tiret et le tiret bas'
    throw new AnnuaireError('USAGE', `Nom de compte refusé : ${regle}.`, [fault('nom', regle, name)])
  }
  if (password.length < SHORTEST_PASSWORD || password.length > LONGEST_PASSWORD) {
    const regle = `de ${SHORTEST_PASSWORD} à ${LONGEST_PASSWORD} caractères`
    throw new AnnuaireError('USAGE', `Mot de passe refusé : ${regle}.`, [{ parametre: 'mot de passe', regle }])
  }
  const hashed = await hashPassword(password)
  const revision = randomBytes(9).toString('base64')
  let isNew = false
  await changeAccounts(accountPath(dataDir), (accounts) => {
    isNew = !accounts.has(name)
    accounts.set(name, { ...hashed, sources: [...new Set(sources)].sort(), role, revision })
    return true
  })
  return isNew
}

/** @returns false when there was no such account */
export async function removeAccount(dataDir: string, name: string): Promise<boolean> {
  const path = accountPath(dataDir)
  if (!readAccounts(path).has(name)) return false
  return changeAccounts(path, (accounts) => accounts.delete(name))
}

/** The accounts in the order of their names. */
export async function listAccounts(dataDir: string): Promise<Account[]> {
  return [...readAccounts(accountPath(dataDir))].map(([name, account]) => ({
    name,
    sources: account.sources,
    role: roleOf(account),
  }))
}
