import { BETWEEN_NAMES } from '../../store/service-name.js'
import type { AttributeType } from '../schema/attribute-type.js'
import { knownType } from '../schema/attribute-types.js'
import type { Entry } from './entry.js'

const GIVEN_NAME = knownType('givenName')
const SN = knownType('sn')
const FULL_NAMES: ReadonlySet<AttributeType> = new Set(['cn', 'displayName'].map(knownType))
const COMPOSED: ReadonlySet<AttributeType> = new Set([...FULL_NAMES, knownType('title')])

/** The names that a value shows together: first name and name, service and structure, profession and savoir-faire. */
export function namesIn(value: string, type: AttributeType, entry: Entry): readonly string[] {
  if (!COMPOSED.has(type)) return [value]
  if (value.includes(BETWEEN_NAMES)) return value.split(BETWEEN_NAMES)
  const [first] = FULL_NAMES.has(type) ? entry.values(GIVEN_NAME) : []
  const [name] = first === undefined ? [] : entry.values(SN)
  if (first === undefined || name === undefined || value.length !== first.length + 1 + name.length) return [value]
  if (value.startsWith(first) && value.endsWith(name)) return [first, name]
  return value.startsWith(name) && value.endsWith(first) ? [name, first] : [value]
}
