import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CompiledFilter } from '../../src/ldap/filter/compile.js'
import { candidatesOf } from '../../src/ldap/search/candidates.js'
import { gather, START } from '../../src/ldap/search/gather.js'
import { Dit } from '../../src/ldap/tree/dit.js'
import { ANONYMOUS } from '../../src/store/directory.js'
import { openDirectorySwitch } from '../../src/store/index.js'
import { collectingLog } from '../support/collecting-log.js'
import { abandon, bind, equality, int, message, octets, present, search, starts, tlv, UNBIND } from './ber.js'
import { importFeed } from './feed.js'
import { equal } from './filters.js'
import { names, ldapsearch as run } from './ldapsearch.js'
import { exchange, RawClient } from './raw-client.js'
import { type RunningServer, serve } from './server.js'

/**
 * What RFC 4510 to 4519 ask of a read-only address book, row by row. Rows 9 and 11 are in tls.test.ts, 33 to 36 in
 * judges/, 37 and 38 in sort.test.ts.
 */

const BAL = 'dc=mssante,dc=fr'
const NATIONAL = `ou=national,${BAL}`
const ZOE = `mail=zoe.dupont@medecin.mssante.fr,${NATIONAL}`
let server: RunningServer

beforeAll(async () => {
  server = await serve(await importFeed())
  await server.accounts.add('essai', 'un mot de passe', ['paca'])
})
afterAll(async () => {
  await server.close()
})

const ldapsearch = (...args: string[]) => run(server.port, ...args)
const codes = async (...frames: Buffer[]) =>
  (await exchange(server.port, frames, frames.length))
    .filter(({ code }) => code !== -1)
    .map(({ id, code }) => [id, code])
const zoe = (...args: string[]) => ldapsearch('-b', ZOE, '-s', 'base', '(objectClass=*)', ...args)

describe('messages (RFC 4511 §4.1)', () => {
  it.each([
    ['row 1: an envelope that cannot be read', Buffer.from([0x30, 3, 2, 1, 1])],
    ['row 1: an operation that does not exist', message(1, tlv(0x7a))],
    ['row 2: the number 0', message(0, search())],
  ])('%s is answered by a notice of disconnection', async (_, frame) => {
    const answers = await exchange(server.port, [frame], 1)
    expect(answers.map(({ id, tag, code }) => [id, tag, code])).toEqual([[0, 0x78, 2]])
  })

  it('row 3: an unknown control stops the operation when it is critical, and only then', async () => {
    expect((await ldapsearch('-e', '!1.2.3.4', '-b', BAL, '-s', 'base')).code).toBe(12)
    const ignored = await ldapsearch('-e', '1.2.3.4', '-b', BAL, '-s', 'base')
    expect([ignored.code, ignored.entries.length]).toEqual([0, 1])
  })

  it('row 4: a control without the value that it needs is a protocol error', async () => {
    expect(await codes(message(1, search(), tlv(0xa0, tlv(0x30, octets('1.2.840.113556.1.4.319')))))).toEqual([[1, 2]])
  })
})

describe('bind, unbind and abandon (§4.2, §4.3, §4.11)', () => {
  it.each([
    ['row 5: anonymous', bind('', ''), 0],
    ['row 6: a name without a password', bind(`cn=essai,ou=comptes,${BAL}`, ''), 53],
    ['row 7: another version', bind('', '', 2), 2],
    ['row 8: a SASL mechanism', tlv(0x60, int(3), octets(''), tlv(0xa3, octets('PLAIN'))), 7],
  ])('%s', async (_, request, code) => {
    expect(await codes(message(1, request))).toEqual([[1, code]])
  })

  it('row 10: a bind waits for the searches before it', async () => {
    const all = search({ base: BAL, scope: 2, filter: starts('sn', 'foule') })
    expect(await codes(message(1, all), message(2, bind(`cn=essai,ou=comptes,${BAL}`, 'un mot de passe')))).toEqual([
      [1, 4],
      [2, 0],
    ])
  })

  it('row 12: an unbind closes without a word', async () => {
    const client = await RawClient.open(server.port)
    client.send(message(1, UNBIND))
    await client.until(() => client.ended)
    expect(client.received).toEqual([])
  })

  it('row 13: an abandoned search sends no end, and unknown numbers are let be', async () => {
    const all = search({ base: BAL, scope: 2, filter: starts('sn', 'foule') })
    const frames = [message(1, all), message(2, abandon(1)), message(3, abandon(77)), message(4, search())]
    expect(await codes(...frames)).toEqual([[4, 0]])
  })
})

