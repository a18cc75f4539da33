import { symlink, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { discover } from '../../src/feed/index.js'
import { workspace } from './workspace.js'
import { zipped } from './zip.js'

const { path: root, write } = await workspace()
const SOURCES = ['paca', 'occitanie', 'ile-de-france']
const PA = 'PS_LibreAcces_Personne_activite'
const BAL = 'Extraction_Correspondance_MSSante'

test('a folder: national files in the order of loading, regional ones, the rest ignored with a reason', async () => {
  await write('all/extraction_correspondance_MSSANTE.TXT', 'A|B\n1|2\n')
  await write(`all/${PA}_202608261013.txt`, 'A|B\n1|2\n')
  await write(`all/${PA}_202608251013.txt`, 'A|B\n1|2\n')
  await write('all/PS_LibreAcces_Dipl_AutExerc_202608261013.txt', 'A|B\n1|2\n')
  await write('all/ps-libreacces-savoirfaire.txt', 'A|B\n1|2\n')
  await write('all/regional/paca.csv', 'A;B\n1;2\n')
  await write('all/regional/notes.txt', 'x')
  await write('all/faults/x.txt', 'x')
  await write('all/liste.xlsx', 'PK')
  await write('all/liste.ods', 'PK')
  await write('all/paca.csv', 'A;B\n')
  const { files, ignored } = await discover([join(root, 'all')], [], SOURCES)
  expect(files.map(({ kind, source }) => `${kind} ${source}`)).toEqual([
    'personne-activite national',
    'savoir-faire national',
    'diplome national',
    'mssante national',
    'regional paca',
  ])
  expect(files[0]).toMatchObject({ date: '2026-08-26T10:13:00', bytes: 8, location: { entry: null } })
  expect(Object.fromEntries(ignored.map(({ name, reason }) => [name, reason]))).toEqual({
    [`${PA}_202608251013.txt`]: expect.stringContaining(`plus ancien que ${PA}_202608261013.txt`),
    'regional/notes.txt': 'ce n’est pas un fichier d’alimentation connu',
    'faults/': expect.stringContaining('sous-dossier non parcouru'),
    'liste.xlsx': expect.stringContaining('« regional »'),
    'liste.ods': expect.stringContaining('Enregistrer sous… XLSX'),
    'paca.csv': expect.stringContaining('« regional »'),
  })
})

test('a file, with the date of its name or else of its modification; a date that is none does not count', async () => {
  const path = await write(`${BAL}.txt`, 'A|B\n')
  await utimes(path, new Date('2026-03-04T05:06:07Z'), new Date('2026-03-04T05:06:07Z'))
  expect((await discover([path], [], [])).files[0]?.date).toBe('2026-03-04T05:06:07.000Z')
  const odd = await write(`${BAL}_202613451013.txt`, 'A|B\n')
  await utimes(odd, new Date('2026-03-04T05:06:07Z'), new Date('2026-03-04T05:06:07Z'))
  expect((await discover([odd], [], [])).files[0]?.date).toBe('2026-03-04T05:06:07.000Z')
})

test('folders, zips and files together: newest of each kind, the same file counted once', async () => {
  const old = await write(`mixed/${BAL}_202601010000.txt`, 'A|B\n')
  await write('mixed/archive.zip', await zipped([`${BAL}_202602010000.txt`, 'A|B\n']))
  await write('mixed/photos.zip', 'not a zip')
  const { files, ignored } = await discover([join(root, 'mixed'), old, old], [], [])
  expect(files).toMatchObject([{ location: { entry: `${BAL}_202602010000.txt` } }])
  expect(ignored.map(({ name }) => name).sort()).toEqual([`${BAL}_202601010000.txt`, 'photos.zip'])
})

test.each([
  ['utf8', 'N° ADELI;N° RPPS\n299109803;10005355572\n'],
  ['latin1', 'N° ADELI;N° RPPS\n299109803;10005355572\n'],
  ['utf8', '\ufeffsep=,\r\n"Numéro RPPS","Ancien ADELI"\r\n1,2\r\n'],
] as const)('the correspondence of ADELI numbers is known by its columns (%s, %j)', async (encoding, text) => {
  const bytes = Buffer.from(text, encoding)
  const path = await write('bascule/toggle_20260801.csv', bytes)
  await write('bascule/n-importe.zip', await zipped(['dossier/toggle.txt', bytes]))
  // A region's accounts have both numbers among others; a list of names has neither.
  await write('bascule/comptes.csv', 'Adresse mail;NOM;Prénom;Type de BAL;N° ADELI;N° RPPS\n')
  await write('bascule/lisez-moi.txt', 'Le N° ADELI ; et le N° RPPS, ailleurs\n')
  const file = { kind: 'correspondance-adeli', source: 'national' }
  expect((await discover([path], [], [])).files).toMatchObject([{ ...file, date: '2026-08-01T00:00:00' }])
  const zip = join(root, 'bascule/n-importe.zip')
  expect((await discover([zip], [], [])).files).toMatchObject([{ ...file, location: { entry: 'dossier/toggle.txt' } }])
  const folder = await discover([join(root, 'bascule')], [], [])
  expect(folder.files).toMatchObject([file])
  expect(folder.ignored.map(({ name }) => name)).toEqual(expect.arrayContaining(['comptes.csv', 'lisez-moi.txt']))
})

test('regional inputs: a named file with its source, or the folder itself', async () => {
  const path = await write('depots/loaduser_20260801.csv', 'A;B\n')
  const { files } = await discover([], [{ source: 'occitanie', path }], SOURCES)
  expect(files).toMatchObject([{ kind: 'regional', source: 'occitanie', date: '2026-08-01T00:00:00' }])
  const folder = await discover([join(root, 'all/regional')], [], SOURCES)
  expect(folder.files).toMatchObject([{ source: 'paca' }])
})

test('refused: an unknown source, with the close ones', async () => {
  const path = await write('depots/x.csv', 'A;B\n')
  await expect(discover([], [{ source: 'pacca', path }], SOURCES)).rejects.toThrow(
    /source inconnue « pacca » ; vouliez-vous dire « paca » \?.*paca, occitanie, ile-de-france.*ANNUAIRE_SOURCES/,
  )
  await expect(discover([], [{ source: 'zzzzzz', path }], SOURCES)).rejects.toThrow(/inconnue « zzzzzz »\. Attendu/)
})

test('refused: missing paths, unknown names, folders with nothing, workbooks', async () => {
  const refuses = (path: string, message: RegExp) => expect(discover([path], [], SOURCES)).rejects.toThrow(message)
  await refuses(join(root, 'gone'), /« gone » est refusé : introuvable.*Emplacement : .*gone\.$/)
  await refuses(
    await write('autre.txt', 'A|B\n'),
    new RegExp(`aucun fichier national.*${PA}_.*SavoirFaire.*Dipl.*${BAL}`),
  )
  await refuses(await write('x.csv', 'A;B\n'), /le nom de sa source/)
  await refuses(await write('x.xlsx', 'PK'), /le nom de sa source/)
  await refuses(await write('x.xls', 'PK'), /le format XLS n’est pas lu.*Enregistrer sous… XLSX/)
  await write('vide/sous-dossier/x.txt', 'x')
  await refuses(join(root, 'vide'), /rien d’utilisable : sous-dossier\//)
  await refuses(join(root, 'vide/sous-dossier'), /rien d’utilisable : x\.txt/)
  await write('casse/PS_LibreAcces_202608.zip', 'truncated')
  await refuses(join(root, 'casse'), /pas un zip, ou il est tronqué/)
  const regional = { source: 'paca', path: join(root, 'x.xls') }
  await expect(discover([], [regional], SOURCES)).rejects.toThrow(/Enregistrer sous… XLSX/)
})

test('links: one to a file is followed, one to nothing is ignored', async () => {
  const target = await write('elsewhere/donnees', 'A|B\n')
  await write('links/regional/paca.csv', 'A;B\n')
  await symlink(target, join(root, `links/${BAL}.txt`))
  await symlink(join(root, 'nowhere'), join(root, `links/${PA}.txt`))
  const { files, ignored } = await discover([join(root, 'links')], [], SOURCES)
  expect(files.map(({ kind }) => kind)).toEqual(['mssante', 'regional'])
  expect(ignored).toMatchObject([{ name: `${PA}.txt`, reason: expect.stringContaining('lien') }])
})

test('refused: a device', async () => {
  await expect(discover(['/dev/null'], [], [])).rejects.toThrow(/pas un fichier ordinaire/)
})

test('refused: the same thing given twice', async () => {
  const one = await write(`a/${PA}_202608261013.txt`, 'A|B\n')
  const two = await write(`b/${PA}_202608261013.txt`, 'A|B\n')
  await expect(discover([one, two], [], [])).rejects.toThrow(/une même date/)
  const path = await write('depots/paca.csv', 'A;B\n')
  await expect(discover([join(root, 'all')], [{ source: 'paca', path }], SOURCES)).rejects.toThrow(/source « paca »/)
})
