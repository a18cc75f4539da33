import type { AttributeType } from '../schema/attribute-type.js'

/** An entry as filters, comparisons and answers see it. */
export interface Entry {
  /** Name as it is sent. */
  readonly dn: string
  /** Types that the entry may hold, in the order in which they are sent; one list for all entries of a kind. */
  readonly types: readonly AttributeType[]
  /** A professional seen by each activity alone; undefined for what has no activities. */
  readonly activities?: readonly Entry[]
  /** Values of a type, none of them empty; [] when the entry has none. */
  values(type: AttributeType): readonly string[]
}
