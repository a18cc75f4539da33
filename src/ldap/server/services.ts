import type { Authenticator, Client } from '../../accounts/authenticator.js'
import type { Log } from '../../log.js'
import type { Turns, Usage } from '../../serving/turns.js'
import type { DirectorySwitch, Reader } from '../../store/directory.js'
import type { Dit } from '../tree/dit.js'
import type { Entry } from '../tree/entry.js'
import type { Activity } from './activity.js'
import type { TlsIdentity } from './tls-identity.js'
import type { Vigil } from './vigil.js'

/** What every connection of a server shares. */
export interface Services {
  readonly directory: DirectorySwitch
  readonly authenticator: Authenticator
  readonly dit: Dit
  readonly rootDse: Entry
  readonly turns: Turns
  readonly vigil: Vigil
  /** Null when no certificate is set. */
  readonly tls: TlsIdentity | null
  /** Whether other machines may send a password without TLS. */
  readonly clearPasswords: boolean
  readonly log: Log
  /** What is asked and how it is answered, in numbers. */
  readonly activity: Activity
}

/** Who a connection is; a bind replaces it. */
export interface Session {
  /** The connection, whose failed binds slow its address. */
  readonly client: Client
  /** What the searches of the connection have cost lately. */
  readonly usage: Usage
  /** Nobody else hears what is said: TLS, or a client of the machine itself. */
  readonly confidential: boolean
  readonly reader: Reader
  /** Name of the account, null while anonymous. */
  readonly account: string | null
  /** State of the account when it was bound (`Authenticator.stamp`); null while anonymous. */
  readonly stamp: string | null
}
