import { Client } from 'ldapts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { abandon, contains, equality, message, present, search, starts, tlv } from './ber.js'
import { importFeed } from './feed.js'
import { names, ldapsearch as run } from './ldapsearch.js'
import { exchange, RawClient } from './raw-client.js'
import { type RunningServer, serve } from './server.js'
import { ldapTool } from './tools.js'

const BAL = 'dc=mssante,dc=fr'
const PEOPLE = 'dc=rpps,dc=fr'
const ZOE = `mail=zoe.dupont@medecin.mssante.fr,ou=national,${BAL}`
const ACCOUNT = ['-D', `cn=essai,ou=comptes,${BAL}`, '-w', 'un mot de passe']
let server: RunningServer

beforeAll(async () => {
  server = await serve(await importFeed())
  await server.accounts.add('essai', 'un mot de passe', ['paca'])
})
afterAll(async () => {
  await server.close()
})

const ldapsearch = (...args: string[]) => run(server.port, ...args)
const found = async (filter: string, base = BAL) => names(await ldapsearch('-b', base, filter, '1.1'))

describe('filters on mailboxes', () => {
  const zoe = 'mail=zoe.dupont@medecin.mssante.fr'
  const anne = 'mail=anne.dalembert@medecin.mssante.fr'
  const ward = 'mail=secretariat.cardio@chu.mssante.fr'
  it.each([
    ['(cn=Zoé*)', [zoe]],
    ['(cn=ZOE*)', [zoe]],
    ['(cn=*dupont zo*)', [zoe]],
    ['(sn=dalembert)', [anne]],
    ["(sn=d'Alembert)", [anne]],
    ['(sn=D ALEMBERT)', [anne]],
    ['(mail=ZOE.DUPONT@*)', [zoe]],
    ['(givenName~=zoe)', [zoe]],
    ['(gn:caseExactMatch:=Zoé)', [zoe]],
    ['(gn:caseExactMatch:=ZOÉ)', []],
    ['(&(sn=d*)(sn<=dalemberz))', [anne]],
    ['(&(givenName>=zoa)(givenName<=zoz))', [zoe]],
    ['(|(sn=dupont)(mozillaNickname=x)(cn=*alemb*))', [anne, zoe]],
    ['(&(TypeBAL=ORG)(IdentifiantPM=750712184)(o=*))', [ward]],
    ['(&(TypeBAL=PER)(IdentifiantPP=10000000009)(TypeIdentifiantPP=8)(profession=*))', [zoe]],
    ['(employeeNumber=810000000017)', [anne]],
    ['(&(objectClass=inetOrgPerson)(!(TypeBAL=PER)))', [ward]],
    ['(cn=*cardio*)', [ward]],
    ['(displayName=zoé dup*)', [zoe]],
    ['(displayName=*upon*)', [zoe]],
    ['(displayName=dupont*)', []],
    ['(displayName=dupont zoé)', []],
    ['(displayName=*dupont z*)', []],
    ['(ou=*cardiologie)', [ward]],
    ['(cn=secretariat*)', [ward]],
    ['(&(!(sn=foule))(mail=*@medecin*))', [anne, zoe]],
    ['(|(cn=*du*)(sn=*du*))', [zoe]],
    ['(2.5.4.42=zoé)', [zoe]],
    ['(&(sn=dup*)(!(givenName=zoé)))', []],
    ['(cn=)', []],
    ['(|)', []],
    ['(unknownAttr=1)', []],
    ['(!(unknownAttr=1))', []],
    ['(cn:noRule:=x)', []],
    ['(objectClass=MyBarnIsBiggerThanYourBarn)', []],
  ])('%s', async (filter, expected) => {
    expect((await found(filter)).sort()).toEqual([...expected].sort())
  })

  it('answers all entries to (&)', async () => {
    const all = await ldapsearch('-b', BAL, '(&)', '1.1')
    expect(all.code).toBe(4)
    expect(all.entries).toHaveLength(500)
  })
})

