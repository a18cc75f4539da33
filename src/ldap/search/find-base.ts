import type { Directory, Reader } from '../../store/directory.js'
import { andThen, type MaybePromise } from '../../store/steps.js'
import { NATIONAL } from '../../values/index.js'
import type { Name } from '../dn/name.js'
import { LdapFault } from '../result/fault.js'
import { NO_SUCH_OBJECT } from '../result/result-code.js'
import { type Dit, endsWith, type Node } from '../tree/dit.js'
import type { Entry } from '../tree/entry.js'
import { locate } from '../tree/locate.js'
import { SUBSCHEMA_DN } from '../tree/operational-values.js'
import { PreparedEntry } from '../tree/prepared-entry.js'
import { professionnelEntry } from '../tree/professionnel-entry.js'
import { SUBSCHEMA_NAME } from '../tree/subschema-entry.js'

/** The object that a name leads to: a container, or an entry of the store. */
export type Base =
  | { readonly kind: 'node'; readonly node: Node; readonly isRoot: boolean }
  | { readonly kind: 'entry'; readonly entry: Entry }

/** Regional sources of the published generation that a reader may see; the others do not exist for it. */
export function visibleSources(directory: Directory, reader: Reader): readonly string[] {
  return directory.generation.sources.filter((source) => source !== NATIONAL && reader.sources.includes(source))
}

/** @throws LdapFault noSuchObject, with the last existing part of the name */
export function findBase(name: Name, directory: Directory, reader: Reader, dit: Dit): MaybePromise<Base> {
  const place = locate(dit.contexts(visibleSources(directory, reader), directory.generation.publieeLe), name)
  if (place.kind === 'node') return place
  if (place.kind === 'absent') throw absent(endsWith(name.keys, SUBSCHEMA_NAME.keys) ? SUBSCHEMA_DN : place.matchedDn)
  const { dn } = place.parent.entry
  return andThen(leaf(place.parent, place.value, directory, reader, dit), (entry) => {
    if (entry === null || !place.whole) throw absent(entry?.dn ?? dn)
    return { kind: 'entry', entry }
  })
}

function leaf(
  { leaves, entry: { dn } }: Node,
  value: string,
  directory: Directory,
  reader: Reader,
  dit: Dit,
): MaybePromise<Entry | null> {
  if (leaves === null) return null
  if (leaves.kind === 'professionnels') {
    return andThen(directory.professionnel(value, reader), (one) =>
      // A number of before finds people, and names no entry.
      one?.identifiant !== value
        ? null
        : professionnelEntry(one, dn, directory.records.dates.ofIdentified(one.identifiant)),
    )
  }
  return andThen(directory.entree(value, leaves.source, reader), (found) =>
    found === null ? null : new PreparedEntry(found.value, dit, directory.records.dates, found.rang),
  )
}

function absent(matchedDn: string): LdapFault {
  return new LdapFault(NO_SUCH_OBJECT, 'Cette entrée n’existe pas dans l’annuaire.', matchedDn)
}