describe('search: base, scope and limits (§4.5.1)', () => {
  it('row 14: a base that does not exist gives the part of its name that does', async () => {
    const found = await ldapsearch('-b', `uid=personne,${NATIONAL}`, '-s', 'base')
    expect(found.code).toBe(32)
    expect(found.output).toContain(`matchedDN: ${NATIONAL}`)
  })

  it('row 15: a base that is no name', async () => {
    expect((await ldapsearch('-b', 'garbage')).code).toBe(34)
  })

  it('row 16: names are compared without case and spaces, and shown as they are', async () => {
    const written = 'MAIL = Zoe.Dupont@medecin.mssante.fr , OU=National, dc=MSSANTE,2.5.4.46=x'
    expect((await ldapsearch('-b', written, '-s', 'base')).code).not.toBe(0)
    const found = await ldapsearch(
      '-b',
      `MAIL=Zoe.Dupont@MEDECIN.mssante.fr, OU = National,DC=MSSante, dc=FR`,
      '-s',
      'base',
      '(mail=*)',
      '1.1',
    )
    expect([found.code, found.entries[0]?.['dn']]).toEqual([0, [ZOE]])
  })

  it('row 17: scopes', async () => {
    const found = async (scope: string, base: string) =>
      names(await ldapsearch('-b', base, '-s', scope, '(objectClass=*)', '1.1'))
    expect(await found('base', BAL)).toEqual(['dc=mssante'])
    expect(await found('one', BAL)).toEqual(['ou=national', 'ou=regional'])
    expect(await found('sub', BAL)).toContain('mail=zoe.dupont@medecin.mssante.fr')
    expect(await codes(message(1, search({ scope: 7 })))).toEqual([[1, 2]])
  })

  it('row 18: the smaller of the client’s limit and the server’s, with a partial list', async () => {
    const found = async (limit: string) => {
      const { code, entries } = await ldapsearch('-z', limit, '-b', BAL, '(sn=foule)', '1.1')
      return [code, entries.length]
    }
    expect(await found('3')).toEqual([4, 3])
    expect(await found('0')).toEqual([4, 500])
    expect(await found('900')).toEqual([4, 500])
  })

  it('row 19: a search stops when its time is over', async () => {
    const directories = openDirectorySwitch(server.dataDir, collectingLog())
    const filter = equal('st', 'zzz')
    const stop = await directories.read(async (directory) => {
      const dit = new Dit(BAL, 'dc=rpps,dc=fr')
      const ranges = candidatesOf([{ kind: 'bals', source: null }], filter, directory, ANONYMOUS, dit)
      const late = { pause: () => null, wait: async () => {}, over: () => true }
      const running = { pace: late, abandoned: () => false }
      return (await gather([], ranges, () => new CompiledFilter(filter), START, 500, running)).stop
    })
    directories.close()
    expect(stop).toBe('time')
  })
})

