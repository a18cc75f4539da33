import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { readPublished } from '../store/index.js'
import { BlockGzipWriter } from './block-gzip.js'
import { type Extraction, generationOf } from './extraction.js'
import { type ExtractionKind, layoutOf, recordsOf } from './kinds.js'

/** What to make. */
export interface ExtractionOrder {
  readonly dataDir: string
  readonly kind: ExtractionKind
  /** Edition of the generation that it has to be of. */
  readonly edition: string
  /** The file, and what is to be known of it. */
  readonly path: string
  readonly aboutPath: string
}

/** Records read at a time. */
const PAGE = 200

/** Makes one file of the published generation, and gives it its name when it is whole. @returns whether it is there */
function make({ dataDir, kind, edition, path, aboutPath }: ExtractionOrder): Promise<boolean> {
  return readPublished(dataDir, async (directory) => {
    const { id, publieeLe } = directory.generation
    // Another one was published meanwhile: whoever asks again gets that one. All that an edition hides is hidden here too.
    if (id !== generationOf(edition)) return false
    mkdirSync(dirname(path), { recursive: true })
    const writer = new BlockGzipWriter(`${path}.part`)
    const { head, line, tail } = layoutOf(kind, id)
    writer.write(head)
    let records = 0
    for (let after = 0; ; ) {
      const { results } = await recordsOf(kind, directory, { after, limit: PAGE })
      let text = ''
      for (const { value } of results) text += line(value, records++)
      writer.write(text)
      if (results.length < PAGE) break
      after = results.at(-1)!.rang
    }
    writer.write(tail)
    const made = { ...kind, generation: id, edition, records, publishedAt: publieeLe, ...writer.finish() }
    renameSync(`${path}.part`, path)
    writeFileSync(`${aboutPath}.part`, JSON.stringify(made satisfies Extraction))
    renameSync(`${aboutPath}.part`, aboutPath)
    return true
  })
}

parentPort!.postMessage(await make(workerData as ExtractionOrder))
