/** LDAP messages for fuzzing and attacks, written apart from the server's own encoder so that one does not excuse the other. */

export function tlv(tag: number, ...content: readonly (Buffer | string)[]): Buffer {
  const body = Buffer.concat(content.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)))
  return Buffer.concat([Buffer.from([tag, ...lengthBytes(body.length)]), body])
}

function lengthBytes(length: number): readonly number[] {
  if (length < 0x80) return [length]
  const bytes: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest & 0xff)
  return [0x80 | bytes.length, ...bytes]
}

/** A non-negative INTEGER in as many bytes as it takes. */
export function int(value: number, tag = 0x02): Buffer {
  const bytes: number[] = []
  let rest = value
  do {
    bytes.unshift(rest & 0xff)
    rest = Math.floor(rest / 256)
  } while (rest > 0)
  return tlv(tag, Buffer.from(bytes[0]! >= 0x80 ? [0, ...bytes] : bytes))
}

export const octets = (value: string | Buffer) => tlv(0x04, value)
export const flag = (value: boolean) => tlv(0x01, Buffer.from([value ? 0xff : 0]))

export const present = (name: string) => tlv(0x87, name)
export const equality = (name: string, value: string, tag = 0xa3) => tlv(tag, octets(name), octets(value))
export const substrings = (name: string, ...pieces: readonly Buffer[]) => tlv(0xa4, octets(name), tlv(0x30, ...pieces))
export const contains = (name: string, piece: string) => substrings(name, tlv(0x81, piece))
export const starts = (name: string, piece: string) => substrings(name, tlv(0x80, piece))
export const and = (filters: readonly Buffer[]) => tlv(0xa0, ...filters)
export const or = (filters: readonly Buffer[]) => tlv(0xa1, ...filters)
export const not = (filter: Buffer) => tlv(0xa2, filter)
/** (attribute:rule:=value); no attribute means every one that the rule applies to. */
export const extensible = (rule: string, attribute: string | null, value: string) =>
  tlv(0xa9, tlv(0x81, rule), ...(attribute === null ? [] : [tlv(0x82, attribute)]), tlv(0x83, value))

export interface SearchLimits {
  readonly size?: number
  readonly seconds?: number
}

/** @param scope 0 base, 1 one level, 2 subtree */
export function search(
  base: string,
  scope: number,
  filter: Buffer,
  attributes: readonly string[] = [],
  { size = 0, seconds = 0 }: SearchLimits = {},
): Buffer {
  const limits = [int(scope, 0x0a), int(0, 0x0a), int(size), int(seconds), flag(false)]
  return tlv(0x63, octets(base), ...limits, filter, tlv(0x30, ...attributes.map(octets)))
}

export const bind = (name: string, password: string) => tlv(0x60, int(3), octets(name), tlv(0x80, password))
export const abandon = (id: number) => int(id, 0x50)
export const UNBIND = tlv(0x42)

export function control(type: string, critical: boolean, value: Buffer | null): Buffer {
  return tlv(0x30, octets(type), flag(critical), ...(value === null ? [] : [octets(value)]))
}

export const message = (id: number, operation: Buffer, ...controls: readonly Buffer[]) =>
  tlv(0x30, int(id), operation, ...(controls.length === 0 ? [] : [tlv(0xa0, ...controls)]))
