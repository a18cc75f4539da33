import { AnnuaireError } from '../errors.js'
import { type Log, stackOf } from '../log.js'
import {
  type Accounts,
  accountPath,
  changeAccounts,
  readAccounts,
  revisionOf,
  roleOf,
  type StoredAccount,
} from './account-file.js'
import { addressKey } from './address.js'
import type { Authenticator, Client, Known } from './authenticator.js'
import { FollowedFile } from './followed-file.js'
import { Gate } from './gate.js'
import { addAccount, LONGEST_PASSWORD, removeAccount } from './manage-accounts.js'
import { hashPassword, isOutdated, NO_ACCOUNT, verifyPassword } from './password-hash.js'
import { RecentOutcomes } from './recent-outcomes.js'
import { FORMER_ROLE, type Role } from './role.js'

/** How often the file is looked at for the sessions that are open, in milliseconds. */
const LOOK_MS = 250
/** No account has a longer name (manage-accounts.ts). */
const LONGEST_NAME = 64

/** The accounts of `comptes.json`, read again whenever the file changes: no restart after `annuaire compte`. */
export class FileAccounts implements Authenticator {
  readonly #dataDir: string
  readonly #path: string
  readonly #log: Log
  readonly #gate = new Gate()
  readonly #recent = new RecentOutcomes()
  readonly #file: FollowedFile<Accounts>

  /**
   * @param dataDir folder that holds comptes.json; the file need not exist
   * @param log gets each failure, with address and account
   */
  constructor(dataDir: string, log: Log) {
    this.#dataDir = dataDir
    this.#path = accountPath(dataDir)
    this.#log = log
    const events = { reread: 'comptes.relus', unreadable: 'comptes.illisibles' }
    const refusal = 'Les comptes ne peuvent pas être lus pour le moment.'
    this.#file = new FollowedFile<Accounts>(
      { path: this.#path, read: readAccounts, nothing: new Map(), events, counted: 'comptes', refusal },
      log,
    )
  }

  /** @throws AnnuaireError USAGE when the name or the password breaks a rule */
  async add(name: string, password: string, sources: readonly string[], role: Role = FORMER_ROLE): Promise<void> {
    await addAccount(this.#dataDir, { name, password, sources, role })
  }

  /** @throws AnnuaireError INTROUVABLE */
  async remove(name: string): Promise<void> {
    if (await removeAccount(this.#dataDir, name)) return
    throw new AnnuaireError('INTROUVABLE', `Il n’y a pas de compte « ${name} ».`)
  }

  async authenticate(name: string, password: string, client: Client): Promise<Known | null> {
    this.#file.refresh()
    const account = name.length > LONGEST_NAME ? undefined : this.#file.content.get(name)
    const who = { compte: shown(name), adresse: addressKey(client.remoteAddress) }
    const stamp = this.#stampNow(name)
    const known =
      password === '' || password.length > LONGEST_PASSWORD || name.length > LONGEST_NAME
        ? false
        : this.#recent.get(name, stamp, password)
    const right = known ?? (await this.#check(name, account, password, client, who))
    if (known === undefined) {
      this.#recent.set(name, stamp, password, right)
      // A hash takes a while: what was right of the account before may be no more.
      if (right) this.#file.refresh()
      if (right && this.#stampNow(name) !== stamp) return this.authenticate(name, password, client)
    }
    if (right && account !== undefined) {
      this.#gate.succeeded(client, name)
      if (known === undefined) this.#log.info({ evenement: 'compte.admis', ...who })
      return { sources: account.sources, role: roleOf(account) }
    }
    this.#log.warn({ evenement: 'compte.refuse', ...who })
    await this.#gate.failed(client, name)
    return null
  }

  stamp(name: string): string | null {
    if (!this.#file.isFresh(LOOK_MS)) {
      try {
        this.#file.refresh()
      } catch {
        // What cannot be read opens nothing; the fault is logged.
        return null
      }
    }
    return this.#stampNow(name)
  }

  /** Ends the waits of those who try to come in: the server stops. */
  close(): void {
    this.#gate.close()
  }

  #stampNow(name: string): string | null {
    const account = this.#file.content.get(name)
    return account === undefined ? null : revisionOf(account)
  }

  async #check(
    name: string,
    account: StoredAccount | undefined,
    password: string,
    client: Client,
    who: Readonly<Record<string, unknown>>,
  ): Promise<boolean> {
    try {
      return await this.#gate.check(client, name, async () => {
        const right = await verifyPassword(password, account ?? NO_ACCOUNT)
        if (right && account !== undefined && isOutdated(account)) await this.#raiseCost(name, account, password)
        return right
      })
    } catch (error) {
      if (error instanceof AnnuaireError) this.#log.warn({ evenement: 'compte.sature', ...who })
      throw error
    }
  }

  /** Replaces a hash of former times: the password is at hand. A file that cannot be written is no reason to refuse it. */
  async #raiseCost(name: string, account: StoredAccount, password: string): Promise<void> {
    try {
      const hashed = await hashPassword(password)
      const done = await changeAccounts(this.#path, (accounts) => {
        const now = accounts.get(name)
        if (now === undefined || now.empreinte !== account.empreinte) return false
        accounts.set(name, { ...now, ...hashed, revision: now.revision ?? now.sel })
        return true
      })
      if (done) this.#log.info({ evenement: 'compte.rehache', compte: name })
    } catch (error) {
      this.#log.warn({ evenement: 'compte.erreur', compte: name, erreur: stackOf(error) })
    }
  }
}

/** A name as the log holds it: somebody may have sent anything. */
function shown(name: string): string {
  return name.slice(0, LONGEST_NAME).replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '?')
}
