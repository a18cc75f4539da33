import { type Name, sameName } from '../dn/name.js'
import { accountEntry } from '../tree/account-entry.js'
import { accountName } from '../tree/account-name.js'
import type { Entry } from '../tree/entry.js'
import { SUBSCHEMA_NAME, subschemaEntry } from '../tree/subschema-entry.js'
import type { Searcher, SearchServices } from './searcher.js'

/**
 * The entry of a name, if it is one that is there even while nothing is published: the root DSE, the schema, and for who is
 * bound to an account this account, which nobody else sees. Programs read the entry to which they have just bound.
 */
export function fixedEntry(name: Name, { rootDse, dit }: SearchServices, { account, reader }: Searcher): Entry | null {
  if (name.rdns.length === 0) return rootDse
  if (sameName(name, SUBSCHEMA_NAME)) return subschemaEntry
  if (account === null || accountName(name.rdns, dit.baseBal) !== account) return null
  return accountEntry(account, reader.sources, dit.baseBal)
}
