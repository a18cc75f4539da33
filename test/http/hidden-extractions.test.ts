import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { projectRoot } from '../../src/project-root.js'
import { annuaire, scratch } from '../support/cli.js'
import { annuaireKilledAt } from '../support/kill-at.js'
import { serve } from '../support/served.js'

const ADDRESS = 'jean.dupont@medecin.mssante.fr'
const FILES = [
  'PS_LibreAcces_Personne_activite_202611200300.txt',
  'Extraction_Correspondance_MSSante_202611200300.txt',
].map((name) => join(projectRoot, 'fixtures', name))

/** A running server learns of it without another generation: its name for that state is its own. */
it('leave out what a region hides, though the import that said so published nothing', async () => {
  const data = scratch('extractions-masquees')
  const region = join(data, 'paca.csv')
  const importing = (hides: boolean) => {
    writeFileSync(
      region,
      [
        'Adresse mail;NOM;Prénom;Type de BAL;Liste rouge;MSSanté adresse',
        `a@cabinet.example;DUPONT;Jean;PER;${hides ? 'Oui' : 'Non'};${ADDRESS}`,
        'b@cabinet.example;AUTRE;Anne;INT;Non;anne.autre@paca.mssante.fr',
        '',
      ].join('\n'),
    )
    const accepted = ['--accepter-baisse', 'paca=essai']
    return ['importer', '--silencieux', ...FILES, '--regional', `paca=${region}`, ...accepted]
  }
  expect(annuaire(data, importing(false)).code).toBe(0)
  const served = await serve(data)
  const file = async () => {
    const answer = await fetch(`${served.http}/v1/extractions/bals.txt`)
    expect(answer.status).toBe(200)
    return answer.text()
  }
  expect(await file()).toContain(ADDRESS)
  // The disk refuses to move the pointer: what was hidden is hidden in the generation that stays.
  const moment = { call: 'renameSync', path: 'generation-courante', when: 'instead' } as const
  expect(annuaireKilledAt(data, importing(true), moment).code).toBe(1)
  await delay(1_000)
  expect(await file()).not.toContain(ADDRESS)
  expect(await served.stop()).toBe(0)
}, 120_000)
