import { LINE_LIMIT } from './blocks.js'
import type { FeedFile, FeedHandlers, FeedHeader } from './contract.js'
import { takeControls } from './controls.js'
import { CsvLines } from './csv-lines.js'
import { cellsDespiteQuotes, type Parsed, parseRecord } from './csv-record.js'
import { CsvText } from './csv-text.js'
import { headerOf, withoutPhantoms } from './header.js'
import type { LineDecoder } from './line-decoder.js'
import { refusal, whereIs } from './refusal.js'
import type { Row } from './row.js'
import { RowsOut } from './rows-out.js'
import { chooseSeparator, withoutHint } from './separator.js'

export interface CsvCounts {
  readonly lines: number
  readonly quotes: number
  readonly continuations: number
}

/** A cell of a plainly meant record has no more lines or characters than that. */
const MOST_LINES = 50
const MOST_CHARACTERS = 16_384

/** Reads a regional deposit: the CSV of an office suite, with its separator, quotes and line ends. */
export async function readCsv(
  file: FeedFile,
  blocks: AsyncIterable<Buffer>,
  decoder: LineDecoder,
  handlers: FeedHandlers,
): Promise<CsvCounts> {
  const texts = new CsvText(blocks, decoder)
  try {
    const first = withoutHint((await texts.next()) ?? '')
    const start = first.replace(/^\n+/, '')
    const separator = chooseSeparator(start)
    if (separator === null) throw noSeparator(file, start)
    const lines = new CsvLines(texts, start, 1 + first.length - start.length)
    const reading = new CsvReading(file, lines, separator, handlers)
    const quotesBefore = texts.quotes
    const headerQuotes = await reading.readHeader()
    await reading.readRows()
    return {
      lines: reading.count,
      quotes: texts.quotes - Math.min(headerQuotes, quotesBefore),
      continuations: reading.continuations,
    }
  } finally {
    await texts.close()
  }
}

class CsvReading {
  readonly #file: FeedFile
  readonly #lines: CsvLines
  readonly #separator: string
  readonly #handlers: FeedHandlers
  readonly #out: RowsOut
  #header: FeedHeader = { columns: [], separator: '', trailingSeparator: false }
  continuations = 0

  constructor(file: FeedFile, lines: CsvLines, separator: string, handlers: FeedHandlers) {
    this.#file = file
    this.#lines = lines
    this.#separator = separator
    this.#handlers = handlers
    this.#out = new RowsOut(handlers)
  }

  get count(): number {
    return this.#out.count
  }

