import type { Reader } from '../store/directory.js'

/** Who may read the regional sources. The same accounts serve the LDAP bind and HTTP Basic. */
export interface Authenticator {
  /**
   * @param name account name, without any DN around it
   * @returns the reader, or null when the name or the password is wrong (never which of the two)
   */
  authenticate(name: string, password: string): Promise<Reader | null>
}
