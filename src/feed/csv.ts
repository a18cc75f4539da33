import { pipeline, Readable } from 'node:stream'
import { CsvError, type InfoRecord, type Parser, parse } from 'csv-parse'
import { LINE_LIMIT } from './blocks.js'
import type { FeedFile, FeedHandlers, FeedHeader } from './contract.js'
import { CsvText } from './csv-text.js'
import type { LineDecoder } from './line-decoder.js'
import { refusal, whereIs } from './refusal.js'
import { RowsOut } from './rows-out.js'
import { chooseSeparator, withoutHint } from './separator.js'

interface CsvRecord {
  readonly record: readonly string[]
  readonly info: InfoRecord
}

/** Reads a regional deposit: the CSV of an office suite, with its separator, quotes and line ends. */
export async function readCsv(
  file: FeedFile,
  blocks: AsyncIterable<Buffer>,
  decoder: LineDecoder,
  handlers: FeedHandlers,
): Promise<{ lines: number; quotes: number }> {
  const texts = new CsvText(blocks, decoder)
  try {
    return await readRecords(file, texts, handlers)
  } finally {
    await texts.close()
  }
}

async function readRecords(
  file: FeedFile,
  texts: CsvText,
  handlers: FeedHandlers,
): Promise<{ lines: number; quotes: number }> {
  const first = withoutHint((await texts.next()) ?? '')
  const start = first.replace(/^\n+/, '')
  const separator = chooseSeparator(start)
  if (separator === null) throw noSeparator(file, start)
  let lastLine = 0
  const parser = parse({
    delimiter: separator,
    record_delimiter: '\n',
    quote: '"',
    // `Pharmacie "du Soleil"` unquoted as a whole is content, as office suites read it.
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    // A sheet saved as CSV often ends with rows of separators alone.
    skip_records_with_empty_values: true,
    max_record_size: LINE_LIMIT,
    info: true,
    // Seen before the records wait their turn in the stream: a fault drops those that wait.
    on_record: (record, { lines }) => {
      lastLine = lines
      return record
    },
  })
  // A refusal met while reading destroys the parser with it: it comes out of the loop below.
  pipeline(Readable.from(texts.from(first)), parser, () => undefined)

  const out = new RowsOut(handlers)
  let header: FeedHeader | null = null
  for await (const { record, info } of recordsOf(parser, (error) => unreadableCsv(file, error, lastLine + 1))) {
    if (header === null) {
      header = headerOf(record, separator)
      handlers.header(header)
      texts.countQuotesAfterHeader(info.lines)
      continue
    }
    // The parser tells the line where the record ends; quoted newlines are what lies between.
    const line = info.lines - newlines(record)
    const wait = out.push({ line, cells: withoutPhantoms(record, header.columns.length) })
    if (wait !== undefined) await wait
  }
  await out.flush()
  return { lines: out.count, quotes: texts.quotes }
}

async function* recordsOf(parser: Parser, explain: (error: CsvError) => Error): AsyncGenerator<CsvRecord> {
  const records = parser[Symbol.asyncIterator]() as AsyncIterator<CsvRecord>
  try {
    for (;;) {
      const step = await records.next().catch((error: unknown) => {
        throw error instanceof CsvError ? explain(error) : error
      })
      if (step.done === true) return
      yield step.value
    }
  } finally {
    parser.destroy()
  }
}

function headerOf(record: readonly string[], separator: string): FeedHeader {
  const named = record.findLastIndex((name) => name.trim() !== '') + 1
  return { columns: record.slice(0, named), separator, trailingSeparator: named < record.length }
}

/** Columns without a name hold nothing: their empty cells go, a filled one stays and makes the row too long. */
function withoutPhantoms(record: readonly string[], width: number): readonly string[] {
  if (record.length <= width || record.slice(width).some((cell) => cell !== '')) return record
  return record.slice(0, width)
}

function newlines(record: readonly string[]): number {
  let lines = 0
  for (const cell of record) {
    for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) lines++
  }
  return lines
}

function noSeparator(file: FeedFile, text: string) {
  const header = text.slice(0, text.indexOf('\n') < 0 ? undefined : text.indexOf('\n'))
  const several = header.includes('|') ? 'le séparateur est « | »' : 'l’en-tête n’a qu’une colonne'
  const found = header.trim() === '' ? 'l’en-tête est vide' : several
  return refusal({
    name: file.name,
    found,
    expected: 'un CSV dont les colonnes sont séparées par « ; », « , » ou une tabulation',
    where: whereIs(file, 1),
  })
}

function unreadableCsv(file: FeedFile, error: CsvError, line: number) {
  const tooLong = 'un enregistrement dépasse 1 Mio (guillemet jamais fermé, ou fins de ligne absentes)'
  const messages: Readonly<Partial<Record<string, string>>> = {
    CSV_QUOTE_NOT_CLOSED: 'un guillemet est ouvert et jamais fermé',
    CSV_MAX_RECORD_SIZE: tooLong,
  }
  return refusal({
    name: file.name,
    found: messages[error.code] ?? `CSV illisible (${error.code})`,
    expected: 'un CSV dont chaque guillemet ouvert est fermé et chaque enregistrement terminé par une fin de ligne',
    where: whereIs(file, line),
    cause: error,
  })
}