describe('professionals', () => {
  it('are one entry each, with one value for each activity', async () => {
    const { entries } = await ldapsearch('-b', PEOPLE, '(&(sn=dupont)(l=saint etienne))')
    expect(entries).toHaveLength(1)
    expect(entries[0]).toMatchObject({
      dn: [`employeeNumber=810000000009,ou=professionnels,${PEOPLE}`],
      cn: ['Zoé DUPONT', 'DUPONT Zoé'],
      mail: ['zoe.dupont@medecin.mssante.fr'],
      profession: ['10'],
      title: expect.arrayContaining(['Médecin']),
    })
    expect([...(entries[0]!['finess'] ?? [])].sort()).toEqual(['420000000', '750712184'])
  })

  it('are found by what one and the same activity says', async () => {
    const inParis = ['employeeNumber=810000000009']
    expect(await found('(&(sn=dupont)(l=paris)(finess=750712184))', PEOPLE)).toEqual(inParis)
    expect(await found('(&(finess=750712184)(&(sn=dupont)(|(l=paris)(l=lyon))))', PEOPLE)).toEqual(inParis)
    expect(await found('(&(sn=dupont)(l=paris)(finess=420000000))', PEOPLE)).toEqual([])
    expect(await found('(&(sn=dupont)(l=paris)(l=saint etienne))', PEOPLE)).toEqual([])
    expect(await found('(|(finess=420000000)(l=paris))', PEOPLE)).toContain(inParis[0])
  })

  it('are found without a mailbox', async () => {
    expect(await found('(sn=lefevre)', PEOPLE)).toEqual(['employeeNumber=810000000025'])
    expect(await found('(&(sn=lefevre)(mail=*))', PEOPLE)).toEqual([])
  })

  it('are read by name', async () => {
    const { entries } = await ldapsearch('-b', `EMPLOYEENUMBER=810000000017, OU=Professionnels,${PEOPLE}`, '-s', 'base')
    expect(entries[0]?.['sn']).toEqual(["D'ALEMBERT"])
  })
})

describe('base and scope', () => {
  it.each([
    [BAL, 'base', [BAL]],
    [BAL, 'one', [`ou=national,${BAL}`, `ou=regional,${BAL}`]],
    [`ou=regional,${BAL}`, 'sub', [`ou=regional,${BAL}`]],
    [ZOE, 'base', [ZOE]],
    [ZOE, 'sub', [ZOE]],
    [ZOE, 'one', []],
    [ZOE, 'children', []],
    [`ou=regional,${BAL}`, 'children', []],
    [PEOPLE, 'one', [`ou=professionnels,${PEOPLE}`]],
    ['cn=Subschema', 'children', []],
    ['MAIL=Zoe.Dupont@medecin.MSSANTE.fr , OU=National,DC=mssante, DC=fr', 'base', [ZOE]],
    ['cn=Subschema', 'base', ['cn=Subschema']],
    ['', 'base', [undefined]],
  ])('%s, %s', async (base, scope, expected) => {
    const { entries, code } = await ldapsearch('-b', base, '-s', scope, '(objectClass=*)', 'objectClass')
    expect(code).toBe(0)
    expect(entries.map(({ dn }) => dn?.[0] || undefined)).toEqual(expected)
  })

  it('shows what is below the base, and not the base, to who asks for its children', async () => {
    const below = async (base: string, filter: string) =>
      names(await ldapsearch('-b', base, '-s', 'children', filter, '1.1'))
    expect(await below(BAL, '(|(sn=dupont)(objectClass=domain)(ou=regional))')).toEqual([
      'ou=regional',
      'mail=zoe.dupont@medecin.mssante.fr',
    ])
    expect(await below(`ou=national,${BAL}`, '(|(sn=dupont)(ou=national))')).toEqual([
      'mail=zoe.dupont@medecin.mssante.fr',
    ])
    expect(await below('', '(|(sn=dupont)(objectClass=domain))')).toEqual(['mail=zoe.dupont@medecin.mssante.fr'])
  })

  it('takes the empty base for the mailboxes, as Apple’s address book needs', async () => {
    const filter = '(|(givenname=dupont)(sn=dupont)(cn=dupont)(mail=dupont))'
    expect(await found(filter, '')).toEqual(['mail=zoe.dupont@medecin.mssante.fr'])
  })

  it.each([
    [`mail=personne@x.fr,ou=national,${BAL}`, `ou=national,${BAL}`],
    [`cn=x,ou=ailleurs,${BAL}`, BAL],
    [`ou=paca,ou=regional,${BAL}`, `ou=regional,${BAL}`],
    [`employeeNumber=8,ou=professionnels,${PEOPLE}`, `ou=professionnels,${PEOPLE}`],
    [`cn=x,${ZOE}`, ZOE],
    [`cn=x,cn=y,MAIL=Zoe.dupont@medecin.mssante.fr,ou=national,${BAL}`, ZOE],
    [`cn=x,mail=personne@x.fr,ou=national,${BAL}`, `ou=national,${BAL}`],
    [
      `cn=x,employeeNumber=810000000009,ou=professionnels,${PEOPLE}`,
      `employeeNumber=810000000009,ou=professionnels,${PEOPLE}`,
    ],
    ['cn=x,cn=Subschema', 'cn=Subschema'],
  ])('%s does not exist, %s does', async (base, matched) => {
    const { code, output } = await ldapsearch('-b', base)
    expect(code).toBe(32)
    expect(output).toContain(`matchedDN: ${matched}`)
  })

  it('has nothing outside its roots', async () => {
    expect((await ldapsearch('-b', 'dc=fr')).code).toBe(32)
  })
})

