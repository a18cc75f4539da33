import { expect, test } from 'vitest'
import { crc32, plainCrc32 } from '../../src/feed/crc32.js'

test.each([
  ['Node’s own', crc32],
  ['the plain one', plainCrc32],
])('%s gives the check value of the standard, in one part or two', (_, sum) => {
  expect(sum(Buffer.from('123456789'), 0)).toBe(0xcbf43926)
  expect(sum(Buffer.from('6789'), sum(Buffer.from('12345'), 0))).toBe(0xcbf43926)
})
