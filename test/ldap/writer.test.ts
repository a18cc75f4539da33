import { describe, expect, it } from 'vitest'
import { BerWriter } from '../../src/ldap/ber/writer.js'
import { octets, tlv } from './ber.js'

function contentOf(bytes: Buffer): Buffer {
  const size = bytes[1]! < 0x80 ? 0 : bytes[1]! & 0x7f
  return bytes.subarray(2 + size)
}

describe('BerWriter', () => {
  it.each([0, 1, 41, 42, 43, 127, 128, 255, 256, 65_535, 65_536, 200_000])(
    'writes a text of %i characters',
    (length) => {
      for (const letter of ['a', 'é', '𝄞']) {
        const writer = new BerWriter(16)
        const outer = writer.begin(0x30)
        writer.text(letter.repeat(length))
        writer.end(outer)
        const inner = contentOf(writer.take())
        expect(contentOf(inner).toString()).toBe(letter.repeat(length))
      }
    },
  )

  it.each([0, 1, 127, 128, -1, -128, -129, 32_767, 8_388_608, 2_147_483_647])('writes the integer %i', (value) => {
    const writer = new BerWriter()
    writer.integer(value)
    const bytes = writer.take()
    expect(bytes.readIntBE(2, bytes[1]!)).toBe(value)
  })

  it('moves what an element holds when its length needs more bytes than reserved', () => {
    const writer = new BerWriter(32)
    const wide = writer.begin(0x30, true)
    for (let index = 0; index < 3000; index++) writer.text('un texte assez long, avec des accents : é')
    writer.end(wide, true)
    const content = contentOf(writer.take())
    const one = octets('un texte assez long, avec des accents : é')
    expect(content.length).toBe(3000 * one.length)
    expect(content.subarray(-one.length)).toEqual(one)
    expect(tlv(0x30, content).length).toBe(content.length + 6)
  })
})
