import type { Authenticator, Client } from '../../accounts/authenticator.js'
import type { Log } from '../../log.js'
import type { Searcher, SearchServices } from '../search/searcher.js'
import type { Activity } from './activity.js'
import type { BusyPoll } from './busy-poll.js'
import type { TlsIdentity } from './tls-identity.js'

/** What every connection of a server shares. */
export interface Services extends SearchServices {
  readonly authenticator: Authenticator
  readonly busyPoll: BusyPoll
  /** Null when no certificate is set. */
  readonly tls: TlsIdentity | null
  /** Whether other machines may send a password without TLS. */
  readonly clearPasswords: boolean
  readonly log: Log
  /** What is asked and how it is answered, in numbers. */
  readonly activity: Activity
}

/** Who a connection is; a bind replaces it. */
export interface Session extends Searcher {
  /** The connection, whose failed binds slow its address. */
  readonly client: Client
  /** Nobody else hears what is said: TLS, or a client of the machine itself. */
  readonly confidential: boolean
  /** State of the account when it was bound (`Authenticator.stamp`); null while anonymous. */
  readonly stamp: string | null
}
