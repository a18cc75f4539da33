import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generateFeed } from '../../scripts/feed/generate.js'
import { ldapsearch } from '../ldap/ldapsearch.js'
import { annuaire, scratch } from '../support/cli.js'
import { feedLines } from '../support/feed-lines.js'
import { type Served, serve } from '../support/served.js'

type Line = ReadonlyMap<string, string>

const OF_STRUCTURE = /site$|structure\)|de la structure$/

/** As numbers are compared, whatever form they are shown in. */
const digits = (number: string): string => number.replace(/\D/g, '').replace(/^(?:00)?33/, '0')

interface Numbers {
  readonly telephones: readonly string[]
  readonly telecopie: string | null
}

/** The rule told by a plain loop over the lines of the holder. */
function expectedOf(mailbox: Line, lines: readonly Line[]): Numbers {
  const numbersOf = (line: Line): Numbers => {
    const cell = (name: string): string => digits(line.get(`${name} (coord. structure)`)!)
    const telephones = ['Téléphone', 'Téléphone 2'].map(cell).filter((number) => number !== '')
    return { telephones: [...new Set(telephones)], telecopie: cell('Télécopie') || null }
  }
  const type = mailbox.get('Type identifiant structure')!
  const number = mailbox.get('Identification Structure')!
  const same =
    number === '' || !['FINESS', 'SIRET'].includes(type)
      ? []
      : lines.filter((line) => line.get(`Numéro ${type} site`) === number)
  const reached = same.map(numbersOf).find(({ telephones, telecopie }) => telephones.length > 0 || telecopie !== null)
  if (reached !== undefined) return reached
  const places = new Map<string, Line>()
  for (const line of lines) {
    const key = [...line].filter(([name]) => OF_STRUCTURE.test(name)).map(([, cell]) => cell)
    if (key.some((cell) => cell !== '')) places.set(key.join('|'), line)
  }
  const [only, ...others] = places.values()
  return only === undefined || others.length > 0 ? { telephones: [], telecopie: null } : numbersOf(only)
}

describe('the numbers of mailboxes', () => {
  const folder = scratch('numeros')
  const feed = join(folder, 'feed')
  let served: Served

  beforeAll(async () => {
    generateFeed({ lines: 6_000, folder: feed, seed: 5, date: '202611200300', faultless: true })
    expect(annuaire(join(folder, 'data'), ['importer', '--silencieux', feed]).code).toBe(0)
    served = await serve(join(folder, 'data'))
  })
  afterAll(async () => {
    await served.stop()
  })

  it('are those of the place where the holder works, through REST and LDAP alike', async () => {
    const people = new Map<string, Line[]>()
    for (const line of feedLines(join(feed, 'PS_LibreAcces_Personne_activite_202611200300.txt'))) {
      const identifiant = line.get('Identification nationale PP')!
      people.set(identifiant, [...(people.get(identifiant) ?? []), line])
    }
    const expected = new Map(
      feedLines(join(feed, 'Extraction_Correspondance_MSSante_202611200300.txt')).map((mailbox) => [
        mailbox.get('Adresse BAL')!.toLowerCase(),
        expectedOf(mailbox, people.get(mailbox.get('Identification nationale PP')!) ?? []),
      ]),
    )
    const answer = await fetch(`${served.http}/v1/bals?source=national&limite=500`)
    const { resultats } = (await answer.json()) as { resultats: (Numbers & { readonly adresse: string })[] }
    const port = Number(new URL(served.ldap).port)
    const { entries } = await ldapsearch(port, '-b', 'ou=national,dc=mssante,dc=fr', '-s', 'one', '(mail=*)')
    expect(entries).toHaveLength(resultats.length)
    let given = 0
    let faxes = 0
    for (const [at, { adresse, telephones, telecopie }] of resultats.entries()) {
      const wanted = expected.get(adresse.toLowerCase())
      expect([adresse, { telephones: telephones.map(digits), telecopie: telecopie && digits(telecopie) }]).toEqual([
        adresse,
        wanted,
      ])
      const entry = entries[at]!
      expect(entry['mail']).toEqual([adresse])
      expect(entry['telephoneNumber'] ?? []).toEqual(telephones)
      expect(entry['facsimileTelephoneNumber'] ?? []).toEqual(telecopie === null ? [] : [telecopie])
      if (telephones.length > 0) given++
      if (telecopie !== null) faxes++
    }
    expect(given).toBeGreaterThan(100)
    expect(faxes).toBeGreaterThan(5)
    expect(resultats.length - given).toBeGreaterThan(50)
  })
})
