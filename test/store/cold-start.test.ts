import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../../src/project-root.js'
import { openDirectorySwitch } from '../../src/store/index.js'
import { readAhead } from '../../src/store/read-ahead.js'
import { annuaire, scratch } from '../support/cli.js'
import { collectingLog } from '../support/collecting-log.js'

const people = join(projectRoot, 'fixtures/PS_LibreAcces_Personne_activite_202611200300.txt')
const now = () => new Date()

describe('a large generation', () => {
  const folder = scratch('froid')

  const importInto = (data: string): void => {
    expect(annuaire(data, ['importer', '--silencieux', people]).code).toBe(0)
  }

  it('answers once what searches read is read ahead, and is ready once all of it is', async () => {
    const data = join(folder, 'premiere')
    importInto(data)
    const directories = openDirectorySwitch(data, collectingLog(), now, 0)
    expect(directories.ready).toBe(false)
    const first = directories.readNow(({ generation: { id } }) => id)
    expect(first).toBeInstanceOf(Promise)
    expect(directories.ready).toBe(false)
    const found = await directories.read((directory) => directory.professionnel('810000000017', { sources: [] }))
    expect(found).toMatchObject({ identifiant: '810000000017' })
    while (!directories.ready) await delay(10)
    expect(directories.readNow(({ generation: { id } }) => id)).toBe(await first)
    directories.close()
  })

  it('takes the place of the one before it once it is read ahead, without a gap', async () => {
    const data = join(folder, 'suivante')
    importInto(data)
    const directories = openDirectorySwitch(data, collectingLog(), now, 0)
    const generation = () => directories.read(({ generation: { id } }) => id)
    const before = await generation()
    while (!directories.ready) await delay(10)
    importInto(data)
    await delay(250)
    const seen = [await generation()]
    while (seen.at(-1) === before) {
      await delay(5)
      seen.push(await generation())
      expect(directories.ready).toBe(true)
    }
    expect(seen[0]).toBe(before)
    expect(new Set(seen).size).toBe(2)
    directories.close()
  })

  it('is waited for no more when the server stops', async () => {
    const data = join(folder, 'arret')
    importInto(data)
    const directories = openDirectorySwitch(data, collectingLog(), now, 0)
    const asked = directories.read(({ generation: { id } }) => id)
    directories.close()
    await expect(asked).rejects.toMatchObject({ code: 'INDISPONIBLE' })
  })
})

describe('reading ahead', () => {
  it('says what cannot be read', async () => {
    await expect(readAhead([join(projectRoot, 'absent')], 1, 0, () => true)).rejects.toThrow('ENOENT')
  })

  it('ends when nobody needs the files any more', async () => {
    let pieces = 0
    await readAhead([people], 1, 0, () => pieces++ < 0)
    expect(pieces).toBe(1)
  })
})