describe('regional sources', () => {
  it('are hidden from who is not bound, or is bound to another', async () => {
    expect(await found('(mail=*@paca.mssante.fr)')).toEqual([])
    expect((await ldapsearch('-b', `mail=zoe.dupont@paca.mssante.fr,ou=paca,ou=regional,${BAL}`)).code).toBe(32)
  })

  it('are seen by their readers, from the top and from their own place', async () => {
    const own = `ou=paca,ou=regional,${BAL}`
    const top = await ldapsearch(...ACCOUNT, '-b', BAL, '(sn=dupont)', '1.1')
    expect(top.entries.map(({ dn }) => dn?.[0])).toEqual([ZOE, `mail=zoe.dupont@paca.mssante.fr,${own}`])
    const both = [`mail=zoe.dupont@medecin.mssante.fr,${own}`, `mail=zoe.dupont@paca.mssante.fr,${own}`]
    for (const base of [own, `ou=regional,${BAL}`]) {
      const inside = await ldapsearch(...ACCOUNT, '-b', base, '(sn=dupont)', '1.1')
      expect(inside.entries.map(({ dn }) => dn?.[0])).toEqual(both)
    }
    const national = await ldapsearch(...ACCOUNT, '-b', `ou=national,${BAL}`, '(sn=dupont)', '1.1')
    expect(national.entries.map(({ dn }) => dn?.[0])).toEqual([ZOE])
    const copy = await ldapsearch(...ACCOUNT, '-b', both[0]!, '-s', 'base', 'source')
    expect(copy.entries[0]?.['source']).toEqual(['paca'])
    expect((await ldapsearch(...ACCOUNT, '-b', own, '-s', 'base')).entries).toHaveLength(1)
  })
})

