import { describe, expect, it } from 'vitest'
import type { FeedFile } from '../../src/feed/index.js'
import { discover, readFeed } from '../../src/feed/index.js'
import { isRegionalHeader } from '../../src/records/regional-columns.js'
import { type Crafted, inline, workbook } from './workbook.js'
import { readAll, workspace } from './workspace.js'
import { zipped } from './zip.js'

const { path: folder, write } = await workspace()

function deposit(path: string): FeedFile {
  const location = { path, entry: null }
  return { name: 'paca.xlsx', kind: 'regional', source: 'paca', date: '2026-08-26T10:13:00', bytes: 1000, location }
}

let number = 0
const read = async (content: Buffer | Crafted) => {
  const bytes = Buffer.isBuffer(content) ? content : await workbook(content)
  return readAll(deposit(await write(`classeur-${++number}.xlsx`, bytes)))
}
const HEADER = inline(1, ['A', 'B', 'C'])
const of = (rows: string, more: Partial<Crafted> = {}): Crafted => ({
  tabs: [{ name: 'Comptes', rows: `${HEADER}${rows}` }],
  ...more,
})

describe('the cells of a workbook', () => {
  it.each<[string, string, string]>([
    ['a whole number', '<c r="A2"><v>10000000017</v></c>', '10000000017'],
    ['a number in powers of ten', '<c r="A2"><v>1.0000000017E10</v></c>', '10000000017'],
    ['a SIRET', '<c r="A2" t="n"><v>1.8310021300028001E13</v></c>', '18310021300028'],
    ['a number with decimals', '<c r="A2"><v>1.5</v></c>', '1.5'],
    ['more digits than a spreadsheet has', '<c r="A2"><v>1E22</v></c>', '1e+22'],
    ['a day', '<c r="A2" s="1"><v>46357</v></c>', '2026-12-01'],
    ['a day and a time', '<c r="A2" s="2"><v>46357.75</v></c>', '2026-12-01 18:00:00'],
    ['a time', '<c r="A2" s="3"><v>0.5</v></c>', '12:00:00'],
    ['1 January 1900', '<c r="A2" s="1"><v>1</v></c>', '1900-01-01'],
    ['a number too large to be the day that its style says', '<c r="A2" s="1"><v>10000000017</v></c>', '10000000017'],
    ['a postcode shown with its zero', '<c r="A2" s="4"><v>6000</v></c>', '06000'],
    ['a telephone number shown with its zero', '<c r="A2" s="5"><v>491000001</v></c>', '0491000001'],
    ['thousands', '<c r="A2" s="6"><v>12</v></c>', '12'],
    ['a format with the word jour in quotes', '<c r="A2" s="7"><v>12</v></c>', '12'],
    ['a French day, with its language', '<c r="A2" s="8"><v>46357</v></c>', '2026-12-01'],
    ['a shared text of several runs, without its reading', '<c r="A2" t="s"><v>1</v></c>', 'DE LA TOUR'],
    ['a shared text with a coded character', '<c r="A2" t="s"><v>2</v></c>', 'deux\nlignes'],
    ['an inline text', '<c r="A2" t="inlineStr"><is><r><t>Zo</t></r><r><t>é &amp; Cie</t></r></is></c>', 'Zoé & Cie'],
    ['a text that a formula found', '<c r="A2" t="str"><f>"x"&amp;"y"</f><v>xy</v></c>', 'xy'],
    ['a number that a formula found', '<c r="A2"><f>1+1</f><v>2</v></c>', '2'],
    ['a formula that nobody calculated', '<c r="A2"><f>cmd|\' /C calc\'!A0</f></c>', '#CALC!'],
    ['the same, its value empty', '<c r="A2"><f>SUM(1,2)</f><v></v></c>', '#CALC!'],
    ['a true', '<c r="A2" t="b"><v>1</v></c>', 'VRAI'],
    ['an error', '<c r="A2" t="e"><v>#N/A</v></c>', '#N/A'],
    ['a day written out', '<c r="A2" t="d"><v>2026-12-01</v></c>', '2026-12-01'],
  ])('%s', async (_name, cell, expected) => {
    const strings =
      '<si><t>zéro</t></si><si><r><t>DE LA</t></r><r><t xml:space="preserve"> TOUR</t></r><rPh sb="0" eb="1"><t>カナ</t></rPh></si><si><t>deux_x000D_\nlignes</t></si>'
    const numberFormats =
      '<numFmt numFmtId="164" formatCode="00000"/><numFmt numFmtId="165" formatCode="0#&quot; &quot;##&quot; &quot;##&quot; &quot;##&quot; &quot;##"/><numFmt numFmtId="166" formatCode="# ##0"/><numFmt numFmtId="167" formatCode="0&quot; jours&quot;"/><numFmt numFmtId="168" formatCode="[$-40C]d\\ mmmm\\ yyyy;@"/>'
    const cellFormats = [0, 14, 22, 20, 164, 165, 166, 167, 168].map((id) => `<xf numFmtId="${id}"/>`).join('')
    const { rows } = await read(
      of(`<row r="2">${cell}<c r="B2"><v>1</v></c></row>`, { strings, numberFormats, cellFormats }),
    )
    expect(rows).toEqual([{ line: 2, cells: [expected, '1'] }])
  })

  it('lose their control characters, which are told', async () => {
    const strings = '<si><t>Car_x0002_dio_x001F_</t></si><si><t>a_x0000_b\tc</t></si>'
    const cells = '<c r="A2" t="s"><v>0</v></c><c r="B2"><v>1</v></c><c r="C2" t="s"><v>1</v></c>'
    const { rows, faults } = await read(of(`<row r="2">${cells}</row>`, { strings }))
    expect(rows).toEqual([{ line: 2, cells: ['Cardio', '1', 'ab\tc'] }])
    expect(faults).toEqual([
      { line: 2, code: 'CARACTERE_DE_CONTROLE', detail: 'U+0002, U+001F ôtés (2 caractères)', cell: 0 },
      { line: 2, code: 'CARACTERE_DE_CONTROLE', detail: 'U+0000 ôté', cell: 2 },
    ])
  })

  it('have the days of a workbook that counts from 1904', async () => {
    const cellFormats = '<xf numFmtId="0"/><xf numFmtId="14"/>'
    const { rows } = await read(of('<row r="2"><c s="1"><v>44895</v></c></row>', { cellFormats, from1904: true }))
    expect(rows[0]!.cells).toEqual(['2026-12-01'])
  })

  it('keep their places and their line numbers; blank rows and columns without a name are none', async () => {
    const tabs = [
      {
        name: 'Comptes',
        rows: `${inline(3, ['A', 'B', 'C', ' '])}<row r="7"><c r="C7"><v>3</v></c><c r="E7"><v>5</v></c></row><row r="8"><c r="A8"/></row><row r="9"><c r="A9" t="inlineStr"><is><t> </t></is></c></row><row r="12"><c r="B12"><v>2</v></c></row>`,
      },
    ]
    const { header, rows, summary } = await read({ tabs })
    expect(header).toEqual({ columns: ['A', 'B', 'C'], separator: '', trailingSeparator: true })
    expect(rows).toEqual([
      { line: 7, cells: ['', '', '3', '', '5'] },
      { line: 12, cells: ['', '2'] },
    ])
    expect(summary).toMatchObject({ lines: 2, sha256: expect.stringMatching(/^[\da-f]{64}$/) })
  })

  it('are read whatever prefix the writer gives to names, and without references', async () => {
    const bytes = await workbook(of('<row><c><v>1</v></c><c><v>2</v></c></row>'))
    const { rows } = await read(bytes)
    expect(rows).toEqual([{ line: 2, cells: ['1', '2'] }])
    const tabs = [
      {
        name: 'Comptes',
        rows: '<x:row xmlns:x="y" r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>A</x:t></x:is></x:c></x:row><x:row xmlns:x="y" r="2"><x:c r="A2"><x:v>7</x:v></x:c></x:row>',
      },
    ]
    expect((await read({ tabs })).rows).toEqual([{ line: 2, cells: ['7'] }])
  })
})