describe('search: attributes (§4.5.1.8)', () => {
  it('row 20: names without values', async () => {
    const { output } = await zoe('-A', 'sn', 'mail')
    expect(output).toMatch(/^sn:\n/m)
    expect(output).not.toContain('DUPONT')
  })

  const user = (found: Awaited<ReturnType<typeof zoe>>) =>
    Object.keys(found.entries[0]!).filter((name) => name !== 'dn')

  it.each([
    ['1.1', []],
    ['1.1 sn', ['sn']],
    ['SN 2.5.4.4 surname', ['sn']],
    ['gn commonName rfc822Mailbox', ['cn', 'givenName', 'mail']],
    ['@person', ['objectClass', 'cn', 'sn', 'telephoneNumber']],
    ['entryDN', ['entryDN']],
    ['inconnu cn;lang-fr', []],
  ])('row 21: %s', async (list, expected) => {
    expect(user(await zoe(...list.split(' '))).sort()).toEqual([...expected].sort())
  })

  it('rows 21 and 31: all attributes, operational ones only on request', async () => {
    const [plain, star, both] = [user(await zoe()), user(await zoe('*')), user(await zoe('*', '+'))]
    expect(star).toEqual(plain)
    expect(plain).not.toContain('entryUUID')
    const operational =
      'entryDN structuralObjectClass subschemaSubentry hasSubordinates entryUUID createTimestamp modifyTimestamp'
    expect(both).toEqual([...plain, ...operational.split(' ')])
    expect(user(await zoe('name'))).toEqual(expect.arrayContaining(['cn', 'sn', 'givenName', 'o', 'l']))
  })

  it('row 28: each entry and each attribute once, under its own spelling', async () => {
    const found = await ldapsearch('-b', BAL, '(|(sn=dupont)(cn=*dupont*)(mail=zoe*))', 'MAIL', 'typebal')
    expect(names(found)).toEqual(['mail=zoe.dupont@medecin.mssante.fr'])
    expect(user(found)).toEqual(['mail', 'TypeBAL'])
  })
})

describe('search: filters (§4.5.1.7)', () => {
  const found = async (filter: string) => {
    const { code, entries } = await ldapsearch('-b', BAL, `(&${filter}(!(sn=foule)))`, '1.1')
    return [code, entries.length]
  }

  it.each([
    ['row 22', '(unknownAttr=1)', 0],
    ['row 22', '(!(unknownAttr=1))', 0],
    ['row 22', '(cn:noRule:=x)', 0],
    ['row 22', '(|(unknownAttr=1)(sn=dupont))', 1],
    ['row 23', '(&)', 6],
    ['row 23', '(|)', 0],
    ['row 24', '(cn=z*du*nt)', 1],
    ['row 24', '(cn=*dup*zoe*)', 1],
    ['row 24', '(sn=DUPONT)', 1],
    ['row 25', '(sn>=dup)', 1],
    ['row 25', '(sn<=dalembert)', 2],
    ['row 25', '(sn~=dupont)', 1],
    ['row 25', '(sn:caseExactMatch:=DUPONT)', 1],
    ['row 25', '(sn:caseExactMatch:=dupont)', 0],
    ['row 25', '(&(sn=*)(ou:dn:=national))', 3],
    ['row 26', '(sn=d\\27alembert)', 1],
    ['row 26', '(sn=\\2a\\28\\29\\5c\\00)', 0],
    ['row 26', '(sn=😀)', 0],
    ['row 26', '(sn=\\ff\\fe)', 0],
    ['row 27', '(cn=)', 0],
    ['row 32', '(2.5.4.4=dupont)', 1],
    ['row 32', '(gn=zoé)', 1],
    ['row 32', '(surname=dupont)', 1],
    ['row 32', '(rfc822Mailbox=zoe*)', 1],
    ['row 32', '(&(localityName=paris)(sn=*))', 3],
    ['row 32', '(userid=zoe.dupont@medecin.mssante.fr)', 1],
  ])('%s: %s', async (_, filter, count) => {
    expect(await found(filter)).toEqual([0, count])
  })

  it('row 24: an empty fragment is a protocol error', async () => {
    const empty = tlv(0xa4, octets('cn'), tlv(0x30, tlv(0x81, '')))
    expect(await codes(message(1, search({ base: BAL, scope: 2, filter: empty })))).toEqual([[1, 2]])
  })
})