  /** @returns how many of its lines hold a quote */
  async readHeader(): Promise<number> {
    const first = (await this.#lines.peek(0)) ?? ''
    let parsed = parseRecord(first, this.#separator)
    let text = first
    let taken = 1
    if (parsed.kind === 'open') {
      const spanned = await this.#span(first)
      if (spanned.kind === 'record') ({ parsed, text, taken } = spanned)
    }
    if (parsed.kind !== 'record') {
      throw this.#unreadable('un guillemet de l’en-tête est ouvert et mal fermé', this.#lines.number)
    }
    const names = this.#handlers.namesOf?.(parsed.cells) ?? null
    if (names !== null) {
      this.#header = { columns: names, separator: this.#separator, trailingSeparator: false }
      this.#handlers.header(this.#header)
      return 0
    }
    this.#lines.skip(taken)
    this.#header = headerOf(parsed.cells, this.#separator)
    this.#handlers.header(this.#header)
    return text.split('\n').filter((line) => line.includes('"')).length
  }

  async readRows(): Promise<void> {
    const lines = this.#lines
    for (;;) {
      const line = lines.ready() ?? (await lines.peek(0))
      if (line === null) break
      const parsed = parseRecord(line, this.#separator)
      const wait = parsed.kind === 'record' ? this.#take(parsed, lines.number, 1) : await this.#doubtful(line, parsed)
      if (wait !== undefined) await wait
    }
    await this.#out.flush()
  }

  /** A line whose quotes do not close on it. */
  async #doubtful(line: string, parsed: Exclude<Parsed, { kind: 'record' }>): Promise<void> {
    const number = this.#lines.number
    if (parsed.kind === 'open') {
      const spanned = await this.#span(line)
      if (spanned.kind === 'unclosed') throw this.#unreadable(spanned.found, number)
      if (spanned.kind === 'record' && this.#isMeant(spanned.parsed.cells)) {
        for (let next = 1; next < spanned.taken; next++) {
          const detail = `suite de la ligne ${number}, dans une cellule entre guillemets`
          this.#handlers.fault?.({ line: number + next, code: 'LIGNE_DE_SUITE', detail })
        }
        this.continuations += spanned.taken - 1
        await this.#take(spanned.parsed, number, spanned.taken)
        return
      }
    }
    // The lines below are read as lines again: none of them is taken for a part of this one.
    const name = this.#header.columns[parsed.cell] ?? `n° ${parsed.cell + 1}`
    const what =
      parsed.kind === 'open' ? 'qui ne se ferme pas sur cette ligne' : 'dont la fin n’est suivie d’aucun séparateur'
    const row: Row = {
      line: number,
      cells: cellsDespiteQuotes(line, this.#separator),
      fault: {
        code: 'GUILLEMET_MAL_FERME',
        colonne: name,
        detail: `guillemet ouvert ligne ${number}, colonne « ${name} », ${what}`,
      },
    }
    this.#lines.skip(1)
    await this.#out.push(row)
  }

  /** The record that begins on the next line and whose quote closes on a later one. */
  async #span(line: string): Promise<
    | {
        readonly kind: 'record'
        readonly parsed: Extract<Parsed, { kind: 'record' }>
        readonly text: string
        readonly taken: number
      }
    | { readonly kind: 'malformed' }
    | { readonly kind: 'unclosed'; readonly found: string }
  > {
    let text = line
    let length = line.length
    let closer = false
    for (let ahead = 1; ; ahead++) {
      const next = await this.#lines.peek(ahead)
      if (next === null) {
        if (closer) return { kind: 'malformed' }
        return { kind: 'unclosed', found: 'un guillemet est ouvert et jamais fermé' }
      }
      const small = ahead < MOST_LINES && length < MOST_CHARACTERS
      closer ||= next.includes('"')
      if (!small && closer) return { kind: 'malformed' }
      length += next.length + 1
      if (length > LINE_LIMIT) {
        return {
          kind: 'unclosed',
          found: 'un enregistrement dépasse 1 Mio (guillemet jamais fermé, ou fins de ligne absentes)',
        }
      }
      if (!small) continue
      text += `\n${next}`
      if (!next.includes('"')) continue
      const parsed = parseRecord(text, this.#separator)
      if (parsed.kind === 'malformed') return parsed
      if (parsed.kind === 'record') return { kind: 'record', parsed, text, taken: ahead + 1 }
    }
  }

  /**
   * Whether a record of several lines is one without a doubt, and not lines that a stray quote swallowed: its lines would
   * make no line of the file by themselves.
   */
  #isMeant(cells: readonly string[]): boolean {
    if (cells.length > this.#header.columns.length + 1) return false
    return cells.every((cell) => {
      const [, ...later] = cell.split('\n')
      return later.every((line) => !this.#looksLikeLine(line)) && (later.length === 0 || !this.#looksLikeLine(cell, 2))
    })
  }

  #looksLikeLine(text: string, times = 1): boolean {
    const parts = text.split(this.#separator)
    if (parts.length === 1) return false
    return parts.length > Math.max(2, (times * this.#header.columns.length) / 3) || parts[0]!.includes('@')
  }

  #take({ cells, repaired }: Extract<Parsed, { kind: 'record' }>, line: number, taken: number): void | Promise<void> {
    this.#lines.skip(taken)
    // A sheet saved as CSV often ends with rows of separators alone.
    if (cells.every((cell) => cell.trim() === '')) return
    if (repaired) {
      const detail = 'guillemets intérieurs non doublés dans une cellule entre guillemets'
      this.#handlers.fault?.({ line, code: 'GUILLEMETS_REPARES', detail })
    }
    const kept = [...withoutPhantoms(cells, this.#header.columns.length)]
    takeControls(kept, line, (fault) => this.#handlers.fault?.(fault))
    return this.#out.push({ line, cells: kept })
  }

  #unreadable(found: string, line: number) {
    return refusal({
      name: this.#file.name,
      found,
      expected: 'un CSV dont chaque guillemet ouvert est fermé et chaque enregistrement terminé par une fin de ligne',
      where: whereIs(this.#file, line),
    })
  }
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
