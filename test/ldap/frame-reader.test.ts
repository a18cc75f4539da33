import { describe, expect, it } from 'vitest'
import { FrameReader, FramingError } from '../../src/ldap/ber/frame-reader.js'
import { message, search } from './ber.js'

const LIMIT = 256 * 1024

describe('FrameReader', () => {
  it('gives the messages of one chunk one after the other', () => {
    const reader = new FrameReader()
    const one = message(1, search())
    const other = message(2, search({ base: 'dc=rpps,dc=fr' }))
    reader.push(Buffer.concat([one, other]))
    expect(reader.next(LIMIT)).toEqual(one)
    expect(reader.next(LIMIT)).toEqual(other)
    expect(reader.next(LIMIT)).toBeNull()
    expect(reader.waiting).toBe(0)
  })

  it('puts together a message that comes byte by byte', () => {
    const reader = new FrameReader()
    const frame = message(1, search({ base: 'ou=national,dc=mssante,dc=fr' }))
    for (const [index] of frame.entries()) {
      expect(reader.next(LIMIT)).toBeNull()
      reader.push(frame.subarray(index, index + 1))
    }
    expect(reader.next(LIMIT)).toEqual(frame)
  })

  it('keeps handed-out messages intact while later bytes come', () => {
    const reader = new FrameReader()
    const frame = message(7, search())
    reader.push(frame.subarray(0, 5))
    reader.push(Buffer.concat([frame.subarray(5), frame.subarray(0, 3)]))
    const first = reader.next(LIMIT)
    reader.push(frame.subarray(3))
    expect(reader.next(LIMIT)).toEqual(frame)
    expect(first).toEqual(frame)
  })

  it.each([
    ['4 GiB announced in six bytes', Buffer.from([0x30, 0x84, 0xff, 0xff, 0xff, 0xff])],
    ['2 GiB announced', Buffer.from([0x30, 0x84, 0x80, 0, 0, 0])],
    ['one byte over the limit', Buffer.from([0x30, 0x83, 0x04, 0x00, 0x00])],
    ['an indefinite length', Buffer.from([0x30, 0x80, 0, 0])],
    ['a length of five bytes', Buffer.from([0x30, 0x85, 0, 0, 0, 0, 1])],
    ['a TLS greeting', Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00])],
    ['HTTP', Buffer.from('GET / HTTP/1.1\r\n')],
  ])('refuses %s', (_, bytes) => {
    const reader = new FrameReader()
    reader.push(bytes)
    expect(() => reader.next(LIMIT)).toThrow(FramingError)
  })
})
