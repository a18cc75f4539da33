import { parseDn } from '../dn/parse-dn.js'
import type { Extensible } from '../protocol/filter.js'
import type { AttributeType, Matching } from '../schema/attribute-type.js'
import { attributeDescription, attributeType, attributeTypes, withSubtypes } from '../schema/attribute-types.js'
import { matchingRule, type RuleMatching } from '../schema/matching-rules.js'
import type { Entry } from '../tree/entry.js'
import { always, type Test } from './compile.js'
import { forms, normaliser } from './matching.js'
import { FALSE, TRUE, UNDEFINED } from './truth.js'

/** Kinds of attributes that hold character strings, to which every rule on strings applies. */
const STRINGS: readonly Matching[] = ['name', 'city', 'text', 'code', 'personNumber']

const APPLIES: Readonly<Record<RuleMatching, readonly Matching[]>> = {
  name: STRINGS,
  ignore: STRINGS,
  exact: STRINGS,
  telephone: ['telephone'],
  integer: ['integer'],
  dn: ['dn'],
  objectClass: ['objectClass'],
  uuid: ['uuid'],
  time: ['time'],
  boolean: ['code'],
}

/**
 * Extensible match (RFC 4511 §4.5.1.7.7): an attribute under another equality rule, a rule over every attribute that
 * it applies to, and on request (`:dn:`) the attributes of the entry's own name.
 */
export function compileExtensible(filter: Extensible): Test {
  const { rule: ruleName, attribute, value, dnAttributes } = filter
  if (value === null) return always(UNDEFINED)
  const rule = ruleName === null ? null : matchingRule(ruleName)
  if (rule === undefined || (rule !== null && rule.matching === null)) return always(UNDEFINED)
  const types = covered(attribute, rule?.matching ?? null)
  if (types === null) return always(UNDEFINED)
  const checks = types.map((type) => {
    const normalise = normaliser(rule?.matching ?? type.matching)
    const assertion = normalise(value)
    const meant = new Set(assertion === null ? [] : forms(rule?.matching ?? type.matching, assertion))
    return { type, normalise, assertion, meant }
  })
  if (checks.length > 0 && checks.every(({ assertion }) => assertion === null)) return always(UNDEFINED)
  const named = new Map(checks.map((check) => [check.type, check]))
  return (entry) => {
    for (const { type, normalise, assertion, meant } of checks) {
      if (assertion === null || assertion === '') continue
      if (entry.values(type).some((stored) => meant.has(normalise(stored) ?? ''))) return TRUE
    }
    if (!dnAttributes) return FALSE
    const inName = nameValues(entry).some(({ type, value: stored }) => {
      const check = type === undefined ? undefined : named.get(type)
      return check !== undefined && check.assertion !== '' && check.meant.has(check.normalise(stored) ?? '')
    })
    return inName ? TRUE : FALSE
  }
}

/** @returns null when the attribute is unknown or the rule does not apply to it */
function covered(attribute: string | null, matching: RuleMatching | null): readonly AttributeType[] | null {
  const applies = (type: AttributeType) => matching === null || APPLIES[matching].includes(type.matching)
  if (attribute === null) return attributeTypes.filter(applies)
  const { type, hasOptions } = attributeDescription(attribute)
  if (type === undefined || !applies(type)) return null
  return hasOptions ? [] : withSubtypes(type)
}

function nameValues(entry: Entry): { readonly type: AttributeType | undefined; readonly value: string }[] {
  return (parseDn(entry.dn) ?? []).flat().map(({ type, value }) => ({ type: attributeType(type), value }))
}
