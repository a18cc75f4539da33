/** A request that ends with a result code other than success. The message is French and goes to the client. */
export class LdapFault extends Error {
  readonly code: number
  readonly matchedDn: string

  constructor(code: number, message: string, matchedDn = '') {
    super(message)
    this.name = 'LdapFault'
    this.code = code
    this.matchedDn = matchedDn
  }
}
