import { AnnuaireError } from '../errors.js'
import type { Reader } from '../store/directory.js'
import {
  type Accounts,
  accountPath,
  accountVersion,
  accountVersionNow,
  readAccounts,
  readAccountsNow,
} from './account-file.js'
import type { Authenticator, Client } from './authenticator.js'
import { Gate } from './gate.js'
import { type Account, addAccount, listAccounts, removeAccount } from './manage-accounts.js'
import { NO_ACCOUNT, verifyPassword } from './password-hash.js'
import { RecentOutcomes } from './recent-outcomes.js'

/** Longer ones are refused before any work. */
const LONGEST_PASSWORD = 1024
/** How often the file is looked at for the sessions that are open, in milliseconds. */
const LOOK_MS = 250

/** The accounts of `comptes.json`, read again whenever the file changes: no restart after `annuaire compte`. */
export class FileAccounts implements Authenticator {
  readonly #dataDir: string
  readonly #path: string
  readonly #gate = new Gate()
  #version: string | null = null
  #lookedAt = Number.NEGATIVE_INFINITY
  #accounts: Accounts = new Map()
  #recent = new RecentOutcomes()

  /** @param dataDir folder that holds comptes.json; the file need not exist */
  constructor(dataDir: string) {
    this.#dataDir = dataDir
    this.#path = accountPath(dataDir)
  }

  /** The accounts in the order of their names. */
  list(): Promise<readonly Account[]> {
    return listAccounts(this.#dataDir)
  }

  /** @throws AnnuaireError USAGE when the name or the password breaks a rule */
  async add(name: string, password: string, sources: readonly string[]): Promise<void> {
    await addAccount(this.#dataDir, { name, password, sources })
  }

  /** @throws AnnuaireError INTROUVABLE */
  async remove(name: string): Promise<void> {
    if (await removeAccount(this.#dataDir, name)) return
    throw new AnnuaireError('INTROUVABLE', `Il n’y a pas de compte « ${name} ».`)
  }

  /** @throws AnnuaireError INDISPONIBLE when too many checks wait, or the file is damaged */
  async authenticate(name: string, password: string, _client?: Client): Promise<Reader | null> {
    if (password === '' || password.length > LONGEST_PASSWORD) return null
    await this.#refresh()
    const account = this.#accounts.get(name)
    const recent = this.#recent
    const known = recent.get(name, password)
    const right = known ?? (await this.#gate.pass(name, async () => verifyPassword(password, account ?? NO_ACCOUNT)))
    recent.set(name, password, right)
    return right && account !== undefined ? { sources: account.sources } : null
  }

  stamp(name: string): string | null {
    try {
      if (performance.now() - this.#lookedAt >= LOOK_MS) this.#refreshNow()
    } catch {
      // What cannot be read opens nothing.
      return null
    }
    const account = this.#accounts.get(name)
    return account === undefined ? null : JSON.stringify(account)
  }

  #refreshNow(): void {
    this.#lookedAt = performance.now()
    const version = accountVersionNow(this.#path)
    if (version !== this.#version) this.#use(version, version === '' ? new Map() : readAccountsNow(this.#path))
  }

  async #refresh(): Promise<void> {
    const version = await accountVersion(this.#path)
    if (version === this.#version) return
    this.#use(version, version === '' ? new Map() : await readAccounts(this.#path))
  }

  #use(version: string, accounts: Accounts): void {
    this.#accounts = accounts
    // A changed or removed account must not be let in by what was true before.
    this.#recent = new RecentOutcomes()
    this.#version = version
  }
}