describe('limits', () => {
  it.each([
    [[], 500, 4],
    [['-z', '3'], 3, 4],
    [['-z', '600'], 500, 4],
    [['-E', 'pr=7/noprompt', '-z', '25'], 25, 4],
    [['-E', 'pr=200/noprompt'], 500, 4],
    [['-E', 'pr=1000/noprompt'], 500, 4],
  ])('%j gives %i entries and code %i', async (options, count, code) => {
    const result = await ldapsearch(...options, '-b', BAL, '(sn=foule)', '1.1')
    expect(result.code).toBe(code)
    expect(new Set(names(result)).size).toBe(count)
    expect(result.entries).toHaveLength(count)
  })

  it('pages a whole answer, containers included, once each', async () => {
    const result = await ldapsearch(...ACCOUNT, '-E', 'pr=1/noprompt', '-b', BAL, '(!(sn=foule))', '1.1')
    expect(result.code).toBe(0)
    expect(names(result).sort()).toEqual([
      'dc=mssante',
      'mail=anne.dalembert@medecin.mssante.fr',
      'mail=secretariat.cardio@chu.mssante.fr',
      'mail=zoe.dupont@medecin.mssante.fr',
      'mail=zoe.dupont@paca.mssante.fr',
      'ou=national',
      'ou=paca',
      'ou=regional',
    ])
  })

  it('gives every entry that fits without code 4', async () => {
    const result = await ldapsearch('-z', '1', '-b', BAL, '(sn=dupont)', '1.1')
    expect([result.code, result.entries.length]).toEqual([0, 1])
  })
})

describe('attributes', () => {
  const asked = async (...list: string[]) => {
    const { entries } = await ldapsearch('-b', ZOE, '-s', 'base', '(objectClass=*)', ...list)
    return Object.keys(entries[0] ?? {}).filter((name) => name !== 'dn')
  }

  it.each([
    [['1.1'], []],
    [['1.1', 'sn'], ['sn']],
    [['SN', 'surname', '2.5.4.4'], ['sn']],
    [
      ['gn', 'commonName', 'inconnu'],
      ['cn', 'givenName'],
    ],
    [
      ['typebal', 'identifiantPP'],
      ['TypeBAL', 'IdentifiantPP'],
    ],
    [['@person'], ['objectClass', 'cn', 'sn', 'telephoneNumber']],
    [['cn;lang-fr'], []],
    [['entryDN'], ['entryDN']],
  ])('%j gives %j', async (list, expected) => {
    expect(await asked(...list)).toEqual(expected)
  })

  it('keeps operational attributes for +', async () => {
    const user = await asked()
    const both = await asked('*', '+')
    expect(user).toEqual(await asked('*'))
    expect(user).not.toContain('entryUUID')
    expect(both).toEqual([...user, ...(await asked('+'))])
    expect(both).toEqual(expect.arrayContaining(['entryUUID', 'structuralObjectClass', 'modifyTimestamp']))
  })

  it('sends names alone for typesOnly', async () => {
    const answers = await exchange(server.port, [message(1, search({ base: ZOE, typesOnly: true }))], 1)
    expect(answers[0]?.bytes.includes('givenName')).toBe(true)
    expect(answers[0]?.bytes.includes('DUPONT')).toBe(false)
  })

  it('describes every attribute and class in the schema', async () => {
    const { entries } = await ldapsearch('-b', 'cn=Subschema', '-s', 'base', '(objectClass=subschema)', '+')
    const types = entries[0]?.['attributeTypes'] ?? []
    const classes = entries[0]?.['objectClasses'] ?? []
    for (const name of [...(await asked('*', '+'))]) expect(types.some((type) => type.includes(`'${name}'`))).toBe(true)
    expect(classes.some((one) => one.includes("'annuaireBal'"))).toBe(true)
  })
})

describe('compare', () => {
  it.each([
    [ZOE, 'sn:dupont', 6],
    [ZOE, 'sn:durand', 5],
    [ZOE, 'facsimileTelephoneNumber:1', 16],
    [ZOE, 'inconnu:1', 17],
    [`mail=personne@x.fr,ou=national,${BAL}`, 'sn:x', 32],
  ])('%s %s gives %i', async (entry, assertion, expected) => {
    const { code } = await ldapTool('ldapcompare', ['-H', `ldap://127.0.0.1:${server.port}`, entry, assertion])
    expect(code).toBe(expected)
  })
})

