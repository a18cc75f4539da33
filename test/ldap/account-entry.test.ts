import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bind, message, octets, search, tlv } from './ber.js'
import { importFeed } from './feed.js'
import { ldapsearch as run } from './ldapsearch.js'
import { exchange } from './raw-client.js'
import { type RunningServer, serve, serveNothing } from './server.js'

const BAL = 'dc=mssante,dc=fr'
const OWN = `cn=essai,ou=comptes,${BAL}`
const BOUND = ['-D', OWN, '-w', 'un mot de passe']
let server: RunningServer

beforeAll(async () => {
  server = await serve(await importFeed(3))
  await server.accounts.add('essai', 'un mot de passe', ['occitanie', 'paca'])
  await server.accounts.add('autre', 'un autre mot', [])
})
afterAll(async () => {
  await server.close()
})

const ldapsearch = (...args: string[]) => run(server.port, ...args)

describe('the entry of an account', () => {
  it('is read by the account itself: its name, what it may read', async () => {
    const { code, entries } = await ldapsearch(...BOUND, '-b', OWN, '-s', 'base')
    expect([code, entries]).toEqual([
      0,
      [
        {
          dn: [OWN],
          objectClass: ['top', 'applicationProcess', 'uidObject', 'annuaireCompte'],
          cn: ['essai'],
          uid: ['essai'],
          description: ['Lecture seule : données nationales et sources régionales occitanie, paca'],
          source: ['national', 'occitanie', 'paca'],
        },
      ],
    ])
  })

  it.each([
    [OWN, 'base', '(uid=ESSAI)', 1],
    [OWN, 'sub', '(objectClass=*)', 1],
    [OWN, 'base', '(&(objectClass=applicationProcess)(structuralObjectClass=applicationProcess)(source=paca))', 1],
    [OWN, 'base', '(source=bretagne)', 0],
    [OWN, 'one', '(objectClass=*)', 0],
    [OWN, 'children', '(objectClass=*)', 0],
    [`UID=Essai, OU=comptes, ${BAL}`, 'base', '(objectClass=*)', 1],
    [`uid=essai,${BAL}`, 'base', '(objectClass=*)', 1],
  ])('%s, %s, %s', async (base, scope, filter, count) => {
    const { code, entries } = await ldapsearch(...BOUND, '-b', base, '-s', scope, filter, '1.1')
    expect([code, entries.length]).toEqual([0, count])
  })

  it('is found in no other search', async () => {
    const { entries } = await ldapsearch(...BOUND, '-b', BAL, '(|(cn=essai)(uid=essai)(objectClass=annuaireCompte))')
    expect(entries).toEqual([])
  })

  it.each([
    ['nobody', [], OWN],
    ['another account', ['-D', `cn=autre,ou=comptes,${BAL}`, '-w', 'un autre mot'], OWN],
    ['the account, of another one', BOUND, `cn=autre,ou=comptes,${BAL}`],
    ['the account, of none', BOUND, `cn=personne,ou=comptes,${BAL}`],
  ])('does not exist for %s, as that of nobody does not', async (_, who, base) => {
    const { code, output } = await ldapsearch(...who, '-b', base, '-s', 'base')
    expect([code, /matchedDN: (.*)/.exec(output)?.[1]]).toEqual([32, BAL])
  })

  it('is compared with, and is there while nothing is published', async () => {
    const empty = await serveNothing()
    await empty.accounts.add('essai', 'un mot de passe', ['paca'])
    const compared = tlv(0x6e, octets(OWN), tlv(0x30, octets('source'), octets('paca')))
    const frames = [
      message(1, compared),
      message(2, bind(OWN, 'un mot de passe')),
      message(3, compared),
      message(4, search({ base: OWN })),
      message(5, bind('', '')),
      message(6, search({ base: OWN })),
    ]
    const answers = await exchange(empty.port, frames, 6)
    expect(answers.map(({ id, tag, code }) => [id, tag, code])).toEqual([
      [1, 0x6f, 52],
      [2, 0x61, 0],
      [3, 0x6f, 6],
      [4, 0x64, -1],
      [4, 0x65, 0],
      [5, 0x61, 0],
      [6, 0x65, 52],
    ])
    await empty.close()
  })
})
