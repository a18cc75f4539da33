import type { Directory, Reader } from '../../store/directory.js'
import type { Span } from '../../store/entry-slabs.js'
import type { Professionnel } from '../../store/model.js'
import type { Steps } from '../../store/steps.js'
import type { Name } from '../dn/name.js'
import { LdapFault } from '../protocol/fault.js'
import { NO_SUCH_OBJECT } from '../protocol/result-code.js'
import { type Dit, NATIONAL, type Node } from '../tree/dit.js'
import type { Entry } from '../tree/entry.js'
import { locate } from '../tree/locate.js'
import { PreparedEntry } from '../tree/prepared-entry.js'
import { professionnelEntry } from '../tree/professionnel-entry.js'

/** The object that a name leads to: a container, or an entry of the store. */
export type Base =
  | { readonly kind: 'node'; readonly node: Node; readonly isRoot: boolean }
  | { readonly kind: 'entry'; readonly entry: Entry }

/** Regional sources of the published generation that a reader may see; the others do not exist for it. */
export function visibleSources(directory: Directory, reader: Reader): readonly string[] {
  return directory.generation.sources.filter((source) => source !== NATIONAL && reader.sources.includes(source))
}

/** @throws LdapFault noSuchObject, with the last existing part of the name */
export function* findBase(name: Name, directory: Directory, reader: Reader, dit: Dit): Steps<Base> {
  const place = locate(dit.contexts(visibleSources(directory, reader)), name)
  if (place.kind === 'node') return place
  if (place.kind === 'absent') throw absent(place.matchedDn)
  const { parent, value } = place
  const entry = yield* leaf(parent, value, directory, reader, dit)
  if (entry === null) throw absent(parent.entry.dn)
  return { kind: 'entry', entry }
}

function* leaf(
  { leaves, entry: { dn } }: Node,
  value: string,
  directory: Directory,
  reader: Reader,
  dit: Dit,
): Steps<Entry | null> {
  if (leaves === null) return null
  if (leaves.kind === 'professionnels') {
    const sought = directory.professionnel(value, reader)
    const person = sought instanceof Promise ? ((yield sought) as Professionnel | null) : sought
    return person === null ? null : professionnelEntry(person, dn)
  }
  const sought = directory.entree(value, leaves.source, reader)
  const bytes = sought instanceof Promise ? ((yield sought) as Span | null) : sought
  return bytes === null ? null : new PreparedEntry(bytes, dit, directory.dates)
}

function absent(matchedDn: string): LdapFault {
  return new LdapFault(NO_SUCH_OBJECT, 'Cette entrée n’existe pas dans l’annuaire.', matchedDn)
}