describe('the sheet of a workbook', () => {
  const names = inline(1, ['Adresse mail', 'NOM', 'Prénom', 'Type de BAL'])
  const tabs = [
    { name: 'Cachée', rows: inline(1, ['X']), state: 'hidden' },
    { name: 'Vide', rows: '' },
    { name: 'Consignes', rows: inline(1, ['À lire avant de remplir']) },
    { name: 'Comptes', rows: `${names}${inline(2, ['a@exemple.fr', 'DUPONT', 'Jean', 'PER'])}` },
  ]

  it('is the one with the header that is looked for', async () => {
    const path = await write('consignes.xlsx', await workbook({ tabs }))
    const columns: string[][] = []
    await readFeed(deposit(path), {
      header: (header) => void columns.push([...header.columns]),
      rows: () => undefined,
      isHeader: isRegionalHeader,
    })
    expect(columns).toEqual([['Adresse mail', 'NOM', 'Prénom', 'Type de BAL']])
  })

  it('is else the first one that shows something', async () => {
    const path = await write('sans.xlsx', await workbook({ tabs: tabs.slice(0, 3) }))
    const columns: string[][] = []
    await readFeed(deposit(path), {
      header: (header) => void columns.push([...header.columns]),
      rows: () => undefined,
      isHeader: isRegionalHeader,
    })
    expect(columns).toEqual([['À lire avant de remplir']])
  })
})

