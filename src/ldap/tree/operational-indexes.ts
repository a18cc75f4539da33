import type { Criteria } from '../../search/criteria.js'
import { and, term } from '../../search/terms.js'
import { instantOf } from '../../text/instant.js'
import { dnKey } from '../dn/name-key.js'
import type { AttributeType } from '../schema/attribute-type.js'
import { attributeType, knownType } from '../schema/attribute-types.js'
import { objectClass } from '../schema/object-classes.js'
import type { Index } from './attribute-index.js'
import { SUBSCHEMA_DN } from './operational-values.js'

const ALL: Criteria = { kind: 'all' }
const NONE: Criteria = { kind: 'none' }

/** What every entry has alike. */
function constant(value: string): Index {
  return { narrow: (match, asked) => (match !== 'exact' || asked === value ? ALL : NONE), isExact: () => true }
}

/** Entries of the store hold no others, and are all under the one schema. */
const CONSTANTS: ReadonlyMap<AttributeType, Index> = new Map([
  [knownType('hasSubordinates'), constant('FALSE')],
  [knownType('subschemaSubentry'), constant(dnKey(SUBSCHEMA_DN)!)],
])

/** Entries whose UUIDs begin alike are told apart by a look at them. */
const BY_UUID: Index = {
  narrow: (match, value) => (match === 'exact' ? term('uuid', 'exact', value.slice(0, 8)) : ALL),
}

const SECOND = 1000

/** The date on which an entry was changed, in whole seconds. */
const BY_DATE: Index = {
  narrow(match, value) {
    if (match !== 'exact') return ALL
    const moment = momentOf(value)
    return Number.isNaN(moment) ? NONE : and([since(moment), before(moment + SECOND)])
  },
  isExact: (match) => match === 'exact',
  narrowOrder(kind, value) {
    const moment = momentOf(value)
    if (Number.isNaN(moment)) return null
    return kind === 'greaterOrEqual' ? since(moment) : before(moment + SECOND)
  },
}

function since(moment: number): Criteria {
  return term('modifieDepuis', 'exact', new Date(moment).toISOString())
}

function before(moment: number): Criteria {
  return { kind: 'not', of: since(moment) }
}

/** @param value 14 digits @returns NaN for the 31st of February, which is no date and has its place in the order of digits */
function momentOf(value: string): number {
  return instantOf(value.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6Z'))
}

/**
 * How operational attributes of the entries of the store narrow a search.
 * @param index of the attribute that names them
 */
export function operationalIndexes(index: (type: AttributeType) => Index | null): ReadonlyMap<AttributeType, Index> {
  return new Map([
    ...CONSTANTS,
    [knownType('entryDN'), byName(index)],
    [knownType('entryUUID'), BY_UUID],
    ...['createTimestamp', 'modifyTimestamp'].map((name): [AttributeType, Index] => [knownType(name), BY_DATE]),
  ])
}

/** An entry has the value that names it: it is looked for by that. */
function byName(index: (type: AttributeType) => Index | null): Index {
  return {
    narrow(match, key) {
      if (match !== 'exact') return ALL
      const naming = namingValue(key)
      const type = naming === null ? undefined : attributeType(naming[0])
      if (naming === null || type === undefined) return NONE
      return index(type)?.narrow('exact', naming[1]) ?? NONE
    },
  }
}

/** Type and value that begin the comparable form of a name (dn/name-key.ts); null when it begins with several. */
function namingValue(key: string): readonly [string, string] | null {
  try {
    return (JSON.parse(`[${key}]`) as [string, string][])[0] ?? null
  } catch {
    return null
  }
}

/** The structural classes among those of an entry that are no other one's superior: what `structuralObjectClass` may say. */
export function structuralAmong(classes: readonly string[]): ReadonlySet<string> {
  const known = classes.map((name) => objectClass(name)!)
  const superiors = new Set(known.map(({ superior }) => superior))
  return new Set(
    known.filter(({ kind, name }) => kind === 'STRUCTURAL' && !superiors.has(name)).map(({ name }) => name),
  )
}