describe('clients', () => {
  it('Thunderbird’s completion of « zoé »', async () => {
    const filter = tlv(0xa1, ...['cn', 'mail', 'givenName', 'sn'].map((name) => contains(name, 'zoé')))
    const request = search({ base: BAL, scope: 2, sizeLimit: 100, filter })
    const answers = await exchange(
      server.port,
      [message(1, tlv(0x60, tlv(2, '\x03'), tlv(4), tlv(0x80))), message(2, request)],
      2,
    )
    expect(answers.map(({ tag }) => tag)).toEqual([0x61, 0x64, 0x65])
    expect(answers[1]?.bytes.includes('zoe.dupont@medecin.mssante.fr')).toBe(true)
  })

  it('Thunderbird’s address book, with attributes that the directory lacks', async () => {
    const fields = ['cn', 'givenName', 'sn', 'mozillaNickname', 'mail', 'mozillaSecondEmail', 'o', 'ou', 'title']
    const or = fields.map((name) => `(${name}=*dupont*)`).join('')
    expect(await found(`(|${or}(&(description=*dupont*)))`)).toEqual(['mail=zoe.dupont@medecin.mssante.fr'])
  })

  it('Outlook’s query', async () => {
    expect(await found('(&(mail=*)(|(mail=dup*)(|(cn=dup*)(|(sn=dup*)(givenName=dup*)))))')).toEqual([
      'mail=zoe.dupont@medecin.mssante.fr',
    ])
  })

  it('ldapts, bound and paged', async () => {
    const client = new Client({ url: `ldap://127.0.0.1:${server.port}` })
    await client.bind(ACCOUNT[1]!, ACCOUNT[3]!)
    const { searchEntries } = await client.search(BAL, {
      filter: '(sn=Dupont)',
      paged: { pageSize: 1 },
      attributes: ['cn'],
    })
    expect(searchEntries.map(({ cn }) => cn)).toEqual(Array(2).fill(['Zoé DUPONT', 'DUPONT Zoé']))
    await client.unbind()
  })
})

