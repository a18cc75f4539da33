import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { narrow } from '../../src/ldap/filter/narrow.js'
import { professionnelShape } from '../../src/ldap/tree/professionnel-shape.js'
import { AT_OTHER_PLACES, importFeed } from './feed.js'
import { equal, inside, starts } from './filters.js'
import { names, ldapsearch as run } from './ldapsearch.js'
import { type RunningServer, serve } from './server.js'

const BAL = 'dc=mssante,dc=fr'
const PEOPLE = 'dc=rpps,dc=fr'
const BOUND = ['-x', '-D', `cn=dpi,ou=comptes,${BAL}`, '-w', 'un mot de passe sûr']
const REGIONAL = 'mail=zoe.dupont@paca.mssante.fr'
const ZOE = 'employeeNumber=810000000009'
const ANNE = 'employeeNumber=810000000017'
const JEAN = 'employeeNumber=810000000025'
let server: RunningServer

// More mailboxes than are looked through: what no index leads ends with code 11.
beforeAll(async () => {
  server = await serve(await importFeed(20_500, [], AT_OTHER_PLACES))
  await server.accounts.add('dpi', 'un mot de passe sûr', ['paca'])
})
afterAll(async () => {
  await server.close()
})

describe('telephones in filters', () => {
  it.each([
    '(telephoneNumber=0491000001)',
    '(telephoneNumber=04 91 00 00 01)',
    '(telephoneNumber=+33 4 91 00 00 01)',
    '(telephoneNumber=0033491000001)',
    '(telephoneNumber=04-91-00-00-01)',
    '(telephoneNumber=049100*)',
    '(telephoneNumber=+33 4.91.00*)',
    '(telephoneNumber=*91 00 00*)',
    '(telephoneNumber=*1000001)',
    '(telephoneNumber:telephoneNumberMatch:=04.91.00.00.01)',
    '(&(objectClass=person)(telephoneNumber=0491000001)(sn=dupont))',
    '(|(sn=*0491000001*)(displayName=*0491000001*)(cn=*0491000001*)(mail=*0491000001*)(telephoneNumber=*0491000001*))',
  ])('%s finds a mailbox of a region for who reads it', async (filter) => {
    const found = await run(server.port, ...BOUND, '-b', BAL, filter, 'telephoneNumber')
    expect([found.code, ...names(found)]).toEqual([0, REGIONAL])
    expect(found.entries[0]!['telephoneNumber']).toEqual(['04 91 00 00 01'])
    expect(await run(server.port, '-b', BAL, filter, '1.1')).toMatchObject({ code: 0, entries: [] })
  })

  it('that nobody has are an empty answer, alone and beside names', async () => {
    const sogo = (number: string) =>
      `(|(sn=*${number}*)(displayName=*${number}*)(cn=*${number}*)(mail=*${number}*)(telephoneNumber=*${number}*))`
    for (const filter of ['(telephoneNumber=0612345678)', '(facsimileTelephoneNumber=06*)', sogo('0612345678')]) {
      expect([filter, await run(server.port, '-b', BAL, filter, '1.1')]).toMatchObject([
        filter,
        { code: 0, entries: [] },
      ])
    }
  })

  it.each([
    ['(telephoneNumber=+33 1 23 45 67 89)', [ANNE, ZOE, JEAN]],
    ['(telephoneNumber=0477*)', [ZOE]],
    ['(facsimileTelephoneNumber=04.77.00.00.02)', [ZOE]],
    ['(facsimileTelephoneNumber=0477000001)', []],
    ['(&(l=saint etienne)(telephoneNumber=0477000001))', [ZOE]],
    // One and the same activity.
    ['(&(l=paris)(telephoneNumber=0477000001))', []],
    ['(&(telephoneNumber=0123456789)(facsimileTelephoneNumber=*))', []],
    ['(|(telephoneNumber=0477000001)(sn=alembert))', [ZOE]],
    ['(&(sn=dupont)(!(telephoneNumber=0477000001)))', []],
  ])('%s among people', async (filter, expected) => {
    const found = await run(server.port, '-b', PEOPLE, filter, '1.1')
    expect([found.code, ...names(found)]).toEqual([0, ...expected])
  })

  // The national file of mailboxes has no telephones: they are those of the holder's activity in the structure of the mailbox.
  it.each([
    ['(telephoneNumber=01.23.45.67.89)', ['anne.autre', 'anne.dalembert', 'zoe.dupont']],
    ['(telephoneNumber=+33 4 77*)', ['zoe.etoile']],
    ['(facsimileTelephoneNumber=0477000002)', ['zoe.etoile']],
    ['(facsimileTelephoneNumber=0477000001)', []],
    ['(&(sn=dupont)(telephoneNumber=0123456789))', ['zoe.dupont']],
  ])('%s finds national mailboxes', async (filter, expected) => {
    const found = await run(server.port, '-b', BAL, filter, '1.1')
    expect([found.code, ...names(found)]).toEqual([0, ...expected.map((one) => `mail=${one}@medecin.mssante.fr`)])
  })

  it.each([
    ['zoe.dupont@medecin', ['0123456789'], undefined],
    ['zoe.etoile@medecin', ['04 77 00 00 01'], ['04 77 00 00 02']],
    // Two activities, neither in the structure of the mailbox.
    ['zoe.ailleurs@medecin', undefined, undefined],
    // The only activity.
    ['anne.dalembert@medecin', ['0123456789'], undefined],
    ['anne.autre@medecin', ['0123456789'], undefined],
    ['secretariat.cardio@chu', undefined, undefined],
  ])('%s shows them, whole and by name', async (address, telephones, fax) => {
    for (const asked of [[], ['*'], ['mail', 'telephoneNumber', 'facsimileTelephoneNumber']]) {
      const found = await run(server.port, '-b', BAL, `(mail=${address}.mssante.fr)`, ...asked)
      expect(found.entries).toHaveLength(1)
      expect(found.entries[0]!['telephoneNumber']).toEqual(telephones)
      expect(found.entries[0]!['facsimileTelephoneNumber']).toEqual(fax)
    }
    const types = await run(server.port, '-A', '-b', BAL, `(mail=${address}.mssante.fr)`)
    expect(types.output.includes('telephoneNumber')).toBe(telephones !== undefined)
  })

  it('are led by an index among people, too', () => {
    const criteria = (filter: Parameters<typeof narrow>[0]) => narrow(filter, professionnelShape, true).criteria
    const term = { kind: 'term', field: 'telephone', value: '0123' }
    expect(criteria(starts('telephoneNumber', '+33 1 23'))).toEqual({ ...term, match: 'prefix' })
    expect(criteria(inside('telephoneNumber', '01.23'))).toEqual({ ...term, match: 'infix' })
    expect(criteria(equal('facsimileTelephoneNumber', '01 23'))).toEqual({
      ...term,
      field: 'telecopie',
      match: 'exact',
    })
  })
})
