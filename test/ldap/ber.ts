/** BER for tests, written apart from the server's own writer so that one does not excuse the other. */

export function tlv(tag: number, ...content: readonly (Buffer | string)[]): Buffer {
  const body = Buffer.concat(content.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)))
  if (body.length < 0x80) return Buffer.concat([Buffer.from([tag, body.length]), body])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  return Buffer.concat([Buffer.from([tag, 0x84]), length, body])
}

export function int(value: number, tag = 0x02): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return tlv(tag, bytes)
}

export const enumerated = (value: number) => tlv(0x0a, Buffer.from([value]))
export const octets = (value: string | Buffer) => tlv(0x04, value)
export const message = (id: number, ...parts: readonly Buffer[]) => tlv(0x30, int(id), ...parts)

export const present = (attribute: string) => tlv(0x87, attribute)
export const equality = (attribute: string, value: string | Buffer) => tlv(0xa3, octets(attribute), octets(value))
export const contains = (attribute: string, piece: string | Buffer) =>
  tlv(0xa4, octets(attribute), tlv(0x30, tlv(0x81, piece)))

export const allOf = (...filters: readonly Buffer[]) => tlv(0xa0, ...filters)
export const oneOf = (...filters: readonly Buffer[]) => tlv(0xa1, ...filters)
export const not = (filter: Buffer) => tlv(0xa2, filter)
export const starts = (attribute: string, piece: string) => tlv(0xa4, octets(attribute), tlv(0x30, tlv(0x80, piece)))

export interface SearchOptions {
  readonly base?: string
  readonly scope?: number
  readonly sizeLimit?: number
  readonly typesOnly?: boolean
  readonly filter?: Buffer
  readonly attributes?: readonly string[]
}

/** A search request without its envelope. */
export function search(options: SearchOptions = {}): Buffer {
  return tlv(
    0x63,
    octets(options.base ?? ''),
    enumerated(options.scope ?? 0),
    enumerated(0),
    int(options.sizeLimit ?? 0),
    int(0),
    tlv(0x01, Buffer.from([options.typesOnly === true ? 0xff : 0])),
    options.filter ?? present('objectClass'),
    tlv(0x30, ...(options.attributes ?? []).map(octets)),
  )
}

export const bind = (name: string, password: string, version = 3) =>
  tlv(0x60, int(version), octets(name), tlv(0x80, password))
export const abandon = (id: number) => int(id, 0x50)
export const UNBIND = Buffer.from([0x42, 0])

/** One answer of the server: its number, its operation's tag, and the result code where it has one. */
export interface Received {
  readonly id: number
  readonly tag: number
  readonly code: number
  readonly bytes: Buffer
}

/** The name of a SearchResultEntry. */
export function entryName(received: Received): string {
  const [start] = content(received.bytes, 0)
  const [, idEnd] = content(received.bytes, start)
  const [operation] = content(received.bytes, idEnd)
  const [nameStart, nameEnd] = content(received.bytes, operation)
  return received.bytes.toString('utf8', nameStart, nameEnd)
}

/** Cuts what a server sent into messages; bytes after the last whole message are left out. */
export function receivedIn(bytes: Buffer): Received[] {
  const found: Received[] = []
  let at = 0
  // No header of a message is longer than six bytes, and no whole message is shorter.
  while (bytes.length - at >= 6) {
    const [start, end] = content(bytes, at)
    if (end > bytes.length) break
    const [idStart, idEnd] = content(bytes, start)
    const [opStart] = content(bytes, idEnd)
    found.push({
      id: bytes.readIntBE(idStart, idEnd - idStart),
      tag: bytes[idEnd]!,
      code: bytes[opStart] === 0x0a ? bytes[opStart + 2]! : -1,
      bytes: bytes.subarray(at, end),
    })
    at = end
  }
  return found
}

function content(bytes: Buffer, at: number): readonly [number, number] {
  const first = bytes[at + 1]!
  const size = first < 0x80 ? 0 : first & 0x7f
  const length = size === 0 ? first : bytes.readUIntBE(at + 2, size)
  const start = at + 2 + size
  return [start, start + length]
}
