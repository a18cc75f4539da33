import { expect, test } from 'vitest'
import { feedFile, readAll, workspace } from './workspace.js'

const { write } = await workspace()
const read = async (name: string, content: string | Buffer) => readAll(feedFile(await write(name, content), 'regional'))

test.each([
  ['semicolons', ';'],
  ['commas', ','],
  ['tabs', '\t'],
])('the separator is seen in the header: %s', async (name, separator) => {
  const line = (...cells: string[]) => `${cells.join(separator)}\r\n`
  const content = line('Adresse mail', 'NOM', '"Prénom"') + line('a@b.fr', 'DUPONT', `"Anne${separator}Marie"`)
  const { header, rows } = await read(`${name}.csv`, content)
  expect(header).toEqual({ columns: ['Adresse mail', 'NOM', 'Prénom'], separator, trailingSeparator: false })
  expect(rows).toEqual([{ line: 2, cells: ['a@b.fr', 'DUPONT', `Anne${separator}Marie`] }])
})

test('a comma inside names does not win over the separator', async () => {
  const { header } = await read('names.csv', '"Nom, usage";"Nom, naissance"\nA;B\n')
  expect(header.columns).toEqual(['Nom, usage', 'Nom, naissance'])
  expect((await read('plain-names.csv', 'Nom, usage;RPPS;Type\nA;B;C\n')).header.separator).toBe(';')
})

test('quoted newlines: a row has the line where it starts, LF or CRLF', async () => {
  for (const end of ['\n', '\r\n']) {
    const content = ['"Adresse', 'mail";NOM', 'a;"1', '2', '3"', '', 'b;"x ""y"" z"', 'c;d'].join(end)
    const { header, rows, summary } = await read('newlines.csv', content)
    expect(header.columns).toEqual(['Adresse\nmail', 'NOM'])
    expect(rows).toEqual([
      { line: 3, cells: ['a', '1\n2\n3'] },
      { line: 7, cells: ['b', 'x "y" z'] },
      { line: 8, cells: ['c', 'd'] },
    ])
    expect(summary).toMatchObject({ lines: 3, quotes: 3 })
  }
})

test('rows of separators alone are blank, phantom columns go, wrong counts pass', async () => {
  const { header, rows } = await read('sheet.csv', 'A;B;;\n1;2;;\n;;;\n3\n4;5;6;\n')
  expect(header).toEqual({ columns: ['A', 'B'], separator: ';', trailingSeparator: true })
  expect(rows).toEqual([
    { line: 2, cells: ['1', '2'] },
    { line: 4, cells: ['3'] },
    { line: 5, cells: ['4', '5', '6', ''] },
  ])
})

test('a quote inside an unquoted value is content', async () => {
  const { rows } = await read('inner.csv', 'A;B\nPharmacie "du Soleil";2\n')
  expect(rows[0]?.cells).toEqual(['Pharmacie "du Soleil"', '2'])
})

test('Windows-1252, as office suites save it', async () => {
  const { header, rows, summary } = await read('1252.csv', Buffer.from('Prénom;Œuvre\nZoé;\x80\n', 'latin1'))
  expect(summary.encoding).toBe('Windows-1252')
  expect(header.columns[0]).toBe('Prénom')
  expect(rows[0]?.cells).toEqual(['Zoé', '€'])
})

test('a header alone is a source without mailboxes', async () => {
  expect((await read('header.csv', 'A;B\n')).summary.lines).toBe(0)
})

test('refused: an open quote, a record without end, no separator', async () => {
  await expect(read('open.csv', 'A;B\n1;2\n3;"4\n5;6\n')).rejects.toThrow(/jamais fermé.*ligne 3\.$/)
  await expect(read('endless.csv', `A;B\n1;"${'x\n'.repeat(600_000)}`)).rejects.toThrow(/dépasse 1 Mio.*ligne 2\.$/)
  await expect(read('piped.csv', 'A|B\n1|2\n')).rejects.toThrow(/le séparateur est « \| »/)
  await expect(read('single.csv', 'A\n1\n')).rejects.toThrow(/n’a qu’une colonne/)
})
