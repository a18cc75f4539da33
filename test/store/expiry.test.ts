import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../../src/project-root.js'
import { term } from '../../src/search/terms.js'
import { openDirectorySwitch } from '../../src/store/index.js'
import { UNHURRIED } from '../../src/store/pace.js'
import { annuaire, scratch } from '../support/cli.js'
import { collectingLog } from '../support/collecting-log.js'

const people = join(projectRoot, 'fixtures/PS_LibreAcces_Personne_activite_202611200300.txt')
const READER = { sources: ['paca'] }
const passagere = term('nom', 'exact', 'passagere')
const WINDOW = { after: 0, limit: 500 }

describe('an account that expires', () => {
  const folder = scratch('peremption')
  const data = join(folder, 'data')

  it('is shown on its last day in France and not on the next, without an import', async () => {
    const path = join(folder, 'paca.csv')
    writeFileSync(
      path,
      [
        'Adresse mail;NOM;Prénom;Type de BAL;Date de péremption;MSSanté adresse',
        'a@x.example;PASSAGERE;Anne;INT;31/12/2031;passagere@paca.mssante.fr',
        'b@x.example;PASSAGERE;Jeanne;INT;;durable@paca.mssante.fr',
        '',
      ].join('\n'),
    )
    expect(annuaire(data, ['importer', '--silencieux', people, '--regional', `paca=${path}`]).code).toBe(0)
    // One minute before midnight in France, in winter.
    let now = new Date('2031-12-31T22:59:00Z')
    const directories = openDirectorySwitch(data, collectingLog(), () => now)
    const shown = () =>
      directories.read(async (directory) => {
        const found = await directory.bals(passagere, READER, WINDOW)
        const one = await directory.bal('passagere@paca.mssante.fr', READER)
        const list = await directory.liste(passagere, READER, { name: 'nom', reverse: false }, UNHURRIED)
        return [found.results.length, list?.count, one !== null]
      })
    expect(await shown()).toEqual([2, 2, true])
    now = new Date('2031-12-31T23:01:00Z')
    await delay(250)
    expect(await shown()).toEqual([1, 1, false])
    directories.close()
  })
})
