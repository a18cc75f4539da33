import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wholeLines } from '../../src/feed/blocks.js'
import { feedFile } from './workspace.js'

test('wherever the chunks are cut: the same bytes, in blocks of whole lines', async () => {
  const chunk = fc.string({ unit: fc.constantFrom('a', 'é', '\n', '\r\n'), minLength: 1, maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(fc.array(chunk), fc.nat(5), async (parts, cut) => {
      const content = Buffer.from(parts.join(''))
      const chunks = Array.from({ length: Math.ceil(content.length / (cut + 1)) }, (_, index) =>
        content.subarray(index * (cut + 1), (index + 1) * (cut + 1)),
      )
      const blocks: Buffer[] = []
      for await (const block of wholeLines(feedFile('x'), stream(chunks))) blocks.push(Buffer.from(block))
      expect(Buffer.concat(blocks).equals(content)).toBe(true)
      for (const block of blocks.slice(0, -1)) expect(block.at(-1)).toBe(10)
    }),
  )
})

/** As the file reader does, a chunk is overwritten once the next one is asked for. */
async function* stream(chunks: readonly Buffer[]): AsyncGenerator<Buffer> {
  for (const chunk of chunks) {
    const shared = Buffer.from(chunk)
    yield shared
    shared.fill(0)
  }
}
