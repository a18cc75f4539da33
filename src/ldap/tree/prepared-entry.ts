import type { ChangeDates } from '../../store/change-dates.js'
import type { Span } from '../../store/entry-slabs.js'
import { mailboxIdentity } from '../../values/index.js'
import { lengthSize, readLength } from '../ber/length.js'
import { SEQUENCE } from '../ber/tags.js'
import type { BerWriter } from '../ber/writer.js'
import type { AttributeType } from '../schema/attribute-type.js'
import { knownType } from '../schema/attribute-types.js'
import { balShape } from './bal-shape.js'
import type { Dit } from './dit.js'
import type { Entry } from './entry.js'
import { operationalValues } from './operational-values.js'
import { PREPARED_TYPES, writeAttribute } from './prepared-bal.js'

const NONE: readonly string[] = []
const MAIL = knownType('mail')

/** Place of each type in the prepared order. */
const PLACES: ReadonlyMap<AttributeType, number> = new Map(PREPARED_TYPES.map((type, place) => [type, place]))

/** Place of each prepared type by what its name's length, first and last letter make. */
const PLACE_OF_NAME = new Uint8Array(1 << 12)
for (const [place, { names }] of PREPARED_TYPES.entries()) {
  const [name] = names
  const key = nameKey(name.length, name.charCodeAt(0), name.charCodeAt(name.length - 1))
  if (PLACE_OF_NAME[key] !== 0) throw new Error(`attribute ${name} looks like another one`)
  PLACE_OF_NAME[key] = place + 1
}

function nameKey(length: number, first: number, last: number): number {
  return ((length * 29) ^ (first * 5) ^ (last * 101)) & 0xfff
}

/** Which attributes of prepared entries an answer takes, made once for all of them. */
export interface PreparedSelection {
  /** All that was prepared is sent as it is. */
  readonly whole: boolean
  /** For each prepared type, 1 when it is wanted. */
  readonly wanted: Uint8Array
  readonly operational: readonly AttributeType[]
}

/** @param chosen types of the answer, among those of a mailbox */
export function prepareSelection(chosen: readonly AttributeType[]): PreparedSelection {
  const wanted = Uint8Array.from(PREPARED_TYPES, (type) => (chosen.includes(type) ? 1 : 0))
  const operational = chosen.filter((type) => !PLACES.has(type))
  return { whole: wanted.every((one) => one === 1), wanted, operational }
}

/** A mailbox read from the bytes that `prepareBal` made: nothing is decoded before it is asked for. */
export class PreparedEntry implements Entry {
  readonly #bytes: Buffer
  readonly #start: number
  readonly #end: number
  readonly #dit: Dit
  readonly #dates: ChangeDates
  readonly #rang: number
  /** Where the relative name and the attributes begin. */
  readonly #name: number
  readonly #attributes: number
  /** Start and end of the values of each prepared type; null until one is asked for. */
  #values: Uint32Array | null = null

  /** @param dates of change @param rang of the mailbox */
  constructor({ bytes, start, end }: Span, dit: Dit, dates: ChangeDates, rang: number) {
    this.#bytes = bytes
    this.#start = start
    this.#end = end
    this.#dit = dit
    this.#dates = dates
    this.#rang = rang
    this.#name = contentEnd(bytes, start)
    this.#attributes = contentEnd(bytes, this.#name)
  }

  get source(): string {
    return this.#text(contentStart(this.#bytes, this.#start), this.#name)
  }

  get dn(): string {
    return `${this.#text(contentStart(this.#bytes, this.#name), this.#attributes)},${this.#dit.parentOfBals(this.source)}`
  }

  get types(): readonly AttributeType[] {
    return balShape.types
  }

  values(type: AttributeType): readonly string[] {
    const place = PLACES.get(type)
    if (place === undefined) return type.usage === undefined ? NONE : this.#operational(type)
    this.#values ??= this.#locate()
    const end = this.#values[2 * place + 1]!
    let at = this.#values[2 * place]!
    if (at === end) return NONE
    const values: string[] = []
    while (at < end) {
      const start = contentStart(this.#bytes, at)
      at = contentEnd(this.#bytes, at)
      values.push(this.#text(start, at))
    }
    return values
  }

  /** Writes the name and the chosen attributes: what a SearchResultEntry holds. */
  write(writer: BerWriter, { whole, wanted, operational }: PreparedSelection, typesOnly: boolean): void {
    const bytes = this.#bytes
    const ending = this.#dit.endingOfBals(bytes, contentStart(bytes, this.#start), this.#name)
    writer.joined(bytes, contentStart(bytes, this.#name), this.#attributes, ending)
    const attributes = writer.begin(SEQUENCE, true)
    if (typesOnly) {
      for (const [place, type] of PREPARED_TYPES.entries()) {
        if (wanted[place] === 1) writeAttribute(writer, type, this.values(type), true)
      }
    } else if (whole) writer.slice(bytes, this.#attributes, this.#end)
    else this.#writeWanted(writer, wanted)
    for (const type of operational) writeAttribute(writer, type, this.#operational(type), typesOnly)
    writer.end(attributes, true)
  }

  #writeWanted(writer: BerWriter, wanted: Uint8Array): void {
    const bytes = this.#bytes
    // Wanted attributes that follow each other are copied together.
    let from = this.#attributes
    for (let at = from; at < this.#end; ) {
      const end = contentEnd(bytes, at)
      if (wanted[placeOf(bytes, contentStart(bytes, at))] === 0) {
        if (from < at) writer.slice(bytes, from, at)
        from = end
      }
      at = end
    }
    if (from < this.#end) writer.slice(bytes, from, this.#end)
  }

  #operational(type: AttributeType): readonly string[] {
    return operationalValues(type, {
      dn: this.dn,
      structuralClass: STRUCTURAL_CLASS,
      hasSubordinates: false,
      date: this.#dates.ofMailbox(this.#rang),
      identity: () => mailboxIdentity(this.values(MAIL)[0]!, this.source),
    })
  }

  #locate(): Uint32Array {
    const bytes = this.#bytes
    const places = 2 * PREPARED_TYPES.length
    const values = new Uint32Array(places)
    for (let at = this.#attributes; at < this.#end; ) {
      const end = contentEnd(bytes, at)
      const name = contentStart(bytes, at)
      const place = placeOf(bytes, name)
      values[2 * place] = contentStart(bytes, contentEnd(bytes, name))
      values[2 * place + 1] = end
      at = end
    }
    return values
  }

  #text(start: number, end: number): string {
    return this.#bytes.toString('utf8', start, end)
  }
}

const STRUCTURAL_CLASS = 'inetOrgPerson'

/** Where the content of the element at `at` begins. */
function contentStart(bytes: Buffer, at: number): number {
  return at + 1 + lengthSize(bytes[at + 1]!)
}

/** Where the element at `at` ends. */
function contentEnd(bytes: Buffer, at: number): number {
  const size = lengthSize(bytes[at + 1]!)
  return at + 1 + size + readLength(bytes, at + 1, size)
}

/** @param name where the element of the attribute's name begins; names are shorter than 128 bytes */
function placeOf(bytes: Buffer, name: number): number {
  const length = bytes[name + 1]!
  return PLACE_OF_NAME[nameKey(length, bytes[name + 2]!, bytes[name + 1 + length]!)]! - 1
}
