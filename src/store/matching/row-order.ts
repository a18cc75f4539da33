import { lowerBound } from '../../columns/lower-bound.js'
import { byCodePoint } from '../../text/code-point-order.js'
import { lettersOf } from '../../text/words.js'
import type { IndexedField } from './field.js'

/** What the rows of the mailboxes are sorted by before their addresses: a name, then a first name, both folded. */
export interface OrderFields {
  readonly nom: IndexedField
  readonly prenom: IndexedField
  /** Raison sociale and enseigne. */
  readonly structure: IndexedField
}

/**
 * The order in which the mailboxes lie (schema/finalisation.sql): by the name of the holder, else of the structure, then
 * by the first name. Rows are found in it by halving.
 */
export class RowOrder {
  readonly #fields: OrderFields
  readonly #count: number

  constructor(fields: OrderFields, count: number) {
    this.#fields = fields
    this.#count = count
  }

  /** The name by which a row is sorted; '' when it has none. */
  name(row: number): string {
    const { nom, structure } = this.#fields
    const own = textOf(nom, 0, row)
    return own !== '' ? own : textOf(structure, 0, row) || textOf(structure, 1, row)
  }

  firstName(row: number): string {
    return textOf(this.#fields.prenom, 0, row)
  }

  /** Whether a row has the name of a person or a structure. */
  isNamed(): (row: number) => boolean {
    const first = this.past('', null)
    return (row) => row >= first
  }

  /**
   * Negative, zero or positive as a row comes before, with or after a name.
   * @param first null when first names do not count
   */
  compare(row: number, name: string, first: string | null): number {
    const sign = byCodePoint(this.name(row), name)
    return sign !== 0 || first === null ? sign : byCodePoint(this.firstName(row), first)
  }

  /** The first row that does not come before a name. */
  from(name: string, first: string | null): number {
    return lowerBound(0, this.#count, (row) => this.compare(row, name, first) < 0)
  }

  /** The first row that comes after a name. */
  past(name: string, first: string | null): number {
    return lowerBound(0, this.#count, (row) => this.compare(row, name, first) <= 0)
  }

  /**
   * The words of a name as somebody types them, cut where a name ends and a first name begins: `le goff ya` is LE GOFF, YA.
   * They are one name as long as any name begins so.
   */
  cut(words: readonly string[]): { readonly name: string; readonly first: string } {
    const whole = words.join('')
    if (this.#begins(whole)) return { name: whole, first: '' }
    for (let at = Math.min(words.length - 1, MOST_WORDS); at > 0; at--) {
      const name = words.slice(0, at).join('')
      const row = this.from(name, null)
      if (row < this.#count && this.name(row) === name) return { name, first: words.slice(at).join('') }
    }
    return { name: whole, first: '' }
  }

  #begins(start: string): boolean {
    const row = this.from(start, null)
    return row < this.#count && this.name(row).startsWith(start)
  }
}

/** No name has more words: those of a longer text are not all tried. */
const MOST_WORDS = 16

function textOf({ dictionary, columns }: IndexedField, column: number, row: number): string {
  return lettersOf(dictionary.at(columns[column]!.all()[row]!))
}
