import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generateFeed } from '../../scripts/feed/generate.js'
import type { Bal, Professionnel } from '../../src/resources/person.js'
import { ldapsearch } from '../ldap/ldapsearch.js'
import { annuaire, scratch } from '../support/cli.js'
import { feedLines } from '../support/feed-lines.js'
import { type Served, serve } from '../support/served.js'

const ACTIVITIES = 'PS_LibreAcces_Personne_activite_'
const MAILBOXES = 'Extraction_Correspondance_MSSante_'
const [BEFORE, AFTER] = ['202611200300', '202611210300']
/** One line of the activities, and of the mailboxes, in so many is written otherwise the day after. */
const EVERY = { activities: 40, mailboxes: 15 }

describe('what changed since a moment, after a second import', () => {
  const folder = scratch('change-depuis')
  const data = join(folder, 'data')
  const people = new Set<string>()
  const addresses = new Set<string>()
  let served: Served

  beforeAll(async () => {
    const [first, second] = [join(folder, 'avant'), join(folder, 'apres')]
    generateFeed({ lines: 1_500, folder: first, seed: 5, date: BEFORE, faultless: true })
    mkdirSync(second)
    for (const name of readdirSync(first).filter((one) => one.includes(BEFORE))) {
      writeFileSync(join(second, name.replace(BEFORE, AFTER)), otherwise(join(first, name), name))
    }
    expect(annuaire(data, ['importer', '--silencieux', first])).toMatchObject({ code: 0 })
    const regions = readdirSync(join(first, 'regional')).map((name) => name.replace(/\.\w+$/, ''))
    const retired = regions.flatMap((name) => ['--retirer', name])
    const again = annuaire(data, ['importer', '--silencieux', second, ...retired])
    expect(again.code, again.stderr).toBe(0)
    served = await serve(data)
  })
  afterAll(() => served.stop())

  /** A file of the day after: other streets, other services. */
  function otherwise(path: string, name: string): string | Buffer {
    const column = name.startsWith(ACTIVITIES) ? 'Libellé Voie (coord. structure)' : 'Service de rattachement'
    const every = name.startsWith(ACTIVITIES) ? EVERY.activities : name.startsWith(MAILBOXES) ? EVERY.mailboxes : 0
    if (every === 0) return readFileSync(path)
    const text = readFileSync(path, 'utf8')
    const at = text.slice(0, text.indexOf('\n')).split('|').indexOf(column)
    const known = feedLines(path)
    const lines = text.split('\n').map((line, number) => {
      if (number === 0 || line === '' || number % every !== 0) return line
      const told = known[number - 1]!
      if (every === EVERY.mailboxes) addresses.add(told.get('Adresse BAL')!.toLowerCase())
      // A person's date is that of what the national files say, whatever the mailboxes do (src/changes/README.md).
      else people.add(told.get('Identification nationale PP')!)
      const cells = line.split('|')
      cells[at] = 'NOUVEAU NOM'
      return cells.join('|')
    })
    return lines.join('\n')
  }

  const found = async <T>(path: string): Promise<T[]> => {
    const { resultats, tronque } = (await (await fetch(`${served.http}${path}`)).json()) as {
      resultats: T[]
      tronque: boolean
    }
    expect(tronque).toBe(false)
    return resultats
  }
  const entries = async (base: string, filter: string, name: string): Promise<string[]> => {
    const { code, entries } = await ldapsearch(Number(new URL(served.ldap).port), '-b', base, filter, name)
    expect(code).toBe(0)
    return entries.flatMap((entry) => entry[name] ?? [])
  }

  it('are the same people through both doors: those of other lines', async () => {
    const rest = await found<Professionnel>('/v1/professionnels?modifieDepuis=2026-11-21')
    const ldap = await entries('ou=professionnels,dc=rpps,dc=fr', '(modifyTimestamp>=20261120230000Z)', 'IdentifiantPP')
    expect(people.size).toBeGreaterThan(30)
    expect(rest.map(({ identifiant }) => identifiant).sort()).toEqual([...people].sort())
    expect(ldap.map((number) => `${number.length === 11 ? 8 : 0}${number}`).sort()).toEqual([...people].sort())
  })

  it('are the same mailboxes through both doors', async () => {
    const rest = await found<Bal>('/v1/bals?modifieDepuis=2026-11-21')
    const ldap = await entries('ou=national,dc=mssante,dc=fr', '(modifyTimestamp>=20261120230000Z)', 'mail')
    expect(addresses.size).toBeGreaterThan(10)
    expect(rest.map(({ adresse }) => adresse.toLowerCase()).sort()).toEqual([...addresses].sort())
    expect(ldap.map((mail) => mail.toLowerCase()).sort()).toEqual([...addresses].sort())
  })

  it('are all when the moment is before the first file, and none when it is after the second', async () => {
    expect(await found('/v1/professionnels?modifieDepuis=2026-11-22&departement=13')).toEqual([])
    const all = await found<Professionnel>('/v1/professionnels?departement=13')
    expect(await found('/v1/professionnels?modifieDepuis=2026-11-19&departement=13')).toEqual(all)
  })
})
