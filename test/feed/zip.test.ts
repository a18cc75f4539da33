import { createHash, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { AnnuaireError } from '../../src/errors.js'
import { discover } from '../../src/feed/index.js'
import { readAll, workspace } from './workspace.js'
import { forged, forgedField, zipped } from './zip.js'

const { write } = await workspace()
const MSSANTE = 'Extraction_Correspondance_MSSante_202608261013.txt'
const CONTENT = 'Type|Adresse|\nPER|zoé@x.mssante.fr|\n'
const discoverZip = async (name: string, zip: Buffer) => discover([await write(name, zip)], [], [])

test.each([
  ['deflated', true],
  ['stored', false],
])('an entry is read as a plain file would be: %s', async (name, compress) => {
  const lines = Array.from({ length: 40_000 }, (_, index) => `${index}|${randomBytes(6).toString('hex')}|\n`)
  const content = `N|É|\n${lines.join('')}`
  const zip = await zipped(['lisez-moi.pdf', '%PDF'], [`dossier/${MSSANTE}`, content, compress])
  const { files, ignored } = await discoverZip(`${name}.zip`, zip)
  expect(ignored.map((file) => file.name)).toEqual(['lisez-moi.pdf'])
  expect(files).toMatchObject([{ name: MSSANTE, kind: 'mssante', date: '2026-08-26T10:13:00', source: 'national' }])
  const { rows, summary } = await readAll(structuredClone(files[0]!))
  expect(rows).toHaveLength(40_000)
  expect(summary.sha256).toBe(createHash('sha256').update(content).digest('hex'))
  expect(summary.bytes).toBe(files[0]?.bytes)
})

test('the newest of two entries of a kind; without a date in the name, that of the entry', async () => {
  const older = 'extraction_correspondance_mssante_202501010000.TXT'
  const { files, ignored } = await discoverZip('two.zip', await zipped([MSSANTE, CONTENT], [older, CONTENT]))
  expect(files.map(({ name }) => name)).toEqual([MSSANTE])
  expect(ignored).toMatchObject([{ name: older, reason: expect.stringContaining('plus ancien que') }])
  const undated = await discoverZip('undated.zip', await zipped(['PS_LibreAcces_SavoirFaire.txt', CONTENT]))
  expect(undated.files).toMatchObject([{ kind: 'savoir-faire', date: expect.stringMatching(/^2026-01-02T/) }])
})

const plain = await zipped([MSSANTE, CONTENT])
const many = Array.from({ length: 101 }, (_, index) => [`${index}.txt`, 'x'] as const)
const same = await zipped([`a/${MSSANTE}`, CONTENT], [`b/${MSSANTE}`, CONTENT])

test.each<[string, Buffer, RegExp]>([
  ['not-a-zip', Buffer.from('PS_LibreAcces'), /pas un zip, ou il est tronqué/],
  ['empty', Buffer.alloc(0), /pas un zip, ou il est tronqué/],
  ['truncated', plain.subarray(0, -30), /pas un zip, ou il est tronqué/],
  ['parent', forged(await zipped([`xx/${MSSANTE}`, CONTENT]), `xx/`, '../'), /sort de l’archive/],
  ['absolute', forged(await zipped([`x${MSSANTE}`, CONTENT]), `x${MSSANTE}`, `/${MSSANTE}`), /sort de l’archive/],
  ['backslash', forged(await zipped([`a/${MSSANTE}`, CONTENT]), 'a/', 'a\\'), /nom interdit/],
  ['nul', forged(await zipped([`a_${MSSANTE}`, CONTENT]), 'a_', 'a\0'), /octet nul/],
  ['encrypted', forgedField(plain, 8, 0x801, 2), /est chiffrée/],
  ['strong', forgedField(plain, 8, 0x841, 2), /est chiffrée/],
  ['101-entries', await zipped(...many), /101 entrées/],
  ['bomb', await zipped([MSSANTE, Buffer.alloc(12 * 2 ** 20)]), /bombe de décompression/],
  ['same-date', same, /deux fichiers pour la même chose/],
  ['same-name', forged(same, 'b/', 'a/'), /même nom/],
  ['nothing', await zipped(['lisez-moi.txt', 'x']), /ne contient que : lisez-moi\.txt/],
  ['no-entry', await zipped(), /l’archive est vide/],
])('refused on discovery: %s', async (name, zip, message) => {
  const refused = await discoverZip(`${name}.zip`, zip).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(AnnuaireError)
  expect(refused).toMatchObject({ code: 'ALIMENTATION_REFUSEE', message: expect.stringMatching(message) })
})

test('refused: more than 6 GiB in all, whatever is declared for each', async () => {
  const two = await zipped([MSSANTE, CONTENT], [`b/${MSSANTE}`, CONTENT])
  const huge = Buffer.from(two)
  for (let at = huge.indexOf('PK\x01\x02'); at >= 0; at = huge.indexOf('PK\x01\x02', at + 4)) {
    huge.writeUInt32LE(0xf0000000, at + 20)
    huge.writeUInt32LE(0xf0000000, at + 24)
  }
  await expect(discoverZip('huge.zip', huge)).rejects.toThrow(/7,5 Gio une fois décompressé/)
})

test.each<[string, Buffer, RegExp]>([
  ['bad-crc', forged(await zipped([MSSANTE, CONTENT, false]), 'PER', 'ORG'), /CRC-32/],
  ['bad-data', forgedField(plain, 16, 0xdeadbeef, 4), /CRC-32/],
  ['too-small', forgedField(plain, 24, 5, 4), /taille réelle/],
  ['too-large', forgedField(plain, 24, 5000, 4), /taille réelle/],
  ['method', forgedField(plain, 10, 12, 2), /méthode de compression 12/],
])('refused while reading: %s', async (name, zip, message) => {
  const { files } = await discoverZip(`${name}.zip`, zip)
  await expect(readAll(files[0]!)).rejects.toThrow(message)
})

test('refused while reading: deflated data that make no sense, or that end too early', async () => {
  const large = await zipped([MSSANTE, `A|B\n${Array.from({ length: 30_000 }, (_, n) => `${n}|${n * 7}\n`).join('')}`])
  const damaged = Buffer.from(large).fill(0xff, 5000, 9000)
  const { files } = await discoverZip('damaged.zip', damaged)
  await expect(readAll(files[0]!)).rejects.toThrow(/est abîmée|CRC-32|taille réelle/)
  const start = plain.indexOf('PK\x01\x02')
  const cut = forgedField(plain, 20, Math.floor(start / 4), 4)
  const short = await discoverZip('short.zip', cut)
  await expect(readAll(short.files[0]!)).rejects.toThrow(/est abîmée|taille réelle/)
})
