import { Remembered } from '../../remembered.js'
import type { AttributeType } from '../schema/attribute-type.js'
import { attributeDescription, knownType, withSubtypes } from '../schema/attribute-types.js'
import { attributesOfClass, objectClass } from '../schema/object-classes.js'
import { balShape } from '../tree/bal-shape.js'
import { type PreparedSelection, prepareSelection } from '../tree/prepared-entry.js'

/** Clients send the same few lists again and again. */
const REMEMBERED = 200
const LONGEST_REMEMBERED = 2000
const known = new Remembered<string, Selection>(REMEMBERED)

/** @param names attribute list of the request: names in any case, aliases, OIDs, `*`, `+`, `1.1`, `@class` */
export function selectionOf(names: readonly string[]): Selection {
  const key = names.join('\n')
  if (key.length > LONGEST_REMEMBERED) return new Selection(names)
  return known.of(key, () => new Selection(names))
}

/** Which attributes a search wants (RFC 4511 §4.5.1.8). */
export class Selection {
  readonly #everyUser: boolean
  readonly #everyOperational: boolean
  readonly #named = new Set<AttributeType>()
  // Entries of a kind share one list of types, so that the choice is made once for all of them.
  readonly #chosen = new Map<readonly AttributeType[], readonly AttributeType[]>()

  #ofPrepared: PreparedSelection | null = null

  constructor(names: readonly string[]) {
    this.#everyUser = names.length === 0 || names.includes('*')
    this.#everyOperational = names.includes('+')
    const classes = new Set<string>()
    for (const name of names) {
      if (name.startsWith('@')) {
        // Each class once, however often and in whatever spelling it is named: it has some sixty attributes.
        const oid = objectClass(name.slice(1))?.oid
        if (oid === undefined || classes.has(oid)) continue
        classes.add(oid)
        for (const attribute of attributesOfClass(oid)) this.#named.add(knownType(attribute))
        continue
      }
      const { type, hasOptions } = attributeDescription(name)
      // No value here has options: a request for `cn;lang-fr` asks for less than cn, and gets nothing.
      if (type !== undefined && !hasOptions) for (const one of withSubtypes(type)) this.#named.add(one)
    }
  }

  /** The types to send, among those that an entry may hold. */
  of(types: readonly AttributeType[]): readonly AttributeType[] {
    let chosen = this.#chosen.get(types)
    if (chosen === undefined) {
      chosen = types.filter((type) => this.#wants(type))
      this.#chosen.set(types, chosen)
    }
    return chosen
  }

  /** The same for prepared entries. */
  get ofPrepared(): PreparedSelection {
    this.#ofPrepared ??= prepareSelection(this.of(balShape.types))
    return this.#ofPrepared
  }

  #wants(type: AttributeType): boolean {
    if (this.#named.has(type)) return true
    return type.usage === undefined ? this.#everyUser : this.#everyOperational
  }
}
