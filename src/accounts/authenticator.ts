import type { Reader } from '../store/directory.js'
import type { Role } from './role.js'

/** The connection that asks: a socket is one. The object itself stands for the connection. */
export interface Client {
  readonly remoteAddress?: string | undefined
  /** The client has left: nothing more is worth doing for it. */
  readonly destroyed: boolean
}

/** Whose password it was. */
export interface Known extends Reader {
  readonly role: Role
}

/** Who may read the regional sources. The same accounts serve the LDAP bind and HTTP Basic. */
export interface Authenticator {
  /**
   * A failure is logged with address and account, and slows the address that it comes from.
   * @param name account name, without any DN around it
   * @returns the reader, or null when the name or the password is wrong (never which of the two)
   * @throws AnnuaireError INDISPONIBLE when too many checks wait, or the accounts cannot be read
   */
  authenticate(name: string, password: string, client: Client): Promise<Known | null>
  /**
   * What a session keeps beside the name of its account: it differs as soon as the password, the role or the sources of the
   * account have changed.
   * @returns null when there is no such account, or the accounts cannot be read
   */
  stamp(name: string): string | null
}
