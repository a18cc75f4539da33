import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { XMLParser } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import * as yauzl from 'yauzl'
import { projectRoot } from '../../src/project-root.js'
import { xlsx } from '../../src/sheets/xlsx-writer.js'
import { columnLetters } from '../../src/text/column-letters.js'
import { annuaire, scratch } from '../support/cli.js'

/** Entries of a zip, by name. */
async function unzipped(bytes: Buffer): Promise<ReadonlyMap<string, string>> {
  const entries = new Map<string, string>()
  const zip = await yauzl.fromBufferPromise(bytes)
  for await (const entry of zip.eachEntry()) {
    entries.set(entry.fileName, (await buffer(await zip.openReadStreamPromise(entry))).toString('utf8'))
  }
  return entries
}

const parser = new XMLParser({
  ignoreAttributes: false,
  trimValues: false,
  parseTagValue: false,
  processEntities: { enabled: true, maxTotalExpansions: 1_000_000 },
  isArray: (name) => name === 'row' || name === 'c',
})

interface Row {
  readonly c?: readonly {
    readonly '@_r': string
    readonly '@_t': string
    readonly is: { readonly t: unknown }
    readonly f?: unknown
  }[]
}

function cellsOf(sheet: string): ReadonlyMap<string, string> {
  const { worksheet } = parser.parse(sheet) as { worksheet: { sheetData: { row: readonly Row[] } } }
  const cells = new Map<string, string>()
  for (const { c = [] } of worksheet.sheetData.row) {
    for (const cell of c) {
      expect([cell['@_t'], cell.f]).toEqual(['inlineStr', undefined])
      const { t } = cell.is
      cells.set(cell['@_r'], typeof t === 'object' ? String((t as { '#text'?: string })['#text'] ?? '') : String(t))
    }
  }
  return cells
}

describe('a workbook', () => {
  it('holds every text as it is, and nothing else than texts', async () => {
    const cell = fc.oneof(
      fc.constantFrom('=1+1', '+33 4 65', '-2', '@A1', '  deux  ', 'a\nb', '<b>&amp;"', '00123', 'é\u202e😀'),
      fc.string({ unit: 'grapheme', minLength: 1 }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(cell, { maxLength: 30 }), { maxLength: 8 }), async (rows) => {
        const sheet = { name: 'Essai', header: ['un', 'deux'], widths: [10], rows }
        const entries = await unzipped(await buffer(xlsx([sheet])))
        const cells = cellsOf(entries.get('xl/worksheets/sheet1.xml')!)
        expect([cells.get('A1'), cells.get('B1')]).toEqual(['un', 'deux'])
        for (const [at, row] of rows.entries()) {
          for (const [column, text] of row.entries()) {
            expect(cells.get(`${columnLetters(column)}${at + 2}`) ?? '').toBe(text)
          }
        }
      }),
      { numRuns: 50 },
    )
  })

  it('escapes what a spreadsheet would take for the code of a character', async () => {
    const sheet = { name: 'Essai', header: ['_x0041_'], widths: [], rows: [] }
    const entries = await unzipped(await buffer(xlsx([sheet])))
    expect(cellsOf(entries.get('xl/worksheets/sheet1.xml')!).get('A1')).toBe('_x005F_x0041_')
  })

  it('has a sheet for each that is asked, and nothing that a program would run', async () => {
    const one = { header: ['a'], widths: [], rows: [['=cmd']] }
    const entries = await unzipped(
      await buffer(
        xlsx([
          { name: 'Un', ...one },
          { name: 'Deux & trois', ...one },
        ]),
      ),
    )
    expect(entries.get('xl/workbook.xml')).toContain('name="Deux &amp; trois"')
    expect([...entries.values()].some((text) => /<f[ >]|externalLink|vbaProject/.test(text))).toBe(false)
  })

  it('is a format of the report', async () => {
    const data = scratch('classeur')
    expect(annuaire(data, ['importer', '--silencieux', join(projectRoot, 'fixtures')]).code).toBe(0)
    const file = join(data, 'rapport.xlsx')
    const refused = annuaire(data, ['rapport', '--format', 'xlsx'])
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('--sortie rapport.xlsx')])
    expect(annuaire(data, ['rapport', '--format', 'xlsx', '--sortie', file])).toMatchObject({ code: 0, stderr: '' })
    expect(existsSync(file)).toBe(true)
    const entries = await unzipped(readFileSync(file))
    const told = JSON.parse(annuaire(data, ['rapport', '--format', 'json']).stdout) as { avis: { code: string }[] }
    const cells = cellsOf(entries.get('xl/worksheets/sheet6.xml')!)
    const codes = [...cells].filter(([place]) => /^D\d+$/.test(place) && place !== 'D1').map(([, text]) => text)
    expect(codes).toEqual(told.avis.map(({ code }) => code))
    expect(codes.length).toBeGreaterThan(0)
  })
})
