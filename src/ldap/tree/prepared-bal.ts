import type { Bal } from '../../resources/person.js'
import { EntryWriter } from '../ber/entry-writer.js'
import { OCTET_STRING, SEQUENCE, SET } from '../ber/tags.js'
import type { BerWriter } from '../ber/writer.js'
import { escapeValue } from '../dn/escape-value.js'
import type { AttributeType } from '../schema/attribute-type.js'
import { knownType } from '../schema/attribute-types.js'
import { balShape } from './bal-shape.js'
import type { Column } from './shape.js'

/** User attributes of a mailbox, in the order in which they are prepared. */
export const PREPARED_TYPES: readonly AttributeType[] = balShape.types.filter(({ usage }) => usage === undefined)

/** Attributes whose few values come back in mailbox after mailbox, and are remembered. */
const RECURRING: ReadonlySet<AttributeType> = new Set(
  [
    'givenName',
    'title',
    'postalCode',
    'l',
    'st',
    'TypeBAL',
    'TypeIdentifiantPP',
    'profession',
    'specialite',
    'TypeIdentifiantPM',
    'departement',
    'dematerialisation',
    'source',
  ].map(knownType),
)
const REMEMBERED = 20_000

const writer = new EntryWriter()

interface Prepared {
  readonly column: Column<Bal>
  /** The name as an element. */
  readonly name: Uint8Array
  /** Whole attributes by their only value. */
  readonly known: Map<string, Uint8Array> | null
}

const ATTRIBUTES: readonly Prepared[] = PREPARED_TYPES.map((type) => ({
  column: balShape.column(type)!,
  name: Uint8Array.from([OCTET_STRING, type.names[0].length, ...Buffer.from(type.names[0])]),
  known: RECURRING.has(type) ? new Map() : null,
}))

/**
 * A mailbox as it is sent: its source and its relative name, which the server needs to complete the name, then its
 * PartialAttributes (RFC 4511 §4.1.7) one after the other. The import makes it once and each search copies it.
 */
export function prepareBal(bal: Bal): Buffer {
  writer.text(bal.provenance.source)
  writer.text(`mail=${escapeValue(bal.adresse)}`)
  for (const prepared of ATTRIBUTES) prepare(prepared, prepared.column.read(bal))
  return writer.take()
}

const TELEPHONE = preparedOf('telephoneNumber')
const FAX = preparedOf('facsimileTelephoneNumber')

/** What a mailbox ends with that is given numbers besides what its file says: attributes come in any order. */
export function prepareNumbers({ telephones, telecopie }: Pick<Bal, 'telephones' | 'telecopie'>): Buffer {
  prepare(TELEPHONE, telephones)
  prepare(FAX, telecopie === null ? [] : [telecopie])
  return writer.take()
}

function preparedOf(name: string): Prepared {
  return ATTRIBUTES[PREPARED_TYPES.indexOf(knownType(name))]!
}

function prepare({ name, known }: Prepared, values: readonly string[]): void {
  if (values.length === 0) return
  const only = known !== null && values.length === 1 ? values[0]! : null
  const remembered = only === null ? undefined : known!.get(only)
  if (remembered !== undefined) {
    writer.bytes(remembered)
    return
  }
  const attribute = writer.begin()
  writer.bytes(name)
  const set = writer.begin()
  for (const value of values) writer.text(value)
  writer.end(SET, set)
  writer.end(SEQUENCE, attribute)
  if (only !== null && known!.size < REMEMBERED) known!.set(only, writer.since(attribute))
}

/** One PartialAttribute; nothing when there are no values. */
export function writeAttribute(
  to: BerWriter,
  type: AttributeType,
  values: readonly string[],
  typesOnly: boolean,
): void {
  if (values.length === 0) return
  const attribute = to.begin(SEQUENCE)
  to.text(type.names[0])
  const set = to.begin(SET)
  if (!typesOnly) for (const value of values) to.text(value)
  to.end(set)
  to.end(attribute)
}
