import { expect, test } from 'vitest'
import { readFeed } from '../../src/feed/index.js'
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

test('a sep= hint and blank lines above the header are passed over', async () => {
  const { header, rows, summary } = await read('hint.csv', 'sep=,\r\n\r\nA,"B"\r\n1,2\r\n')
  expect(header).toEqual({ columns: ['A', 'B'], separator: ',', trailingSeparator: false })
  expect(rows).toEqual([{ line: 4, cells: ['1', '2'] }])
  expect(summary.quotes).toBe(0)
})

test('a deposit of several chunks: every line in order, with its number', async () => {
  const lines = Array.from({ length: 20_000 }, (_, index) => `${index};"é${index}";${'x'.repeat(index % 40)}`)
  const { rows } = await read('large.csv', `A;B;C\r\n${lines.join('\r\n')}`)
  expect(rows).toHaveLength(20_000)
  rows.forEach(({ line, cells }, index) => {
    expect([line, cells[0], cells[1]]).toEqual([index + 2, `${index}`, `é${index}`])
  })
})

test('what the handlers throw comes out as it is', async () => {
  const path = await write('throws.csv', `A;B\n${'1;2\n'.repeat(50_000)}`)
  const fault = new Error('not mine')
  const reading = readFeed(feedFile(path, 'regional'), {
    header: () => undefined,
    rows: () => Promise.reject(fault),
  })
  await expect(reading).rejects.toBe(fault)
})

test('refused: an open quote, a record without end, no separator', async () => {
  await expect(read('open.csv', 'A;B\n1;2\n3;"4\n5;6\n')).rejects.toThrow(/jamais fermé.*ligne 3\.$/)
  await expect(read('endless.csv', `A;B\n1;"${'x\n'.repeat(600_000)}`)).rejects.toThrow(/dépasse 1 Mio.*ligne 2\.$/)
  const blocks = `A;B\n${'1;2\n'.repeat(100_000)}`
  await expect(read('late.csv', `${blocks}"3;4\n`)).rejects.toThrow(/jamais fermé.*ligne 100002\.$/)
  await expect(read('long.csv', `${blocks}${'x'.repeat(2 ** 20 + 200_000)}`)).rejects.toThrow(/sans fin de ligne/)
  await expect(read('empty.csv', '')).rejects.toThrow(/le fichier est vide/)
  await expect(read('bom.csv', '\ufeff')).rejects.toThrow(/l’en-tête est vide/)
  await expect(read('book.csv', 'PK\x03\x04')).rejects.toThrow(/classeur XLSX/)
  await expect(read('piped.csv', 'A|B\n1|2\n')).rejects.toThrow(/le séparateur est « \| »/)
  await expect(read('single.csv', 'A\n1\n')).rejects.toThrow(/n’a qu’une colonne/)
})

const COLUMNS = 'Adresse mail;NOM;Raison sociale;Adresse;Type;MSSanté adresse'

test('a stray quote refuses its own line, and the lines below stay lines', async () => {
  const { rows, faults, summary } = await read(
    'stray.csv',
    [
      COLUMNS,
      'p0@x.fr;UN;SCM A;;PER;p0',
      'p1@x.fr;DEUX;"LES PINS;;PER;p1',
      'p2@x.fr;TROIS;SCM C;;PER;p2',
      'p3@x.fr;QUATRE;"LES OLIVIERS";;PER;p3',
      'p4@x.fr;CINQ;"LES" CHENES;;PER;p4',
      'p5@x.fr;SIX;SCM F;;PER;p5',
    ].join('\n'),
  )
  expect(rows.map(({ line, cells, fault }) => [line, cells[1], fault?.colonne ?? null])).toEqual([
    [2, 'UN', null],
    [3, 'DEUX', 'Raison sociale'],
    [4, 'TROIS', null],
    [5, 'QUATRE', null],
    [6, 'CINQ', 'Raison sociale'],
    [7, 'SIX', null],
  ])
  expect(rows[1]?.fault).toMatchObject({ code: 'GUILLEMET_MAL_FERME', detail: expect.stringContaining('ligne 3') })
  // What the line was about can still be told, so that what it hides stays hidden.
  expect(rows[1]?.cells).toEqual(['p1@x.fr', 'DEUX', 'LES PINS', '', 'PER', 'p1'])
  expect(faults).toEqual([])
  expect(summary).toMatchObject({ lines: 6, continuations: 0 })
})

