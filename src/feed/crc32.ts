import * as zlib from 'node:zlib'

const TABLE = new Uint32Array(256).map((_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

export function plainCrc32(data: Buffer, start: number): number {
  let crc = ~start
  for (const byte of data) crc = TABLE[(crc ^ byte) & 0xff]! ^ (crc >>> 8)
  return ~crc >>> 0
}

/** CRC-32 of the bytes seen so far. zlib has it only since Node 20.15. */
export const crc32: (data: Buffer, start: number) => number = zlib.crc32 ?? plainCrc32