describe('many requests on one connection', () => {
  it('answers pipelined searches, each entirely', async () => {
    const frames = Array.from({ length: 300 }, (_, index) =>
      message(index + 1, search({ base: BAL, scope: 2, filter: equality('sn', 'dupont'), attributes: ['1.1'] })),
    )
    const client = await RawClient.open(server.port)
    client.send(...frames)
    await client.until(() => client.received.length === 600)
    client.close()
    expect(client.received.every(({ tag, code }) => tag === 0x64 || code === 0)).toBe(true)
  })

  it('lets a small request through while another client asks for much, and forgets what a lost client asked', async () => {
    const greedy = await RawClient.open(server.port)
    const all = search({ base: BAL, scope: 2, filter: equality('sn', 'foule') })
    greedy.send(...Array.from({ length: 100 }, (_, index) => message(index + 1, all)))
    await greedy.until(() => greedy.received.length > 0)
    const started = performance.now()
    await exchange(server.port, [message(1, search())], 1)
    expect(performance.now() - started).toBeLessThan(500)
    greedy.close()
    await exchange(server.port, [message(1, search())], 1)
    const searches = server.lines.length
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(server.lines.length).toBeLessThan(searches + 10)
  })

  it('goes on reading after a hundred pending requests were abandoned', async () => {
    const client = await RawClient.open(server.port)
    const all = search({ base: BAL, scope: 2, filter: equality('sn', 'foule') })
    const many = Array.from({ length: 99 }, (_, index) => [message(index + 1, all), message(500, abandon(index + 1))])
    client.send(...many.flat(), ...many.flat(), message(1000, search()))
    await client.until(() => client.received.some(({ id, code }) => id === 1000 && code === 0))
    client.close()
  })

  it('holds back answers to a client that does not read, and serves the others meanwhile', async () => {
    const slow = await RawClient.open(server.port)
    slow.pause()
    const all = search({ base: BAL, scope: 2, filter: equality('sn', 'foule') })
    slow.send(...Array.from({ length: 150 }, (_, index) => message(index + 1, all)))
    const before = process.memoryUsage().rss
    for (let round = 0; round < 20; round++) {
      await exchange(server.port, [message(1, search({ base: ZOE }))], 1)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(100 << 20)
    slow.resume()
    await slow.until(() => slow.received.filter(({ code }) => code === 4).length === 150, 110_000)
    slow.close()
  }, 120_000)

  it('sends slow readers their own answers, while others are answered from the same room', async () => {
    const all = search({ base: BAL, scope: 2, filter: equality('sn', 'foule') })
    const others = search({ base: BAL, scope: 2, filter: starts('cn', 'ines') })
    const ask = (request: Buffer, count: number) => Array.from({ length: count }, (_, at) => message(at + 1, request))
    const answers = (client: RawClient, id: number) =>
      client.received.filter((one) => one.id === id).map(({ bytes }) => bytes.toString('latin1'))
    const first = await RawClient.open(server.port)
    first.send(...ask(all, 1))
    await first.until(() => first.received.some(({ code }) => code === 4))
    const expected = answers(first, 1).join()
    first.close()

    const slow = await Promise.all(Array.from({ length: 4 }, () => RawClient.open(server.port)))
    for (const client of slow) {
      client.pause()
      client.send(...ask(all, 30))
    }
    const quick = await RawClient.open(server.port)
    for (let round = 0; round < 20; round++) {
      quick.forget()
      quick.send(...ask(others, 5))
      await quick.until(() => quick.received.filter(({ code }) => code === 0 || code === 4).length >= 5, 30_000)
    }
    quick.close()
    for (const client of slow) {
      client.resume()
      await client.until(() => client.received.filter(({ code }) => code === 4).length === 30, 30_000)
      for (let id = 1; id <= 30; id++) {
        const own = answers(client, id).map((bytes) =>
          bytes.replace(String.fromCharCode(2, 1, id), '\u0002\u0001\u0001'),
        )
        expect(own.join() === expected).toBe(true)
      }
      client.close()
    }
  })

  it('stops an abandoned search and says no more of it', async () => {
    const client = await RawClient.open(server.port)
    const all = search({ base: BAL, scope: 2, filter: present('mail') })
    client.send(message(1, all), message(2, all), message(3, abandon(1)), message(4, search()))
    await client.until(() => client.received.some(({ id, code }) => id === 4 && code === 0))
    await client.until(() => client.received.some(({ id, code }) => id === 2 && code === 4))
    client.close()
    expect(client.received.some(({ id }) => id === 1)).toBe(false)
  })

  it('refuses the cookie of another search', async () => {
    const paged = (cookie: Buffer) =>
      tlv(0xa0, tlv(0x30, tlv(4, '1.2.840.113556.1.4.319'), tlv(4, tlv(0x30, tlv(2, '\x05'), tlv(4, cookie)))))
    const one = search({ base: BAL, scope: 2, filter: equality('sn', 'foule') })
    const first = (await exchange(server.port, [message(1, one, paged(Buffer.alloc(0)))], 1)).at(-1)!.bytes
    const cookie = first.subarray(-32)
    const again = await exchange(server.port, [message(1, one, paged(cookie))], 1)
    expect([again.length, again.at(-1)?.code]).toEqual([6, 0])
    const other = search({ base: BAL, scope: 2, filter: equality('sn', 'dupont') })
    expect((await exchange(server.port, [message(1, other, paged(cookie))], 1)).at(-1)?.code).toBe(53)
    expect((await exchange(server.port, [message(1, one, paged(Buffer.from('x')))], 1)).at(-1)?.code).toBe(53)
  })
})
