import type { FeedFile } from './contract.js'
import { refusal, whereIs } from './refusal.js'

/** No line of any known feed comes near: beyond, the file is not one of lines. */
export const LINE_LIMIT = 1024 * 1024

export function lineTooLong(file: FeedFile, place: string) {
  return refusal({
    name: file.name,
    found: 'une ligne dépasse 1 Mio sans fin de ligne',
    expected: 'un fichier texte dont chaque ligne se termine par un retour à la ligne',
    where: `${whereIs(file)}, ${place}`,
  })
}

/**
 * Cuts chunks at their last newline: each block holds whole lines, so that no character is ever cut in two. Only the
 * last block may lack its final newline.
 */
export async function* wholeLines(file: FeedFile, chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer[] = []
  let restLength = 0
  let offset = 0
  for await (const chunk of chunks) {
    const cut = chunk.lastIndexOf(10) + 1
    let start = 0
    if (cut > 0 && restLength > 0) {
      // The line that two chunks share goes alone: joining the whole chunk to it would copy the file once more.
      start = chunk.indexOf(10) + 1
      yield Buffer.concat([...rest, chunk.subarray(0, start)])
      rest = []
      restLength = 0
    }
    if (start < cut) yield chunk.subarray(start, cut)
    if (cut < chunk.length) {
      // A copy: the reader fills its buffers again.
      rest.push(Buffer.from(chunk.subarray(cut)))
      restLength += chunk.length - cut
      if (restLength > LINE_LIMIT) {
        const begin = offset + chunk.length - restLength
        throw lineTooLong(file, `à partir de l’octet ${begin + 1}`)
      }
    }
    offset += chunk.length
  }
  if (restLength > 0) yield Buffer.concat(rest)
}
