import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../../src/project-root.js'
import { annuaire, scratch } from '../support/cli.js'
import { type Served, serveFixtures } from '../support/served.js'

interface Listed {
  readonly generation: string
  readonly fichiers: readonly { readonly nom: string; readonly pret: boolean; readonly adresse: string }[]
}

describe('a whole file that somebody has asked for', () => {
  const data = scratch('extractions-refaites')
  let served: Served
  const list = async () => (await (await fetch(`${served.http}/v1/extractions`)).json()) as Listed

  beforeAll(async () => {
    served = await serveFixtures(data)
  })
  afterAll(async () => {
    await served.stop()
  })

  it('is made again when another generation is served, the others are not', async () => {
    expect((await fetch(`${served.http}/v1/extractions/bals.csv`)).status).toBe(200)
    const before = await list()
    expect(annuaire(data, ['importer', '--silencieux', join(projectRoot, 'fixtures')]).code).toBe(0)
    let now = before
    const ready = (): string[] => now.fichiers.filter(({ pret }) => pret).map(({ nom }) => nom)
    while (now.generation === before.generation || ready().length === 0) {
      await sleep(50)
      now = await list()
    }
    expect(ready()).toEqual(['bals.csv'])
    const made = await fetch(`${served.http}${now.fichiers.find(({ pret }) => pret)!.adresse}`)
    expect(made.status).toBe(200)
  })
})
