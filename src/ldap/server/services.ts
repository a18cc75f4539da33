import type { Authenticator } from '../../accounts/authenticator.js'
import type { DirectorySwitch, Reader } from '../../store/directory.js'
import type { Dit } from '../tree/dit.js'
import type { Entry } from '../tree/entry.js'
import type { Turns } from './turns.js'

/** What every connection of a server shares. */
export interface Services {
  readonly directory: DirectorySwitch
  readonly authenticator: Authenticator
  readonly dit: Dit
  readonly rootDse: Entry
  readonly turns: Turns
  readonly log: (line: object) => void
}

/** Who a connection is; a bind replaces it. */
export interface Session {
  readonly reader: Reader
  /** Name of the account, null while anonymous. */
  readonly account: string | null
}
