import { parentPort, workerData } from 'node:worker_threads'
import { AnnuaireError } from '../errors.js'
import { type FeedFile, type LineFault, readFeed } from '../feed/index.js'
import type { Row } from '../feed/row.js'
import { ReadingContext } from '../records/context.js'
import { lineReader } from '../records/index.js'
import { namesByLetters } from '../records/lettered-columns.js'
import type { LineReader } from '../records/line-reader.js'
import { isRegionalHeader } from '../records/regional-columns.js'
import { EntryMaker } from './entry-maker.js'
import { LineFaults } from './line-faults.js'
import { CREDITS, type Message, type ReadingOrder, ROWS_PER_MESSAGE } from './messages.js'
import { extractionDate } from './white-list.js'

/**
 * The reading half of an import: it reads, checks and tells apart; the main thread writes. Batches cross while
 * credits last, so neither runs ahead of the other.
 */
if (parentPort === null) throw new Error('reading-thread.js runs as a worker')
const port = parentPort
let credits = CREDITS
let granted: (() => void) | null = null

port.on('message', () => {
  credits++
  granted?.()
})

function send(message: Message): void {
  const entries = message.type === 'lignes' ? message.entries : null
  port.postMessage(message, entries === null ? [] : [entries.bytes.buffer, entries.ends.buffer])
}

async function sendBatch(message: Message): Promise<void> {
  while (credits === 0) {
    await new Promise<void>((resolve) => {
      granted = resolve
    })
    granted = null
  }
  credits--
  send(message)
}

async function readFile(file: FeedFile, number: number, context: ReadingContext, maker: EntryMaker): Promise<void> {
  let reader: LineReader | null = null
  let columns: readonly string[] = []
  let loaded = 0
  let refused = 0
  let pending = 0
  let bytes = 0
  const flush = (): Promise<void> => {
    pending = 0
    const taken = context.take()
    maker.learn(taken.batch)
    // Many credits: the other thread waits for work.
    const entries = credits > CREDITS / 2 ? null : maker.make(taken.batch)
    return sendBatch({ type: 'lignes', file: number, ...taken, entries, bytes })
  }
  context.startFile(file.kind, file.source)
  const faults = new LineFaults()
  const told = (fault: LineFault, row: Row): void => {
    const column = fault.cell === undefined ? null : (columns[fault.cell]?.slice(0, 60) ?? null)
    context.remark(fault.code, row, column, null, fault.detail)
  }
  const untold = (line: number): void => {
    for (const fault of faults.before(line)) told(fault, { line: fault.line, cells: [] })
  }
  send({ type: 'debut', file: number })
  const summary = await readFeed(file, {
    header(header) {
      send({ type: 'entete', file: number, header })
      columns = header.columns
      reader = lineReader(file.kind, header.columns, file, context)
    },
    isHeader: isRegionalHeader,
    namesOf: (first) => (file.kind === 'regional' ? namesByLetters(first) : null),
    rows(rows) {
      for (const row of rows) {
        for (const fault of faults.of(row.line)) told(fault, row)
        if (reader?.read(row)) loaded++
        else refused++
      }
      untold(rows.at(-1)?.line ?? 0)
      pending += rows.length
      return pending >= ROWS_PER_MESSAGE ? flush() : undefined
    },
    fault(fault) {
      faults.add(fault)
    },
    progress(read) {
      bytes = read
    },
  })
  untold(Number.POSITIVE_INFINITY)
  ;(reader as LineReader | null)?.end?.()
  await flush()
  const restrictions = (reader as LineReader | null)?.restrictions ?? []
  send({ type: 'fin', file: number, summary, loaded, refused, restrictions })
}

async function readAll({ files, preparer, domains, policies, thresholds }: ReadingOrder): Promise<void> {
  const context = new ReadingContext(thresholds, policies)
  context.extractionDate = extractionDate(files)
  for (const domain of domains) context.addDomain(domain)
  let number = 0
  try {
    const maker = await EntryMaker.from(preparer)
    for (const file of files) {
      context.unlisted.file = number
      await readFile(file, number++, context, maker)
    }
    const codes = context.unlisted.all((nomenclature, code) => context.labels.of(nomenclature, code))
    send({ type: 'codes', file: number - 1, codes, spread: context.spread.all() })
    send({ type: 'termine' })
  } catch (error) {
    const known = error instanceof AnnuaireError ? error : null
    send({
      type: 'erreur',
      file: number === 0 ? 0 : number - 1,
      code: known?.code ?? null,
      message: error instanceof Error ? error.message : String(error),
      details: known?.details ?? [],
      stack: error instanceof Error ? error.stack : undefined,
    })
  }
  port.close()
}

await readAll(workerData as ReadingOrder)