const laughs = `<!DOCTYPE l [<!ENTITY l0 "ha">${Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('')}]>`
const cell = (reference: string) => `<row r="12"><c r="${reference}"><v>1</v></c></row>`

describe('refused', () => {
  it.each<[string, () => Promise<Buffer> | Crafted, RegExp]>([
    ['a billion laughs', () => of(inline(2, ['&l9;']), { before: laughs }), /type de document/],
    [
      'a document type',
      () => of('', { before: '<!DOCTYPE worksheet SYSTEM "file:///etc/passwd">' }),
      /type de document/,
    ],
    ['an entity that XML has not', () => of(inline(2, ['&eacute;'])), /mal formé/],
    ['XML that stops', () => of('<row r="2"><c>'), /mal formé/],
    [
      'a shared text that is not there',
      () => of('<row r="12"><c r="B12" t="s"><v>7</v></c></row>'),
      /feuille « Comptes », cellule B12/,
    ],
    [
      'a cell out of its place',
      () => of(`<row r="12"><c r="C12"/><c r="A12"/></row>`),
      /« A12 » n’est pas à sa place.*cellule C12/,
    ],
    ['a column beyond all', () => of(cell('XFE12')), /« XFE12 » n’est pas à sa place/],
    ['a reference that is none', () => of(cell('12A')), /« 12A » n’est pas à sa place/],
    ['rows out of order', () => of(`${cell('A12')}<row r="3"/>`), /les lignes ne se suivent pas.*ligne 3/],
    ['a row beyond all', () => of('<row r="9999999"/>'), /les lignes ne se suivent pas/],
    ['a cell longer than any', () => of(inline(12, ['x'.repeat(40_000)])), /plus de 32767 caractères.*cellule A12/],
    [
      'a value longer than any',
      () => of(`<row r="12"><c r="A12" t="str"><v>${'x'.repeat(40_000)}</v></c></row>`),
      /plus de 32767 caractères/,
    ],
    ['sheets that are all blank', () => ({ tabs: [{ name: 'Vide', rows: '' }] }), /toutes ses feuilles sont vides/],
    [
      'sheets that are all hidden',
      () => ({ tabs: [{ name: 'Vide', rows: HEADER, state: 'veryHidden' }] }),
      /aucune feuille visible/,
    ],
    [
      'an ODS',
      () => zipped(['mimetype', 'application/vnd.oasis.opendocument.spreadsheet', false]),
      /classeur ODS.*Enregistrer sous… XLSX/,
    ],
    ['a zip of other things', () => zipped(['notes.txt', 'rien']), /archive zip, et non un classeur/],
    [
      'a document that is no workbook',
      () => zipped(['[Content_Types].xml', '<Types/>'], ['word/document.xml', '<d/>']),
      /pas un classeur XLSX/,
    ],
    [
      'an XLS, or a password',
      async () => Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      /XLS, ou un classeur protégé par un mot de passe/,
    ],
    ['a CSV that is called XLSX', async () => Buffer.from('A;B\n1;2\n'), /pas un zip/],
    ['nothing', async () => Buffer.alloc(0), /vide/],
    [
      'UTF-16',
      () => zipped(['[Content_Types].xml', ''], ['_rels/.rels', Buffer.from('\ufeff<Relationships/>', 'utf16le')]),
      /pas en UTF-8/,
    ],
  ])('%s', async (_name, make, message) => {
    const error = await read(await make()).catch((refusal: unknown) => refusal)
    expect(error).toMatchObject({ code: 'ALIMENTATION_REFUSEE', message: expect.stringMatching(message) })
  })

  it('a workbook that is cut anywhere', async () => {
    const bytes = await workbook(of(Array.from({ length: 500 }, (_, at) => inline(at + 2, [`${at}`, 'x'])).join('')))
    for (const share of [0.1, 0.5, 0.9, 0.999]) {
      await expect(read(bytes.subarray(0, Math.floor(bytes.length * share)))).rejects.toMatchObject({
        code: 'ALIMENTATION_REFUSEE',
      })
    }
  })

  it('a bomb, before it is unpacked, and a text without an end', async () => {
    const started = performance.now()
    await expect(read(of(`<row r="2">${' '.repeat(60 * 1024 * 1024)}</row>`))).rejects.toThrow(/bombe de décompression/)
    const noise = Buffer.alloc(6 * 1024 * 1024, 'abcdefghijklmnopqrstuvwxyz0123456789'.repeat(7)).toString()
    await expect(read(of(`<!-- ${noise} -->`))).rejects.toThrow(/dépasse 4 Mio|bombe/)
    expect(performance.now() - started).toBeLessThan(20_000)
  })
})

