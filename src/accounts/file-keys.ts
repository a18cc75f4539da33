import { type Log, stackOf } from '../log.js'
import type { Reader } from '../store/directory.js'
import { addressKey } from './address.js'
import { idOf, isKey } from './api-key.js'
import type { Client } from './authenticator.js'
import { FollowedFile } from './followed-file.js'
import { type Keys, keyPath, readKeys, writeUses } from './key-file.js'
import { isExpired } from './manage-keys.js'
import type { Right } from './right.js'

/** How often the file is looked at, in milliseconds: a change is obeyed within a second. */
const LOOK_MS = 250
const USES_MS = 60_000

/** What a key that was found right opens. */
interface KeyHolder {
  /** Public part of the key. */
  readonly id: string
  readonly reader: Reader
  readonly rights: ReadonlySet<Right>
  /** FINESS or SIRET of the only establishment whose report it opens. */
  readonly establishment: string | undefined
}

export type KeyOutcome = KeyHolder | 'inconnue' | 'expirée'

/** Who holds which key. */
export interface KeyChecker {
  /**
   * A refusal is logged with the public part and the address. Nobody is slowed: 256 random bits are not guessed.
   * @param text what was sent as a key, of any length
   * @returns `expirée` only to who holds the key
   * @throws AnnuaireError INDISPONIBLE when the keys cannot be read
   */
  check(text: string, client: Client): KeyOutcome
}

/** The keys of `cles.json`, read again when the file changes: no restart after `annuaire cle`. */
export class FileKeys implements KeyChecker {
  readonly #dataDir: string
  readonly #log: Log
  readonly #writer: NodeJS.Timeout
  readonly #file: FollowedFile<Keys>
  /** Uses that are not written yet; never more than there are keys. */
  #uses = new Map<string, number>()

  /** @param dataDir folder that holds cles.json; the file need not exist */
  constructor(dataDir: string, log: Log) {
    this.#dataDir = dataDir
    this.#log = log
    const events = { reread: 'cles.relues', unreadable: 'cles.illisibles' }
    const refusal = 'Les clés ne peuvent pas être lues pour le moment.'
    this.#file = new FollowedFile<Keys>(
      { path: keyPath(dataDir), read: readKeys, nothing: new Map(), events, counted: 'cles', refusal },
      log,
    )
    this.#writer = setInterval(() => void this.#writeUses(), USES_MS).unref()
  }

  check(text: string, { remoteAddress }: Client): KeyOutcome {
    if (!this.#file.isFresh(LOOK_MS)) this.#file.refresh()
    const id = idOf(text)
    const key = id === null ? undefined : this.#file.content.get(id)
    const now = Date.now()
    if (id !== null && key !== undefined && isKey(text, key.empreinte)) {
      if (!isExpired(key, now)) {
        this.#uses.set(id, now)
        const establishment = key.etablissement
        return { id, reader: { sources: key.sources }, rights: new Set(key.droits), establishment }
      }
      this.#log.warn({ evenement: 'cle.refusee', motif: 'expiree', cle: id, adresse: addressKey(remoteAddress) })
      return 'expirée'
    }
    this.#log.warn({ evenement: 'cle.refusee', motif: 'inconnue', cle: id, adresse: addressKey(remoteAddress) })
    return 'inconnue'
  }

  /** Writes the uses that are not written yet: the server stops. */
  async close(): Promise<void> {
    clearInterval(this.#writer)
    await this.#writeUses()
  }

  async #writeUses(): Promise<void> {
    if (this.#uses.size === 0) return
    const uses = this.#uses
    this.#uses = new Map()
    try {
      await writeUses(this.#dataDir, new Map([...uses].map(([id, at]) => [id, toTheMinute(at)])))
    } catch (error) {
      // A folder that can only be read still serves: the list then shows older uses.
      this.#log.warn({ evenement: 'cles.usages', erreur: stackOf(error) })
    }
  }
}

function toTheMinute(at: number): string {
  return new Date(at - (at % 60_000)).toISOString()
}