test.each([
  ['in the first cell', '"a;b;c;d;e;f'],
  ['in a middle cell', 'a;b;"c;d;e;f'],
  ['in the last cell', 'a;b;c;d;e;"f'],
])('a quote opened %s never makes one line of two', async (_, broken) => {
  const whole = (name: string) => `${name}@x.fr;NOM;"SCM";"1 rue";PER;${name}`
  for (const next of [
    whole('n'),
    '"n@x.fr";"NOM";"SCM";"1 rue";"PER";"n"',
    'n@x.fr;NOM;SCM";1 rue;PER;n',
    'n@x.fr;NOM;"";"";PER;n',
  ]) {
    const { rows } = await read('broken.csv', [COLUMNS, whole('m'), broken, next, whole('o'), ''].join('\n'))
    expect(rows.find(({ line }) => line === 3)?.fault?.code).toBe('GUILLEMET_MAL_FERME')
    expect(rows.find(({ line }) => line === 4)?.cells[0]).toBe('n@x.fr')
    expect(rows.find(({ line }) => line === 5)?.cells).toEqual(['o@x.fr', 'NOM', 'SCM', '1 rue', 'PER', 'o'])
    for (const { cells, fault } of rows) if (fault === undefined) expect(cells.join()).not.toContain('\n')
  }
})

test('a closed cell of several lines is one, and its lines are told', async () => {
  const content = [COLUMNS, 'a@x.fr;UN;SCM;"12 rue X; porte B', '', 'Bâtiment C";PER;a', 'b@x.fr;DEUX;SCM;;PER;b'].join(
    '\r\n',
  )
  const { rows, faults, summary } = await read('address.csv', content)
  expect(rows).toEqual([
    { line: 2, cells: ['a@x.fr', 'UN', 'SCM', '12 rue X; porte B\n\nBâtiment C', 'PER', 'a'] },
    { line: 5, cells: ['b@x.fr', 'DEUX', 'SCM', '', 'PER', 'b'] },
  ])
  expect(faults.map(({ line, code }) => [line, code])).toEqual([
    [3, 'LIGNE_DE_SUITE'],
    [4, 'LIGNE_DE_SUITE'],
  ])
  expect(summary).toMatchObject({ lines: 2, continuations: 2 })
})

test('quotes inside a quoted cell that are not doubled are read, and told', async () => {
  const { rows, faults } = await read('inside.csv', `${COLUMNS}\na@x.fr;UN;"SCM "LES PINS"";"1 rue";PER;a\n`)
  expect(rows).toEqual([{ line: 2, cells: ['a@x.fr', 'UN', 'SCM "LES PINS"', '1 rue', 'PER', 'a'] }])
  expect(faults).toEqual([{ line: 2, code: 'GUILLEMETS_REPARES', detail: expect.any(String) }])
})

test('a file of stray quotes is read in a time of its size', async () => {
  const fillers = Array.from({ length: 60 }, () => 'x""')
  const lines = Array.from({ length: 500 }, (_, index) => [`p${index}@x.fr;NOM;"SCM`, ...fillers]).flat()
  const start = performance.now()
  const { rows } = await read('hostile.csv', `${COLUMNS}\n${lines.join('\n')}\n`)
  expect(rows).toHaveLength(lines.length)
  expect(performance.now() - start).toBeLessThan(5000)
})
