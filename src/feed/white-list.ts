import { isUtf8 } from 'node:buffer'
import { open, readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import type { FeedFile, FeedHandlers } from './contract.js'
import { takeControls } from './controls.js'
import { refusal, systemFault, whereIs } from './refusal.js'
import type { Row } from './row.js'
import { RowsOut } from './rows-out.js'

/** Elements of a Domaine, in the order of the cells of a row. */
const WHITE_LIST_ELEMENTS = ['Nom', 'Description', 'DNCertificatOperateur', 'SupportContact', 'DateMAJ'] as const

/** Five times the list of 2026. */
const WHITE_LIST_BYTES = 32 * 1024 * 1024
/** The date lies at the beginning. */
const START_BYTES = 4096
const EXPECTED = 'la liste blanche des domaines MSSanté (ListeBlancheMSSante), en XML et en UTF-8'
const ROOT = 'ListeBlancheMSSante'
const POSITION = XMLParser.getMetaDataSymbol() as unknown as symbol

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/**
 * Reads the white list of MSSanté domains: one row for each Domaine, its line that of the element. There are no entities
 * but those of XML itself, and no document type. The signature is not checked.
 * @throws AnnuaireError ALIMENTATION_REFUSEE when it is no such list
 */
export async function readWhiteListRows(
  file: FeedFile,
  chunks: AsyncIterable<Buffer>,
  handlers: FeedHandlers,
): Promise<{ lines: number; quotes: number; continuations: number }> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const chunk of chunks) {
    bytes += chunk.length
    if (bytes > WHITE_LIST_BYTES) throw tooLarge(file.name, whereIs(file))
    // A copy: the reader fills its buffers again.
    parts.push(Buffer.from(chunk))
  }
  const rows = rowsOf(Buffer.concat(parts), file.name, whereIs(file))
  handlers.header({ columns: WHITE_LIST_ELEMENTS, separator: '', trailingSeparator: false })
  const out = new RowsOut(handlers)
  for (const { line, cells } of rows) {
    // XML itself has none, and references may name them.
    takeControls(cells, line, (fault) => handlers.fault?.(fault))
    await out.push({ line, cells })
  }
  await out.flush()
  return { lines: rows.length, quotes: 0, continuations: 0 }
}

/**
 * Reads a white list to see that it is one.
 * @throws AnnuaireError ALIMENTATION_REFUSEE
 */
export async function readWhiteList(path: string): Promise<readonly Row[]> {
  const name = basename(path)
  const bytes = await read(path).catch((cause: unknown) => {
    throw refusal({ name, found: systemFault(cause), expected: EXPECTED, where: path, cause })
  })
  if (bytes === null) throw tooLarge(name, path)
  return rowsOf(bytes, name, path)
}

/**
 * When the list was made, by its element DateDeGeneration (ISO 8601, UTC).
 * @returns null when its beginning does not say
 */
export async function whiteListDate(path: string): Promise<string | null> {
  const handle = await open(path, 'r').catch(() => null)
  if (handle === null) return null
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(START_BYTES), 0, START_BYTES, 0)
    const text = buffer.toString('latin1', 0, bytesRead)
    const date = /<(?:\w+:)?DateDeGeneration>\s{0,20}(\d{4}-\d\d-\d\dT[\d:.]{5,15}(?:Z|[+-]\d\d:\d\d))/.exec(text)?.[1]
    const time = new Date(date ?? '')
    return Number.isNaN(time.getTime()) ? null : time.toISOString()
  } finally {
    await handle.close()
  }
}

async function read(path: string): Promise<Buffer | null> {
  const { size } = await stat(path)
  return size > WHITE_LIST_BYTES ? null : readFile(path)
}

function rowsOf(bytes: Buffer, name: string, where: string): { line: number; cells: string[] }[] {
  const refused = (found: string) => refusal({ name, found, expected: EXPECTED, where })
  if (!isUtf8(bytes)) throw refused('il n’est pas en UTF-8')
  const text = bytes.toString('utf8').replace(/^\ufeff/, '')
  if (!text.slice(0, START_BYTES).includes(ROOT)) throw refused(`l’élément ${ROOT} n’y est pas`)
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw refused('il déclare un type de document ou des entités')
  const valid = XMLValidator.validate(text)
  if (valid !== true) {
    throw refused(`le XML est mal formé ou tronqué, ligne ${valid.err.line}, colonne ${valid.err.col}`)
  }
  const domains = domainsOf(parsed(text, refused))
  if (domains === null || domains.length === 0) throw refused('aucun élément Domaine dans ListeDomaines')
  const lines = lineFinder(text)
  return domains.map((domain) => ({ line: lines(positionOf(domain)), cells: WHITE_LIST_ELEMENTS.map(cellOf(domain)) }))
}

function parsed(text: string, refused: (found: string) => Error): unknown {
  try {
    return new XMLParser({
      processEntities: false,
      parseTagValue: false,
      removeNSPrefix: true,
      captureMetaData: true,
      isArray: (tag) => tag === 'Domaine',
    }).parse(text)
  } catch (error) {
    throw refused(`le XML ne peut pas être lu (${(error as Error).message.slice(0, 100)})`)
  }
}

function domainsOf(document: unknown): readonly object[] | null {
  const list = (document as Record<string, { ListeDomaines?: { Domaine?: unknown } }>)[ROOT]?.ListeDomaines?.Domaine
  return Array.isArray(list) ? list.map((one) => (typeof one === 'object' && one !== null ? one : {})) : null
}

function cellOf(domain: object): (element: string) => string {
  return (element) => {
    const value = (domain as Record<string, unknown>)[element]
    // The same element twice: the first one.
    const text = Array.isArray(value) ? value[0] : value
    return typeof text === 'string' ? withoutEntities(text) : ''
  }
}

/** The references that every XML text may hold (XML 1.0 §4.1, §4.6). */
function withoutEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([\da-f]{1,6}));/gi, (whole, name, decimal, hex) => {
    if (name !== undefined) return ENTITIES[String(name).toLowerCase()]!
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code).toWellFormed() : whole
  })
}

function positionOf(domain: object): number {
  const found = (domain as Record<symbol, { startIndex?: number } | undefined>)[POSITION]
  return found?.startIndex ?? 0
}

/** Positions that only grow are told by one pass over the text. */
function lineFinder(text: string): (position: number) => number {
  let line = 1
  let next = text.indexOf('\n')
  return (position) => {
    while (next !== -1 && next < position) {
      line++
      next = text.indexOf('\n', next + 1)
    }
    return line
  }
}

function tooLarge(name: string, where: string) {
  return refusal({ name, found: 'il dépasse 32 Mio', expected: EXPECTED, where })
}
