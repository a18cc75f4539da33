import type { Criteria } from '../search/criteria.js'
import { term } from '../search/terms.js'
import type { Bal, Directory, Found, MaybePromise, Professionnel, Structure, Window } from '../store/index.js'
import { csvLine } from '../text/csv-line.js'
import { toXml, xmlItem, xmlTail } from '../text/xml.js'
import { NATIONAL } from '../values/index.js'
import { FLAT_BALS, FLAT_PROFESSIONNELS, FLAT_STRUCTURES, type Flat } from './flat-columns.js'
import { MSSANTE_COLUMNS, mssanteLine } from './mssante-line.js'

/** What a file holds. */
export const OBJECTS = ['professionnels', 'bals', 'structures'] as const
export type ObjectKind = (typeof OBJECTS)[number]

/** How it holds it; `json`, `xml` and `txt` are of mailboxes alone. */
export type FileFormat = 'ndjson' | 'csv' | 'json' | 'xml' | 'txt'

/** One whole file. */
export interface ExtractionKind {
  readonly object: ObjectKind
  readonly format: FileFormat
  /** 'national', or the regional source whose mailboxes it holds. */
  readonly source: string
}

export const MEDIA_TYPES: Readonly<Record<FileFormat, string>> = {
  ndjson: 'application/x-ndjson; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
}

/** Formats of each kind of record. */
export const FORMATS_OF: Readonly<Record<ObjectKind, readonly FileFormat[]>> = {
  professionnels: ['ndjson', 'csv'],
  bals: ['ndjson', 'csv', 'json', 'xml', 'txt'],
  structures: ['ndjson', 'csv'],
}

/** How records become the text of a file. */
export interface Layout {
  readonly head: string
  /** @param at place of the record, from 0 on */
  line(record: object, at: number): string
  readonly tail: string
}

/** @param generation name of the generation that the file is of */
export function layoutOf({ object, format }: ExtractionKind, generation: string): Layout {
  switch (format) {
    case 'ndjson':
      return { head: '', line: (record) => `${JSON.stringify(record)}\n`, tail: '' }
    case 'csv':
      return csvLayout(FLAT[object] as Flat<object>)
    case 'json': {
      const head = `${JSON.stringify({ generation }).slice(0, -1)},"resultats":[\n`
      return { head, line: (record, at) => `${at === 0 ? '' : ',\n'}${JSON.stringify(record)}`, tail: '\n]}\n' }
    }
    case 'xml': {
      const tail = xmlTail('extraction', 'resultats')
      const head = toXml('extraction', { generation, resultats: [] }).slice(0, -tail.length)
      return { head, line: (record) => `${xmlItem('resultats', record)}\n`, tail }
    }
    case 'txt':
      return { head: `${MSSANTE_COLUMNS.join('|')}\n`, line: (record) => mssanteLine(record as Bal), tail: '' }
  }
}

const FLAT = { professionnels: FLAT_PROFESSIONNELS, bals: FLAT_BALS, structures: FLAT_STRUCTURES } as const

function csvLayout({ columns, linesOf }: Flat<object>): Layout {
  // A BOM: French spreadsheets take a file without one for Windows-1252.
  return { head: `\ufeff${csvLine(columns)}`, line: (record) => linesOf(record).map(csvLine).join(''), tail: '' }
}

const ALL: Criteria = { kind: 'all' }

/** The records of a file, as many as the window asks. */
export function recordsOf(
  { object, source }: ExtractionKind,
  directory: Directory,
  window: Window,
): MaybePromise<Found<Professionnel | Bal | Structure>> {
  const reader = { sources: source === NATIONAL ? [] : [source] }
  if (object === 'professionnels') return directory.professionnels(ALL, reader, { ...window, complete: true })
  if (object === 'structures') return directory.structures(ALL, window)
  return directory.bals(term('source', 'exact', source), reader, window)
}
