import { CompiledFilter } from '../filter/compile.js'
import { TRUE } from '../filter/truth.js'
import type { SimpleItem } from '../protocol/matched-values-control.js'
import type { AttributeType } from '../schema/attribute-type.js'
import { attributeDescription, withSubtypes } from '../schema/attribute-types.js'
import { refuseLong } from './filter-cost.js'
import { FILTER_BYTES } from './limits.js'

/** Which values of an attribute are sent. */
type Choice = (values: readonly string[]) => readonly string[]

const ALL: Choice = (values) => values
const NONE: Choice = () => []

/** @throws LdapFault adminLimitExceeded for conditions whose values would take too long to fold */
export function valuesFilter(items: readonly SimpleItem[]): ValuesFilter {
  refuseLong({ kind: 'or', of: items }, FILTER_BYTES)
  return new ValuesFilter(items)
}

/** Chooses the values that match one of some conditions (RFC 3876). */
export class ValuesFilter {
  readonly #items: readonly SimpleItem[]
  readonly #choices = new Map<AttributeType, Choice>()

  constructor(items: readonly SimpleItem[]) {
    this.#items = items
  }

  of(type: AttributeType, values: readonly string[]): readonly string[] {
    let choice = this.#choices.get(type)
    if (choice === undefined) {
      choice = choiceOf(type, this.#items)
      this.#choices.set(type, choice)
    }
    return choice(values)
  }
}

function choiceOf(type: AttributeType, items: readonly SimpleItem[]): Choice {
  const about = items.filter((item) => isAbout(item, type))
  if (about.length === 0) return NONE
  if (about.some(({ kind }) => kind === 'present')) return ALL
  // A rule over every attribute is a rule over this one: made ready for all of them it would take a hundred times as long.
  const own = attributeDescription(type.names[0])
  const named = about.map((item) => (item.attribute === null ? { ...item, attribute: own } : item))
  const compiled = new CompiledFilter({ kind: 'or', of: named })
  // A value is judged as an entry that has no other.
  const matches = (value: string): boolean =>
    compiled.test({ dn: '', types: [type], values: (one) => (one === type ? [value] : []) }) === TRUE
  return (values) => values.filter(matches)
}

function isAbout(item: SimpleItem, asked: AttributeType): boolean {
  if (item.attribute === null) return true
  const { type, hasOptions } = item.attribute
  return type !== undefined && !hasOptions && withSubtypes(type).includes(asked)
}
