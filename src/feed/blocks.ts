import type { FeedFile } from './contract.js'
import { refusal, whereIs } from './refusal.js'

/** No line of any known feed comes near: beyond, the file is not one of lines. */
export const LINE_LIMIT = 1024 * 1024

export function lineTooLong(file: FeedFile, line: number) {
  return refusal({
    name: file.name,
    found: 'une ligne dépasse 1 Mio sans fin de ligne',
    expected: 'un fichier texte dont chaque ligne se termine par un retour à la ligne',
    where: whereIs(file, line),
  })
}

/**
 * Cuts chunks at their last newline: each block holds whole lines, so that no character is ever cut in two. Only the
 * last block may lack its final newline.
 */
export async function* wholeLines(chunks: AsyncIterable<Buffer>, tooLong: () => Error): AsyncGenerator<Buffer> {
  let rest: Buffer[] = []
  let restLength = 0
  for await (const chunk of chunks) {
    const cut = chunk.lastIndexOf(10) + 1
    if (cut > 0) {
      yield restLength === 0 ? chunk.subarray(0, cut) : Buffer.concat([...rest, chunk.subarray(0, cut)])
      rest = []
      restLength = 0
    }
    if (cut < chunk.length) {
      // A copy: the reader fills its buffers again.
      rest.push(Buffer.from(chunk.subarray(cut)))
      restLength += chunk.length - cut
      if (restLength > LINE_LIMIT) throw tooLong()
    }
  }
  if (restLength > 0) yield Buffer.concat(rest)
}