describe('the server’s own entries (RFC 4512)', () => {
  it('row 29: the root DSE, by its own name alone', async () => {
    const dse = (await ldapsearch('-b', '', '-s', 'base', '*', '+')).entries[0]!
    expect(dse).toMatchObject({
      namingContexts: [BAL, 'dc=rpps,dc=fr'],
      supportedLDAPVersion: ['3'],
      subschemaSubentry: ['cn=Subschema'],
      vendorName: ['annuaire'],
    })
    expect(dse['supportedControl']).toContain('1.2.840.113556.1.4.319')
    expect(dse['supportedFeatures']).toContain('1.3.6.1.4.1.4203.1.5.1')
    const below = await ldapsearch('-b', '', '-s', 'sub', '(supportedLDAPVersion=3)')
    expect([below.code, below.entries.length]).toEqual([0, 0])
  })

  it('row 30: the subschema names what entries hold', async () => {
    const wanted = ['objectClasses', 'attributeTypes', 'matchingRules', 'ldapSyntaxes']
    const schema = (await ldapsearch('-b', 'cn=Subschema', '-s', 'base', '(objectClass=subschema)', ...wanted))
      .entries[0]!
    const entry = (await zoe('*', '+')).entries[0]!
    for (const name of Object.keys(entry).filter((one) => one !== 'dn')) {
      expect(schema['attributeTypes']!.some((type) => type.includes(`'${name}'`))).toBe(true)
    }
    for (const name of entry['objectClass']!) {
      expect(schema['objectClasses']!.some((one) => one.includes(`'${name}'`))).toBe(true)
    }
  })

  it('row 39: aliases may be followed, and there are none', async () => {
    for (const way of ['never', 'search', 'find', 'always']) {
      expect((await ldapsearch('-a', way, '-b', BAL, '(sn=dupont)', '1.1')).entries).toHaveLength(1)
    }
    expect(
      await codes(
        message(
          1,
          tlv(
            0x63,
            octets(BAL),
            tlv(0x0a, Buffer.from([2])),
            tlv(0x0a, Buffer.from([4])),
            int(0),
            int(0),
            tlv(0x01, Buffer.from([0])),
            present('cn'),
            tlv(0x30),
          ),
        ),
      ),
    ).toEqual([[1, 2]])
  })

  it('row 40: what a reader may not see does not exist', async () => {
    const regional = `ou=paca,ou=regional,${BAL}`
    expect((await ldapsearch('-b', regional)).code).toBe(32)
    const compared = tlv(
      0x6e,
      octets(`mail=zoe.dupont@paca.mssante.fr,${regional}`),
      tlv(0x30, octets('sn'), octets('DUPONT')),
    )
    expect(await codes(message(1, compared))).toEqual([[1, 32]])
    const bound = await ldapsearch(
      '-D',
      `cn=essai,ou=comptes,${BAL}`,
      '-w',
      'un mot de passe',
      '-b',
      regional,
      '(mail=*)',
      '1.1',
    )
    expect(bound.entries.length).toBeGreaterThan(0)
  })
})

describe('the session (§4.4.1)', () => {
  it('row 41: who is connected is told when the server stops', async () => {
    const own = await serve(await importFeed(1))
    const client = await RawClient.open(own.port)
    client.send(message(1, search()))
    await client.until(() => client.received.length > 0)
    client.forget()
    await Promise.all([own.close(), client.until(() => client.ended)])
    expect(client.received.map(({ id, tag, code }) => [id, tag, code])).toEqual([[0, 0x78, 52]])
  })

  it('row 42: a message longer than 256 KiB is refused before it has come', async () => {
    const announced = Buffer.from([0x30, 0x83, 0x04, 0x00, 0x01])
    const answers = await exchange(server.port, [announced], 1)
    expect(answers.map(({ id, tag, code }) => [id, tag, code])).toEqual([[0, 0x78, 2]])
    const long = search({ base: BAL, scope: 2, filter: equality('sn', 'x'.repeat(200_000)) })
    expect(await codes(message(1, long))).toEqual([[1, 0]])
  })
})
