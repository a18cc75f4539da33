import type { Cursor } from '../ber/cursor.js'
import { SEQUENCE } from '../ber/tags.js'
import { LdapFault } from '../result/fault.js'
import { PROTOCOL_ERROR } from '../result/result-code.js'
import { attributeDescription } from '../schema/attribute-types.js'
import type { Comparison, Extensible, Filter, Substrings } from './filter.js'

const COMPARISONS: ReadonlyMap<number, Comparison['kind']> = new Map([
  [0xa3, 'equality'],
  [0xa5, 'greaterOrEqual'],
  [0xa6, 'lessOrEqual'],
  [0xa8, 'approx'],
])

/**
 * Decodes a filter straight from the bytes of the request: a detour through its text form loses accents, options and
 * empty values. Recursion is bounded by the depth that validate() allows.
 */
export function decodeFilter(from: Cursor): Filter {
  const tag = from.tag
  switch (tag) {
    case 0xa0:
      return { kind: 'and', of: list(from.enter(tag)) }
    case 0xa1:
      return { kind: 'or', of: list(from.enter(tag)) }
    case 0xa2: {
      const inside = from.enter(tag)
      const of = decodeFilter(inside)
      inside.finish()
      return { kind: 'not', of }
    }
    case 0xa4:
      return substrings(from.enter(tag))
    case 0x87:
      return { kind: 'present', attribute: attributeDescription(from.text(tag)) }
    case 0xa9:
      return extensible(from.enter(tag))
    default: {
      const kind = COMPARISONS.get(tag)
      if (kind === undefined) throw new LdapFault(PROTOCOL_ERROR, 'Filtre de recherche inconnu.')
      const inside = from.enter(tag)
      const comparison = { kind, attribute: attributeDescription(inside.text()), value: inside.looseText() }
      inside.finish()
      return comparison
    }
  }
}

/** RFC 4526: an empty set is the absolute true (and) or false (or) filter. */
function list(from: Cursor): Filter[] {
  const filters: Filter[] = []
  while (from.more) filters.push(decodeFilter(from))
  return filters
}

function substrings(from: Cursor): Substrings {
  const attribute = attributeDescription(from.text())
  const pieces = from.enter(SEQUENCE)
  from.finish()
  const any: string[] = []
  let initial: string | null = null
  let final: string | null = null
  let unreadable = false
  // RFC 4511 §4.5.1.7.2: at least one piece, `initial` first, `final` last.
  if (!pieces.more) throw new LdapFault(PROTOCOL_ERROR, 'Un filtre par fragments n’en contient aucun.')
  for (let first = true; pieces.more; first = false) {
    const tag = pieces.tag
    if ((tag === 0x80 && !first) || final !== null) {
      throw new LdapFault(PROTOCOL_ERROR, 'Les fragments d’un filtre ne sont pas dans l’ordre.')
    }
    const piece = pieces.looseText(tag)
    // RFC 4511 §4.5.1.7.2: a fragment has a character at least.
    if (piece === '') throw new LdapFault(PROTOCOL_ERROR, 'Un fragment de filtre est vide.')
    if (piece === null) unreadable = true
    if (tag === 0x80) initial = piece ?? ''
    else if (tag === 0x81) any.push(piece ?? '')
    else if (tag === 0x82) final = piece ?? ''
    else throw new LdapFault(PROTOCOL_ERROR, 'Fragment de filtre inconnu.')
  }
  return { kind: 'substrings', attribute, initial, any, final, unreadable }
}

/** MatchingRuleAssertion (RFC 4511 §4.5.1.7.7): a rule, or an attribute, or both. */
function extensible(from: Cursor): Extensible {
  const rule = from.tag === 0x81 ? from.text(0x81) : null
  const attribute = from.tag === 0x82 ? attributeDescription(from.text(0x82)) : null
  const value = from.looseText(0x83)
  const dnAttributes = from.tag === 0x84 ? from.boolean(0x84) : false
  from.finish()
  if (rule === null && attribute === null) {
    throw new LdapFault(PROTOCOL_ERROR, 'Un filtre étendu ne nomme ni règle ni attribut.')
  }
  return { kind: 'extensible', attribute, rule, value, dnAttributes }
}
