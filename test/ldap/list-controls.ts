import { entryName, int, message, octets, search, tlv } from './ber.js'
import { exchange } from './raw-client.js'

/** Server side sort (RFC 2891) and virtual list views, as a client writes and reads them. */
const SORT = '1.2.840.113556.1.4.473'
export const SORT_ANSWER = '1.2.840.113556.1.4.474'
export const VIEW = '2.16.840.1.113730.3.4.9'
const VIEW_ANSWER = '2.16.840.1.113730.3.4.10'

export interface Key {
  readonly by: string
  readonly rule?: string
  readonly reverse?: boolean
}

export function sort(critical: boolean, ...keys: readonly Key[]): Buffer {
  const list = keys.map(({ by, rule, reverse }) =>
    tlv(
      0x30,
      octets(by),
      ...(rule === undefined ? [] : [tlv(0x80, rule)]),
      ...(reverse === true ? [tlv(0x81, Buffer.from([0xff]))] : []),
    ),
  )
  return control(SORT, critical, tlv(0x30, ...list))
}

export function control(type: string, critical: boolean, value?: Buffer): Buffer {
  const flag = critical ? [tlv(0x01, Buffer.from([0xff]))] : []
  return tlv(0x30, octets(type), ...flag, ...(value === undefined ? [] : [octets(value)]))
}

const contextOf = (context: Buffer | null) => (context === null ? [] : [octets(context)])

export const byOffset = (before: number, after: number, offset: number, count = 0, context: Buffer | null = null) =>
  control(VIEW, true, tlv(0x30, int(before), int(after), tlv(0xa0, int(offset), int(count)), ...contextOf(context)))
export const byValue = (before: number, after: number, value: string | Buffer, context: Buffer | null = null) =>
  control(VIEW, true, tlv(0x30, int(before), int(after), tlv(0x81, value), ...contextOf(context)))

/** A search for names alone, with controls. */
export async function ask(
  port: number,
  base: string,
  filter: Buffer,
  controls: readonly Buffer[],
  sizeLimit = 0,
): Promise<{ readonly names: readonly string[]; readonly code: number; readonly done: Buffer }> {
  const request = search({ base, scope: 2, filter, attributes: ['1.1'], sizeLimit })
  const answers = await exchange(port, [message(1, request, tlv(0xa0, ...controls))], 1)
  const done = answers.at(-1)!
  return { names: answers.slice(0, -1).map(entryName), code: done.code, done: done.bytes }
}

/** The result in the response control of the sort; -1 when there is none. */
export function sortResult(done: Buffer): number {
  const at = done.indexOf(SORT_ANSWER)
  // OCTET STRING { SEQUENCE { ENUMERATED } }
  return at === -1 ? -1 : done[at + SORT_ANSWER.length + 6]!
}

export interface ViewAnswer {
  /** targetPosition, contentCount and virtualListViewResult. */
  readonly numbers: readonly number[]
  readonly context: Buffer | null
}

/** The response control of a view; null when there is none. */
export function viewAnswer(done: Buffer): ViewAnswer | null {
  const start = done.indexOf(VIEW_ANSWER)
  if (start === -1) return null
  // OCTET STRING { SEQUENCE { INTEGER, INTEGER, ENUMERATED, OCTET STRING OPTIONAL } }, all short
  let next = start + VIEW_ANSWER.length + 4
  const end = next + done[next - 1]!
  const numbers: number[] = []
  for (let field = 0; field < 3; field++) {
    const length = done[next + 1]!
    numbers.push(done.readIntBE(next + 2, length))
    next += 2 + length
  }
  return { numbers, context: next < end ? done.subarray(next + 2, end) : null }
}
