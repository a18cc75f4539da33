import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { AnnuaireError } from '../../src/errors.js'
import { readFeed } from '../../src/feed/index.js'
import { feedFile, readAll, workspace } from './workspace.js'

const { path: folder, write } = await workspace()

test.each<[string, Buffer | string, RegExp]>([
  ['empty', '', /le fichier est vide/],
  ['header-only', 'A|B|\n', /aucune ligne de données/],
  ['blank-lines', 'A|B|\n\n  \n', /aucune ligne de données/],
  ['blank-header', '\n1|2\n', /la première ligne est vide/],
  ['semicolon', 'A;B;C\n1;2;3\n', /le séparateur est « ; »/],
  ['comma', 'A,B,C\n1,2,3\n', /le séparateur est « , »/],
  ['tab', 'A\tB\n1\t2\n', /le séparateur est une tabulation/],
  ['one-column', 'A\n1\n', /l’en-tête n’a qu’une colonne/],
  ['nul', `A|B\n1|\0\n`, /fichier binaire \(octet nul en position 7\)/],
  ['zip', 'PK\x03\x04....', /un zip ou un classeur XLSX/],
  ['pdf', '%PDF-1.7\n', /un document PDF/],
  ['utf16', Buffer.from('\ufeffA|B\n', 'utf16le'), /un texte en UTF-16/],
  ['long-line', `A|B\n1|2\n${'x'.repeat(2 ** 20 + 200_000)}`, /dépasse 1 Mio .*à partir de l’octet 9\.$/],
  ['long-inside', `A|B\n1|2\n${'x'.repeat(2 ** 20 + 1)}\n3|4\n`, /dépasse 1 Mio /],
])('refused: %s', async (name, content, message) => {
  const path = await write(`${name}.txt`, content)
  const refused = await readAll(feedFile(path)).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(AnnuaireError)
  expect(refused).toMatchObject({ code: 'ALIMENTATION_REFUSEE', message: expect.stringMatching(message) })
  expect(String(refused)).toMatch(/^AnnuaireError: « depot\.txt » est refusé : .* Attendu : .* Emplacement : /)
  expect(String(refused)).toContain(path)
})

test('refused: a path that is gone or that is a folder', async () => {
  await expect(readAll(feedFile(join(folder, 'gone.txt')))).rejects.toThrow(/introuvable/)
  await expect(readAll(feedFile(folder))).rejects.toThrow(/c’est un dossier/)
})

test('refused: a file that grows while it is read', async () => {
  const path = await write('grows.txt', `A|B\n${'1|2\n'.repeat(200_000)}`)
  let grown = false
  const reading = readFeed(feedFile(path), {
    header: () => undefined,
    rows: async () => {
      if (!grown) await appendFile(path, '3|4\n')
      grown = true
    },
  })
  await expect(reading).rejects.toThrow(/a changé pendant la lecture/)
})
