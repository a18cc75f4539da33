import { parseDn } from '../dn/parse-dn.js'
import type { Extensible } from '../protocol/filter.js'
import type { AttributeType, Matching } from '../schema/attribute-type.js'
import { type AttributeDescription, attributeType, attributeTypes, withSubtypes } from '../schema/attribute-types.js'
import { matchingRule, type RuleMatching } from '../schema/matching-rules.js'
import type { Entry } from '../tree/entry.js'
import type { ComparableValues } from './comparable-values.js'
import { assertionOf, forms, normaliser } from './matching.js'
import { always, compileEquality, type Part, type Test } from './part.js'
import { FALSE, TRUE, UNDEFINED } from './truth.js'

/** SmallTable of attributes that hold character strings, to which every rule on strings applies. */
const STRINGS: readonly Matching[] = ['name', 'city', 'street', 'text', 'code', 'personNumber', 'exact']

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
  boolean: ['boolean'],
  lines: ['lines'],
  digits: ['digits'],
  octets: ['octets'],
  bits: ['bits'],
}

/**
 * Extensible match (RFC 4511 §4.5.1.7.7): an attribute under another equality rule, a rule over every attribute that
 * it applies to, and on request (`:dn:`) the attributes of the entry's own name.
 */
export function compileExtensible(filter: Extensible, values: ComparableValues): Part {
  const { rule: ruleName, attribute, value, dnAttributes } = filter
  if (value === null) return always(UNDEFINED)
  const rule = ruleName === null ? null : matchingRule(ruleName)
  if (rule === undefined || (rule !== null && rule.matching === null)) return always(UNDEFINED)
  const types = covered(attribute, rule?.matching ?? null)
  if (types === null) return always(UNDEFINED)
  const parts = checks(types, rule?.matching ?? null, value, values)
  if (types.length > 0 && parts === null) return always(UNDEFINED)
  if (!dnAttributes) return anyOf(parts ?? [])
  return anyOf([...(parts ?? []), inName(types, rule?.matching ?? null, value)])
}

/** The equality that a filter asks of each attribute, those together that are compared alike; null when none can be. */
function checks(
  types: readonly AttributeType[],
  rule: RuleMatching | null,
  value: string,
  values: ComparableValues,
): readonly Part[] | null {
  const alike = new Map<Matching | RuleMatching, number[]>()
  for (const type of types) {
    const matching = rule ?? type.matching
    const numbers = alike.get(matching) ?? []
    numbers.push(values.number(type, normaliser(matching)))
    alike.set(matching, numbers)
  }
  const assertions = [...alike].map(([matching, numbers]) => ({ matching, numbers, own: assertionOf(matching, value) }))
  if (assertions.every(({ own }) => own === null)) return null
  return assertions.flatMap(({ matching, numbers, own }) => {
    if (own === null || own === '') return []
    return compileEquality({ key: numbers.join(' '), numbers, meant: new Set(forms(matching, own)) }, values)
  })
}

function anyOf(parts: readonly Part[]): Part {
  if (parts.length === 1) return parts[0]!
  return {
    test: (entry) => (parts.some(({ test }) => test(entry) === TRUE) ? TRUE : FALSE),
    cost: parts.reduce((sum, { cost }) => sum + cost, 0),
  }
}

/** The attributes of the entry's own name. Reading a name costs as much as many comparisons. */
function inName(types: readonly AttributeType[], rule: RuleMatching | null, value: string): Part {
  const named = new Map(
    types.map((type) => {
      const matching = rule ?? type.matching
      return [type, { normalise: normaliser(matching), meant: meantBy(matching, assertionOf(matching, value)) }]
    }),
  )
  const test: Test = (entry) => {
    const found = nameValues(entry).some(({ type, value: stored }) => {
      const check = type === undefined ? undefined : named.get(type)
      return check?.meant.has(check.normalise(stored) ?? '') === true
    })
    return found ? TRUE : FALSE
  }
  return { test, cost: NAME_COST }
}

const NAME_COST = 100

function meantBy(matching: Matching | RuleMatching, assertion: string | null): ReadonlySet<string> {
  return new Set(assertion === null || assertion === '' ? [] : forms(matching, assertion))
}

/** @returns null when the attribute is unknown or the rule does not apply to it */
function covered(
  attribute: AttributeDescription | null,
  matching: RuleMatching | null,
): readonly AttributeType[] | null {
  const applies = (type: AttributeType) => matching === null || APPLIES[matching].includes(type.matching)
  if (attribute === null) return attributeTypes.filter(applies)
  const { type, hasOptions } = attribute
  if (type === undefined || !applies(type)) return null
  return hasOptions ? [] : withSubtypes(type)
}

function nameValues(entry: Entry): { readonly type: AttributeType | undefined; readonly value: string }[] {
  return (parseDn(entry.dn) ?? []).flat().map(({ type, value }) => ({ type: attributeType(type), value }))
}
