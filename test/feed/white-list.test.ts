import { expect, test } from 'vitest'
import { discover } from '../../src/feed/index.js'
import { feedFile, readAll, workspace } from './workspace.js'

const { path: folder, write } = await workspace()

const domain = (name: string) =>
  `<Domaine><Nom>${name}</Nom><SupportContact>a &amp; b, &#233;t&#xE9;</SupportContact></Domaine>`
const list = (content: string, before = '') =>
  `<?xml version="1.0" encoding="UTF-8"?>${before}\n<l:ListeBlancheMSSante xmlns:l="x"><l:DateDeGeneration>2026-11-19T18:00:00+01:00</l:DateDeGeneration>\n<l:ListeDomaines>\n${content}\n</l:ListeDomaines></l:ListeBlancheMSSante>`

test('gives one row for each domain, with its line, its references resolved, and the missing elements empty', async () => {
  const path = await write(
    'listeblanchemssante.xml',
    `\ufeff${list(`${domain('a.fr')}\n${domain('UC-É.mssante.fr')}`)}`,
  )
  const { header, rows, summary } = await readAll(feedFile(path, 'liste-blanche'))
  expect(header.columns).toEqual(['Nom', 'Description', 'DNCertificatOperateur', 'SupportContact', 'DateMAJ'])
  expect(rows).toEqual([
    { line: 4, cells: ['a.fr', '', '', 'a & b, été', ''] },
    { line: 5, cells: ['UC-É.mssante.fr', '', '', 'a & b, été', ''] },
  ])
  expect(summary).toMatchObject({ lines: 2, sha256: expect.stringMatching(/^[\da-f]{64}$/) })
})

test('is found by its name, and dated by what it says of itself', async () => {
  const path = await write('dossier/ListeBlancheMSSante (1).xml', list(domain('a.fr')))
  await write('dossier/autre.xml', list(domain('a.fr')))
  for (const given of [path, `${folder}/dossier`]) {
    const { files } = await discover([given], [], [])
    expect(files).toEqual([expect.objectContaining({ kind: 'liste-blanche', date: '2026-11-19T17:00:00.000Z' })])
  }
})

const laughs = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('')
test.each<[string, Buffer | string, RegExp]>([
  [
    'a document type with a billion laughs',
    list('&l9;', `<!DOCTYPE l [<!ENTITY l0 "ha">${laughs}]>`),
    /type de document/,
  ],
  ['an external entity', list(domain('&x;'), '<!doctype l SYSTEM "file:///etc/passwd">'), /type de document/],
  ['another document', '<html><body>Maintenance</body></html>', /ListeBlancheMSSante n’y est pas/],
  ['a list without domains', list(''), /aucun élément Domaine/],
  ['a cut list', list(domain('a.fr')).slice(0, -40), /mal formé ou tronqué, ligne \d+, colonne \d+/],
  ['Latin-1', Buffer.from(list(domain('é.fr')), 'latin1'), /pas en UTF-8/],
  ['UTF-16', Buffer.from(list(domain('a.fr')), 'utf16le'), /binaire|UTF-16|UTF-8/],
  ['nothing', '', /vide/],
  ['33 MiB', list(domain('a.fr').padEnd(33 * 1024 * 1024, ' ')), /dépasse 32 Mio/],
])('refuses %s', async (name, content, message) => {
  const path = await write(`refus/${name.replaceAll(' ', '-')}.xml`, content)
  await expect(readAll(feedFile(path, 'liste-blanche'))).rejects.toThrow(message)
})

test('reads ten thousand domains as fast as anything', async () => {
  const path = await write('long.xml', list(Array.from({ length: 10_000 }, (_, at) => domain(`d${at}.fr`)).join('\n')))
  const started = performance.now()
  const { rows } = await readAll(feedFile(path, 'liste-blanche'))
  expect(rows).toHaveLength(10_000)
  expect(rows.at(-1)!.line).toBe(10_003)
  expect(performance.now() - started).toBeLessThan(5_000)
})

test('takes control characters out, and tells them', async () => {
  const content = '<Domaine><Nom>a.fr</Nom><Description>Cardio&#2;logie</Description></Domaine>'
  const { rows, faults } = await readAll(feedFile(await write('controles.xml', list(content)), 'liste-blanche'))
  expect(rows[0]!.cells[1]).toBe('Cardiologie')
  expect(faults).toEqual([{ line: 4, code: 'CARACTERE_DE_CONTROLE', detail: 'U+0002 ôté', cell: 1 }])
})
