import { createHash } from 'node:crypto'
import { instantOf } from '../../text/instant.js'
import { dnKey } from '../dn/name-key.js'
import type { AttributeType } from '../schema/attribute-type.js'
import { knownType } from '../schema/attribute-types.js'

export const SUBSCHEMA_DN = 'cn=Subschema'

/** What operational attributes are derived from. */
export interface Named {
  readonly dn: string
  readonly structuralClass: string
  readonly hasSubordinates: boolean
  /** ISO date of the data, null when there is none. */
  readonly date: string | null
}

const READ: ReadonlyMap<AttributeType, (entry: Named) => readonly string[]> = new Map([
  [knownType('entryDN'), (entry: Named) => (entry.dn === '' ? [] : [entry.dn])],
  [knownType('structuralObjectClass'), (entry: Named) => [entry.structuralClass]],
  [knownType('subschemaSubentry'), () => [SUBSCHEMA_DN]],
  [knownType('hasSubordinates'), (entry: Named) => [entry.hasSubordinates ? 'TRUE' : 'FALSE']],
  [knownType('entryUUID'), (entry: Named) => (entry.dn === '' ? [] : [entryUuid(entry.dn)])],
  // The feeds do not say since when they hold an entry: both are the date of the file that gave it.
  [knownType('createTimestamp'), (entry: Named) => generalizedTime(entry.date)],
  [knownType('modifyTimestamp'), (entry: Named) => generalizedTime(entry.date)],
])

/** Operational attributes that every entry has. */
export const operationalTypes: readonly AttributeType[] = [...READ.keys()]

export function operationalValues(type: AttributeType, entry: Named): readonly string[] {
  return READ.get(type)?.(entry) ?? []
}

/** RFC 4530 asks for a UUID that stays: it is derived from the name, like a version 5 UUID (RFC 9562 §5.5). */
function entryUuid(dn: string): string {
  const bytes = createHash('sha1')
    .update(`annuaire:${dnKey(dn) ?? dn}`)
    .digest()
  bytes[6] = (bytes[6]! & 0x0f) | 0x50
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytes.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** Few files have dates: entries show the same ones again and again. */
const times = new Map<string, readonly string[]>()
const MOST_TIMES = 1000

/** 2026-08-26T10:13:00Z becomes 20260826101300Z (RFC 4517 §3.3.13): the moment, whatever zone the date tells it in. */
function generalizedTime(date: string | null): readonly string[] {
  let values = times.get(date ?? '')
  if (values === undefined) {
    const instant = instantOf(date ?? '')
    values = Number.isNaN(instant) ? [] : [`${new Date(instant).toISOString().replace(/\D/g, '').slice(0, 14)}Z`]
    if (times.size === MOST_TIMES) times.clear()
    times.set(date ?? '', values)
  }
  return values
}
