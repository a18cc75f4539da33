import { expect, test } from 'vitest'
import { feedFile, readAll, workspace } from './workspace.js'

const { write } = await workspace()
const latin1 = (text: string) => Buffer.from(text, 'latin1')
const cellsOf = ({ rows }: { rows: { cells: readonly string[] }[] }) => rows.map(({ cells }) => cells)

test('UTF-8, letters beyond Latin-1 included', async () => {
  const read = await readAll(feedFile(await write('utf8.txt', 'É|Œ\nfaçade|l’œuvre €\n')))
  expect(read.summary.encoding).toBe('UTF-8')
  expect(read.header.columns).toEqual(['É', 'Œ'])
  expect(cellsOf(read)).toEqual([['façade', 'l’œuvre €']])
  expect(read.faults).toEqual([])
})

test('a byte order mark is told and removed, and hashed', async () => {
  const read = await readAll(feedFile(await write('bom.txt', '\ufeffNom|B\n1|2\n')))
  expect(read.summary).toMatchObject({ encoding: 'UTF-8 avec BOM', bytes: 13 })
  expect(read.header.columns).toEqual(['Nom', 'B'])
})

test('ASCII alone is UTF-8', async () => {
  expect((await readAll(feedFile(await write('ascii.txt', 'A|B\n1|2\n')))).summary.encoding).toBe('UTF-8')
})

test('Windows-1252 from the header, or only from a late line', async () => {
  const header = await readAll(feedFile(await write('1252.txt', latin1('Libell\xe9|B\n\x8cuvre|\x80 \x92\n'))))
  expect(header.summary.encoding).toBe('Windows-1252')
  expect(header.header.columns[0]).toBe('Libellé')
  expect(cellsOf(header)).toEqual([['Œuvre', '€ ’']])
  const ascii = 'plain|line\n'.repeat(50_000)
  const late = await readAll(feedFile(await write('late-1252.txt', latin1(`A|B\n${ascii}Zo\xe9|x\n`))))
  expect(late.summary.encoding).toBe('Windows-1252')
  expect(late.rows.at(-1)).toEqual({ line: 50_002, cells: ['Zoé', 'x'] })
  expect(late.faults).toEqual([])
})

test('the first line that is not ASCII decides, wherever chunks are cut', async () => {
  const utf8 = Buffer.concat([Buffer.from('A|é\n'), latin1('Zo\xe9|x\n'), Buffer.from('Zoé|y\n')])
  const read = await readAll(feedFile(await write('decided.txt', utf8)))
  expect(read.summary.encoding).toBe('UTF-8')
  expect(cellsOf(read)).toEqual([
    ['Zo\ufffd', 'x'],
    ['Zoé', 'y'],
  ])
})

test('once UTF-8, each invalid line is told with its number, and its neighbours are untouched', async () => {
  const lines = Array.from({ length: 30_000 }, (_, index) => Buffer.from(`é${index}|Œ\n`))
  const wrong = [0, 1, 15_000, 29_999]
  for (const index of wrong) lines[index] = latin1(`ab${index}\xe9|x\n`)
  const read = await readAll(feedFile(await write('invalid.txt', Buffer.concat([Buffer.from('É|B\n'), ...lines]))))
  expect(read.faults.map(({ line }) => line)).toEqual(wrong.map((index) => index + 2))
  expect(read.faults[0]).toEqual({
    line: 2,
    code: 'OCTETS_INVALIDES',
    detail: 'octet 0xE9 invalide en UTF-8, position 4 de la ligne',
  })
  read.rows.forEach(({ line, cells }, index) => {
    expect(line).toBe(index + 2)
    expect(cells[0]).toBe(wrong.includes(index) ? `ab${index}\ufffd` : `é${index}`)
  })
})

test('an invalid last line without newline', async () => {
  const content = Buffer.concat([Buffer.from('é|B\n1|2\n'), latin1('3|\xff')])
  const read = await readAll(feedFile(await write('invalid-end.txt', content)))
  expect(cellsOf(read).at(-1)).toEqual(['3', '\ufffd'])
  expect(read.faults.map(({ line }) => line)).toEqual([3])
})

test('bytes without meaning in Windows-1252, and NUL bytes far from the start, are faults', async () => {
  const content = latin1(`\xc9|B\n${'1|2\n'.repeat(2000)}\x81|a\0b\n`)
  const read = await readAll(feedFile(await write('meaningless.txt', content)))
  expect(read.rows.at(-1)?.cells).toEqual(['\ufffd', 'a\ufffdb'])
  expect(read.faults.map(({ line, detail }) => [line, detail])).toEqual([
    [2002, 'octet 0x81 sans signification en Windows-1252, position 1 de la ligne'],
    [2002, 'octet nul (0x00), position 4 de la ligne'],
  ])
})

test('a character cut by the end of a chunk, at every offset', async () => {
  const chunk = 128 * 1024
  for (let shift = 0; shift < 4; shift++) {
    const filler = 'x'.repeat(chunk - 10 - shift)
    const read = await readAll(feedFile(await write(`cut-${shift}.txt`, `A|B\n1|${filler}€€€€€€|\n2|é\n`)))
    expect(read.faults).toEqual([])
    expect(cellsOf(read)).toEqual([
      ['1', `${filler}€€€€€€`],
      ['2', 'é'],
    ])
  }
})
