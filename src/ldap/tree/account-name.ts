import { canonicalType, rdnKey } from '../dn/name-key.js'
import { parseDn, type Rdn } from '../dn/parse-dn.js'

/** DN by which an account is known. */
export function accountDn(name: string, baseBal: string): string {
  return `cn=${name},ou=comptes,${baseBal}`
}

/** What a bind name should look like, for whoever is refused. */
export function expectedForm(baseBal: string): string {
  return `Le nom attendu est « cn=<compte>,ou=comptes,${baseBal} », ou le nom du compte seul.`
}

/**
 * Name of the account that somebody gave who was asked for a user name, and not for a DN: `juge` or `juge@mssante.fr`. The
 * domain says nothing here, since there is one list of accounts.
 * @returns null when it is neither
 */
export function bareName(text: string): string | null {
  return BARE.exec(text)?.[1]?.toLowerCase() ?? null
}
/** As accounts are named (accounts/manage-accounts.ts), and the longest domain name. */
const BARE = /^ {0,9}([A-Za-z0-9._-]{1,64})(?:@[A-Za-z0-9.-]{1,255})? {0,9}$/

/**
 * Name of the account that a bind DN means: `cn=` or `uid=`, under `ou=comptes` of the mailboxes or right under their
 * root.
 * @returns null when the DN names no account
 */
export function accountName(rdns: readonly Rdn[], baseBal: string): string | null {
  const [first, ...parents] = rdns
  if (first?.length !== 1) return null
  const type = canonicalType(first[0]!.type)
  if (type !== 'cn' && type !== 'uid') return null
  const under = parents.map(rdnKey).join(',')
  const allowed = [`ou=comptes,${baseBal}`, baseBal].map((dn) => (parseDn(dn) ?? []).map(rdnKey).join(','))
  return allowed.includes(under) ? first[0]!.value.trim().toLowerCase() : null
}
