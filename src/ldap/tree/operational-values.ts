import { Remembered } from '../../remembered.js'
import { instantOf } from '../../text/instant.js'
import { type Identity, uuidOf } from '../../values/index.js'
import { dnKey } from '../dn/name-key.js'
import type { AttributeType } from '../schema/attribute-type.js'
import { knownType } from '../schema/attribute-types.js'

export const SUBSCHEMA_DN = 'cn=Subschema'

/** What operational attributes are derived from. */
export interface Named {
  readonly dn: string
  readonly structuralClass: string
  readonly hasSubordinates: boolean
  /** Of an entry of the store. */
  identity?(): Identity
  /** ISO date of change, null when there is none. */
  readonly date: string | null
}

const READ: ReadonlyMap<AttributeType, (entry: Named) => readonly string[]> = new Map([
  [knownType('entryDN'), (entry: Named) => (entry.dn === '' ? [] : [entry.dn])],
  [knownType('structuralObjectClass'), (entry: Named) => [entry.structuralClass]],
  [knownType('subschemaSubentry'), () => [SUBSCHEMA_DN]],
  [knownType('hasSubordinates'), (entry: Named) => [entry.hasSubordinates ? 'TRUE' : 'FALSE']],
  [knownType('entryUUID'), (entry: Named) => (entry.dn === '' ? [] : [uuidOf(identityOf(entry))])],
  // The feeds do not say since when they hold an entry: both are the date of the file that changed it last.
  [knownType('createTimestamp'), (entry: Named) => generalizedTime(entry.date)],
  [knownType('modifyTimestamp'), (entry: Named) => generalizedTime(entry.date)],
])

/** Operational attributes that every entry has. */
export const operationalTypes: readonly AttributeType[] = [...READ.keys()]

export function operationalValues(type: AttributeType, entry: Named): readonly string[] {
  return READ.get(type)?.(entry) ?? []
}

/** Containers, the schema and accounts are known by their names alone. */
function identityOf({ dn, identity }: Named): Identity {
  return identity?.() ?? dnKey(dn) ?? dn
}

/** Few files have dates: entries show the same ones again and again. */
const times = new Remembered<string, readonly string[]>(1000)

/** 2026-08-26T10:13:00Z becomes 20260826101300Z (RFC 4517 §3.3.13): the moment, whatever zone the date gives it in. */
function generalizedTime(date: string | null): readonly string[] {
  return times.of(date ?? '', timeValues)
}

function timeValues(date: string): readonly string[] {
  const instant = instantOf(date)
  return Number.isNaN(instant) ? [] : [`${new Date(instant).toISOString().replace(/\D/g, '').slice(0, 14)}Z`]
}