it('holds a million shared texts and the rows that name them, within the memory of a reading thread', async () => {
  const count = 1_000_000
  const strings = Array.from({ length: count }, (_, at) => `<si><t>texte ${at.toString(36)}</t></si>`).join('')
  const rows = Array.from({ length: count / 4 }, (_, at) => {
    const cells = [0, 1, 2, 3].map((column) => `<c t="s"><v>${at * 4 + column}</v></c>`)
    return `<row r="${at + 2}">${cells.join('')}</row>`
  }).join('')
  const path = await write('million.xlsx', await workbook(of(rows, { strings })))
  let last: readonly string[] = []
  let seen = 0
  const before = process.memoryUsage().heapUsed
  const started = performance.now()
  await readFeed(deposit(path), {
    header: () => undefined,
    rows(batch) {
      seen += batch.length
      last = batch.at(-1)!.cells
    },
  })
  const ms = performance.now() - started
  expect(seen).toBe(250_000)
  expect(last.at(-1)).toBe(`texte ${(count - 1).toString(36)}`)
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(400 * 1024 * 1024)
  expect(ms).toBeLessThan(40_000)
})

it('is found where a CSV is, and others are refused by name', async () => {
  const bytes = await workbook(of(''))
  await write('depot/regional/paca.xlsx', bytes)
  await write('depot/regional/bretagne.xls', 'x')
  const found = await discover([`${folder}/depot`], [], ['paca', 'bretagne'])
  expect(found.files).toEqual([expect.objectContaining({ kind: 'regional', source: 'paca', name: 'paca.xlsx' })])
  expect(found.ignored).toEqual([
    { name: 'regional/bretagne.xls', reason: expect.stringContaining('Enregistrer sous… XLSX') },
  ])
  await write('depot/regional/paca.csv', 'A;B\n')
  await expect(discover([`${folder}/depot`], [], ['paca'])).rejects.toThrow(/un seul fichier pour la source/)
  for (const ending of ['xls', 'ods', 'xlsm', 'xlsb', 'numbers']) {
    const path = await write(`loaduser.${ending}`, 'x')
    await expect(discover([], [{ source: 'paca', path }], ['paca'])).rejects.toThrow(
      /n’est pas lu.*Enregistrer sous… XLSX/,
    )
  }
})
