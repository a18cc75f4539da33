import { canonicalType, rdnKey } from '../dn/name-key.js'
import { parseDn, type Rdn } from '../dn/parse-dn.js'

/** DN by which an account is known. */
export function accountDn(name: string, baseBal: string): string {
  return `cn=${name},ou=comptes,${baseBal}`
}

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
