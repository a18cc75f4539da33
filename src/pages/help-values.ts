/** How programs reach the LDAP door. */
export interface LdapReached {
  readonly host: string
  readonly port: number
  /** null without LDAPS. */
  readonly ldapsPort: number | null
  readonly baseBal: string
  readonly baseRpps: string
  /** A certificate is set: StartTLS is there. */
  readonly tls: boolean
}

/** The values of this server, as a page fills them in. */
export interface HelpValues extends LdapReached {
  /** What this page was asked at: `https://annuaire.example:8443`. */
  readonly http: string
  readonly ldap: string
}

/** Addresses that mean every interface of the machine: no client connects to them. */
const ANY = /^(?:0\.0\.0\.0|::)$/

/** @param asked host and port that the browser asked, as it sent them @param secure the browser speaks HTTPS to a proxy */
export function helpValues(reached: LdapReached, asked: string, secure: boolean): HelpValues {
  const named = /^(\[[\da-f:.]{2,45}\]|[\w.-]{1,253})(?::\d{1,5})?$/i.exec(asked)?.[1] ?? 'localhost'
  const host = ANY.test(reached.host) ? named : reached.host
  const inUrl = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host
  const ldap = reached.ldapsPort === null ? `ldap://${inUrl}:${reached.port}` : `ldaps://${inUrl}:${reached.ldapsPort}`
  return {
    ...reached,
    host,
    ldap,
    http: `${secure ? 'https' : 'http'}://${named === 'localhost' ? 'localhost' : asked}`,
  }
}
