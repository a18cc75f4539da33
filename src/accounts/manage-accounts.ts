import { AnnuaireError } from '../errors.js'
import { accountPath, readAccounts, writeAccounts } from './account-file.js'
import { hashPassword } from './password-hash.js'

const NAME = /^[a-z0-9._-]{2,64}$/
const SHORTEST_PASSWORD = 8

export interface Account {
  readonly name: string
  /** Regional sources that the account may read. */
  readonly sources: readonly string[]
}

/**
 * Adds an account, or replaces its password and sources.
 * @returns true when the account is new
 * @throws AnnuaireError USAGE when the name or the password breaks a rule
 */
export async function addAccount(
  dataDir: string,
  { name, password, sources }: Account & { readonly password: string },
): Promise<boolean> {
  if (!NAME.test(name)) {
    const regle = '2 à 64 caractères parmi les minuscules, les chiffres, le point, le tiret et le tiret bas'
    throw new AnnuaireError('USAGE', `Nom de compte refusé : ${regle}.`, [
      { parametre: 'nom', regle, valeur: name.slice(0, 200) },
    ])
  }
  if (password.length < SHORTEST_PASSWORD) {
    const regle = `${SHORTEST_PASSWORD} caractères au moins`
    throw new AnnuaireError('USAGE', `Mot de passe refusé : ${regle}.`, [{ parametre: 'mot de passe', regle }])
  }
  const path = accountPath(dataDir)
  const accounts = new Map(await readAccounts(path))
  const isNew = !accounts.has(name)
  accounts.set(name, { ...(await hashPassword(password)), sources: [...new Set(sources)].sort() })
  await writeAccounts(path, accounts)
  return isNew
}

/** @returns false when there was no such account */
export async function removeAccount(dataDir: string, name: string): Promise<boolean> {
  const path = accountPath(dataDir)
  const accounts = new Map(await readAccounts(path))
  if (!accounts.delete(name)) return false
  await writeAccounts(path, accounts)
  return true
}

/** The accounts in the order of their names. */
export async function listAccounts(dataDir: string): Promise<Account[]> {
  const accounts = await readAccounts(accountPath(dataDir))
  return [...accounts].map(([name, { sources }]) => ({ name, sources }))
}
