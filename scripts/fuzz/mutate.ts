import type { Rng } from '../feed/rng.js'
import { tlv } from '../wire/ber.js'

/** Bytes that decoders of BER have stumbled over: long, indefinite and reserved lengths, tags, ends of UTF-8. */
const SPITEFUL = [0x00, 0x01, 0x30, 0x31, 0x7f, 0x80, 0x81, 0x82, 0x84, 0x88, 0xa0, 0xa3, 0xbf, 0xc3, 0xed, 0xf5, 0xff]
const HEADERS = [
  '3084ffffffff',
  '3084fffffffe',
  '308400000000',
  '3080',
  '30847fffffff',
  '3085010000000000',
  '1603010200',
]

type Mutation = (bytes: Buffer, rng: Rng, other: Buffer) => Buffer

const MUTATIONS: readonly Mutation[] = [
  (bytes, rng) => changed(bytes, rng, (byte) => byte ^ (1 << rng.below(8))),
  (bytes, rng) => changed(bytes, rng, () => SPITEFUL[rng.below(SPITEFUL.length)]!),
  (bytes, rng) => changed(bytes, rng, () => rng.below(256)),
  (bytes, rng) => cut(bytes, rng, (at) => [bytes.subarray(0, at), bytes.subarray(at + 1)]),
  (bytes, rng) => cut(bytes, rng, (at) => [bytes.subarray(0, at), noise(rng, 1 + rng.below(8)), bytes.subarray(at)]),
  (bytes, rng) => cut(bytes, rng, (at) => [bytes.subarray(0, at), bytes.subarray(Math.max(0, at - 8))]),
  (bytes, rng) => cut(bytes, rng, (at) => [bytes.subarray(0, at)]),
  (bytes, rng, other) => cut(bytes, rng, (at) => [bytes.subarray(0, at), other.subarray(rng.below(other.length))]),
  (bytes, rng) => Buffer.concat([Buffer.from(HEADERS[rng.below(HEADERS.length)]!, 'hex'), bytes]),
  (_, rng) => noise(rng, 1 + rng.below(64)),
  (bytes, rng) => nested(bytes, 1 + rng.below(200), rng.chance(0.5) ? 0xa2 : 0xa0),
]

/**
 * A message spoilt in one to three ways, or, one time in ten, left sound. Most keep a sound outer length, without which
 * they would get no further than the framing.
 */
export function mutate(bytes: Buffer, rng: Rng, other: Buffer): Buffer {
  if (rng.chance(0.1)) return bytes
  if (rng.chance(0.3)) return spoil(bytes, rng, other)
  const content = bytes.subarray(bytes[1]! & 0x80 ? 2 + (bytes[1]! & 0x7f) : 2)
  // The number of the message stays, so that the operation is reached.
  const number = 2 + content[1]!
  return tlv(0x30, content.subarray(0, number), spoil(content.subarray(number), rng, other))
}

function spoil(bytes: Buffer, rng: Rng, other: Buffer): Buffer {
  let spoilt = Buffer.from(bytes)
  for (let times = 1 + rng.below(3); times > 0 && spoilt.length > 0; times--) {
    spoilt = Buffer.from(MUTATIONS[rng.below(MUTATIONS.length)]!(spoilt, rng, other))
  }
  return spoilt
}

function changed(bytes: Buffer, rng: Rng, change: (byte: number) => number): Buffer {
  const copy = Buffer.from(bytes)
  const at = rng.below(copy.length)
  copy[at] = change(copy[at]!)
  return copy
}

function cut(bytes: Buffer, rng: Rng, parts: (at: number) => readonly Buffer[]): Buffer {
  return Buffer.concat(parts(rng.below(bytes.length)))
}

function noise(rng: Rng, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => rng.below(256)))
}

/** The message inside many elements, as deep filters are. */
function nested(bytes: Buffer, depth: number, tag: number): Buffer {
  let inner = bytes.subarray(0, 200)
  for (let level = 0; level < depth; level++) {
    const { length } = inner
    inner = Buffer.concat([Buffer.from(length < 0x80 ? [tag, length] : [tag, 0x82, length >> 8, length & 0xff]), inner])
  }
  return inner
}
