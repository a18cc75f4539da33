import { and, term } from '../../search/terms.js'
import type { Directory, Reader } from '../../store/directory.js'
import type { Rdn } from '../dn/parse-dn.js'
import { LdapFault } from '../protocol/fault.js'
import { NO_SUCH_OBJECT } from '../protocol/result-code.js'
import { type Dit, type Leaves, NATIONAL, type Node } from '../tree/dit.js'
import type { Entry } from '../tree/entry.js'
import { balEntry, professionnelEntry } from '../tree/leaf-entry.js'
import { locate } from '../tree/locate.js'

/** The object that a name leads to: a container, or an entry of the store. */
export type Base =
  | { readonly kind: 'node'; readonly node: Node; readonly isRoot: boolean }
  | { readonly kind: 'entry'; readonly entry: Entry }

/** Regional sources of the published generation that a reader may see; the others do not exist for it. */
export function visibleSources(directory: Directory, reader: Reader): readonly string[] {
  return directory.generation.sources.filter((source) => source !== NATIONAL && reader.sources.includes(source))
}

/** @throws LdapFault noSuchObject, with the last existing part of the name */
export async function findBase(rdns: readonly Rdn[], directory: Directory, reader: Reader, dit: Dit): Promise<Base> {
  const place = locate(dit.contexts(visibleSources(directory, reader)), rdns)
  if (place.kind === 'node') return place
  if (place.kind === 'absent') throw absent(place.matchedDn)
  const { parent, value } = place
  const entry = parent.leaves === null ? null : await leaf(parent.leaves, value, parent.entry.dn, directory, reader)
  if (entry === null) throw absent(parent.entry.dn)
  return { kind: 'entry', entry }
}

async function leaf(
  leaves: Leaves,
  value: string,
  parent: string,
  directory: Directory,
  reader: Reader,
): Promise<Entry | null> {
  if (leaves.kind === 'professionnels') {
    const person = await directory.professionnel(value, reader)
    return person === null ? null : professionnelEntry(person, parent)
  }
  const bal = await directory.bal(value, reader)
  if (bal === null) return null
  if (bal.provenance.source === leaves.source) return balEntry(bal, parent)
  // The same address in another source: the store gives the national one first.
  const criteria = and([term('adresse', 'exact', value), term('source', 'exact', leaves.source)])
  const { results } = await directory.bals(criteria, reader, { after: 0, limit: 1 })
  return results[0] === undefined ? null : balEntry(results[0].value, parent)
}

function absent(matchedDn: string): LdapFault {
  return new LdapFault(NO_SUCH_OBJECT, 'Cette entrée n’existe pas dans l’annuaire.', matchedDn)
}
