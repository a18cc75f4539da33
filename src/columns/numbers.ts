import { lowerBound } from './lower-bound.js'

export type Numbers = Uint8Array | Uint16Array | Uint32Array
export type NumberType = 'u8' | 'u16' | 'u32'
const BYTES: Readonly<Record<NumberType, number>> = { u8: 1, u16: 2, u32: 4 }

export function bytesOf(type: NumberType): number {
  return BYTES[type]
}

export function typeOf(values: Numbers): NumberType {
  if (values instanceof Uint8Array) return 'u8'
  return values instanceof Uint16Array ? 'u16' : 'u32'
}

export function numbers(type: NumberType, length: number): Numbers {
  if (type === 'u8') return new Uint8Array(length)
  return type === 'u16' ? new Uint16Array(length) : new Uint32Array(length)
}

/** The smallest type that holds every number up to `most`. */
export function typeFor(most: number): NumberType {
  if (most < 0x100) return 'u8'
  return most < 0x1_0000 ? 'u16' : 'u32'
}

/** Place of a number among ascending ones; -1 when it is not there. */
export function placeOf(ascending: Numbers, number: number): number {
  const place = lowerBound(0, ascending.length, (at) => ascending[at]! < number)
  return ascending[place] === number ? place : -1
}
