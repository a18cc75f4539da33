import type { CompiledFilter } from '../filter/compile.js'
import { TRUE } from '../filter/truth.js'
import type { Filter } from '../protocol/filter.js'
import type { AttributeType } from '../schema/attribute-type.js'
import { knownType } from '../schema/attribute-types.js'
import type { Entry } from '../tree/entry.js'

/** What says of which kind an entry is, rather than who. */
const KINDS: ReadonlySet<AttributeType | undefined> = new Set(
  ['objectClass', 'structuralObjectClass', 'hasSubordinates'].map(knownType),
)

/**
 * Tells a program that walks through the tree level by level, and wants to see the containers, from one that looks for
 * somebody right under a root, where nobody is: address books whose scope is "one level" (Evolution's default) do so.
 * The first asks only which kinds of entries there are, and containers are among those.
 * @param containers those on the level asked for
 */
export function browses(filter: Filter, prepared: () => CompiledFilter, containers: readonly Entry[]): boolean {
  return asksForKinds(filter) && containers.some((entry) => prepared().test(entry) === TRUE)
}

function asksForKinds(filter: Filter): boolean {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.of.every(asksForKinds)
    case 'not':
      return asksForKinds(filter.of)
    case 'present':
      return true
    case 'equality':
      return KINDS.has(filter.attribute.type)
    default:
      return false
  }
}
