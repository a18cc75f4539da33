import { Client } from 'ldapts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  abandon,
  allOf,
  bind,
  contains,
  entryName,
  equality,
  message,
  octets,
  oneOf,
  present,
  search,
  starts,
  tlv,
  UNBIND,
} from './ber.js'
import { importFeed } from './feed.js'
import { ldapsearch, names } from './ldapsearch.js'
import { exchange, RawClient } from './raw-client.js'
import { type RunningServer, serve } from './server.js'

/** What each client sends, as observed in its source or on the wire, in a directory too large to be looked through. */

const BAL = 'dc=mssante,dc=fr'
const ZOE = `mail=zoe.dupont@medecin.mssante.fr,ou=national,${BAL}`
let server: RunningServer

beforeAll(async () => {
  server = await serve(await importFeed(20_500))
}, 60_000)
afterAll(async () => {
  await server.close()
})

interface Answer {
  readonly code: number
  readonly names: readonly string[]
  readonly text: string
}

/** One connection for one search: bind, search, unbind. */
async function connectionPerQuery(request: Buffer, ...controls: readonly Buffer[]): Promise<Answer> {
  const frames = [message(1, bind('', '')), message(2, request, ...controls)]
  const answers = await exchange(server.port, frames, 2)
  expect(answers[0]).toMatchObject({ id: 1, code: 0 })
  const rest = answers.slice(1)
  return {
    code: rest.at(-1)!.code,
    names: rest.slice(0, -1).map(entryName),
    text: Buffer.concat(rest.map(({ bytes }) => bytes)).toString(),
  }
}

const anyOf = (names: readonly string[], make: (name: string) => Buffer) => oneOf(...names.map(make))

/** `*jean*dup*`: pieces that follow each other. */
const pieces = (name: string, ...parts: readonly string[]) =>
  tlv(0xa4, octets(name), tlv(0x30, ...parts.map((part) => tlv(0x81, part))))

const control = (type: string, critical: boolean, value: Buffer) =>
  tlv(0xa0, tlv(0x30, octets(type), ...(critical ? [tlv(0x01, Buffer.from([0xff]))] : []), octets(value)))
const paged = (size: number) =>
  control('1.2.840.113556.1.4.319', false, tlv(0x30, tlv(0x02, Buffer.from([size >> 8, size & 0xff])), octets('')))

function showsZoe(text: string): void {
  for (const shown of ['Zoé DUPONT', 'zoe.dupont@medecin.mssante.fr', 'CHU DE PARIS', 'Médecin'])
    expect(text).toContain(shown)
}

describe('Thunderbird', () => {
  const complete = (text: string) =>
    search({
      base: BAL,
      scope: 2,
      sizeLimit: 100,
      filter: oneOf(
        pieces('cn', ...text.split(' ')),
        contains('mail', text),
        contains('givenName', text.split(' ')[0]!),
        contains('sn', text),
      ),
    })

  it('completes an address', async () => {
    const { code, names, text } = await connectionPerQuery(complete('dup'))
    expect([code, names]).toEqual([0, [ZOE]])
    showsZoe(text)
  })

  it('completes two words, accents or not', async () => {
    for (const typed of ['zoé dup', 'zoe dup', 'dupont z']) {
      expect((await connectionPerQuery(complete(typed))).names).toEqual([ZOE])
    }
  })

  it.each(['d', 'du', 'zo'])('shows no error while one types %s', async (typed) => {
    const { code, names } = await connectionPerQuery(complete(typed))
    expect([0, 4]).toContain(code)
    expect(names).toContain(ZOE)
  })

  it('shows the partial list of a common name', async () => {
    const { code, names } = await connectionPerQuery(complete('foule'))
    expect([code, names.length]).toEqual([4, 100])
  })

  it('searches its address book by twelve fragments a word, on attributes that do not exist too', async () => {
    const attributes =
      'cn givenName sn mozillaNickname mail mozillaSecondEmail description o ou title mozillaWorkUrl mozillaHomeUrl'
    const word = (text: string) =>
      anyOf(attributes.split(' '), (name) =>
        name === 'description' ? allOf(contains(name, text)) : contains(name, text),
      )
    const one = await connectionPerQuery(search({ base: BAL, scope: 2, sizeLimit: 100, filter: word('dupont') }))
    expect([one.code, one.names]).toEqual([0, [ZOE]])
    const two = await connectionPerQuery(
      search({ base: BAL, scope: 2, sizeLimit: 100, filter: allOf(word('zoé'), word('médecin')) }),
    )
    expect([two.code, two.names]).toEqual([0, [ZOE]])
  })

  it('copies the directory for offline use as far as the limit', async () => {
    const { code, names } = await connectionPerQuery(search({ base: BAL, scope: 2 }))
    expect([code, names.length]).toEqual([4, 500])
  })

  it('abandons the search of the former keystroke', async () => {
    const client = await RawClient.open(server.port)
    client.send(
      message(1, bind('', '')),
      message(2, complete('foule')),
      message(3, abandon(2)),
      message(4, complete('dup')),
      message(5, UNBIND),
    )
    await client.until(() => client.ended)
    const ids = new Set(client.received.map(({ id }) => id))
    expect(ids.has(4)).toBe(true)
    expect(client.received.filter(({ id, code }) => id === 2 && code !== -1)).toEqual([])
  })
})

describe('Outlook', () => {
  const attributes =
    'cn display-name mail givenName sn initials title telephoneNumber mobile pager officeFax facsimileTelephoneNumber department ou organizationalUnitName o physicalDeliveryOfficeName postalAddress street l st postalCode c co homePhone info comment URL labeledURI manager userCertificate;binary'
  const complete = (text: string) =>
    search({
      base: BAL,
      scope: 2,
      sizeLimit: 100,
      attributes: attributes.split(' '),
      filter: allOf(
        present('mail'),
        oneOf(starts('mail', text), oneOf(starts('cn', text), oneOf(starts('sn', text), starts('givenName', text)))),
      ),
    })

  it('completes an address', async () => {
    const { code, names, text } = await connectionPerQuery(complete('dupo'))
    expect([code, names]).toEqual([0, [ZOE]])
    showsZoe(text)
    expect(text).not.toContain('TypeBAL')
  })

  it.each(['d', 'du'])('completes from the first letters: %s', async (typed) => {
    const { code, names } = await connectionPerQuery(complete(typed))
    expect(code).toBe(0)
    expect(names).toContain(ZOE)
  })

  it('shows the partial list of a common name', async () => {
    const { code, names } = await connectionPerQuery(complete('foule'))
    expect([code, names.length]).toEqual([4, 100])
  })

  it('browses by a virtual list sorted by name', async () => {
    const int = (value: number) => tlv(0x02, Buffer.from([value]))
    const sort = tlv(0x30, octets('1.2.840.113556.1.4.473'), octets(tlv(0x30, tlv(0x30, octets('cn')))))
    const view = tlv(
      0x30,
      octets('2.16.840.1.113730.3.4.9'),
      octets(tlv(0x30, int(0), int(9), tlv(0xa0, int(1), int(0)))),
    )
    const request = search({
      base: BAL,
      scope: 2,
      filter: allOf(present('mail'), present('cn')),
      attributes: ['cn', 'mail'],
    })
    const { code, names, text } = await connectionPerQuery(request, tlv(0xa0, sort, view))
    expect([code, names.length]).toEqual([0, 10])
    expect(text).toContain('2.16.840.1.113730.3.4.10')
  })
})

describe('Apple', () => {
  const attributes =
    'givenName sn cn mail telephoneNumber facsimileTelephoneNumber o title ou buildingName street l st postalCode c jpegPhoto mobile co pager destinationIndicator labeledURI IMHandle'

  it('searches under the empty base', async () => {
    const filter = anyOf(['givenname', 'sn', 'cn', 'mail'], (name) => contains(name, 'dupon'))
    const { code, names, text } = await connectionPerQuery(
      search({ base: '', scope: 2, filter, attributes: attributes.split(' ') }),
    )
    expect([code, names]).toEqual([0, [ZOE]])
    showsZoe(text)
  })

  it('searches by whole values', async () => {
    const filter = anyOf(['givenname', 'sn', 'cn', 'mail'], (name) => equality(name, 'dupont'))
    expect(await connectionPerQuery(search({ base: '', scope: 2, filter }))).toMatchObject({ code: 0, names: [ZOE] })
  })
})

describe('Evolution', () => {
  const anyField = (text: string) =>
    anyOf(
      'cn givenName sn mobile facsimileTelephoneNumber internationaliSDNNumber pager o roomNumber title labeledURI description icsCalendar mail'.split(
        ' ',
      ),
      (name) => contains(name, text),
    )

  it('reads what the server can do, then the schema', async () => {
    const dse = await ldapsearch(
      server.port,
      '-s',
      'base',
      '-b',
      '',
      'supportedControl',
      'supportedExtension',
      'supportedLDAPVersion',
      'subschemaSubentry',
      'schemaNamingContext',
    )
    expect(dse.entries[0]).toMatchObject({ supportedLDAPVersion: ['3'], subschemaSubentry: ['cn=Subschema'] })
    const schema = await ldapsearch(
      server.port,
      '-s',
      'base',
      '-b',
      'cn=Subschema',
      '(objectClass=subschema)',
      'objectClasses',
    )
    expect(schema.entries[0]!['objectClasses']!.join('')).toContain("NAME 'inetOrgPerson'")
  })

  it('searches any field, one level below the base that it was given', async () => {
    const request = search({ base: `ou=national,${BAL}`, scope: 1, sizeLimit: 100, filter: anyField('dupon') })
    const { code, names, text } = await connectionPerQuery(request)
    expect([code, names]).toEqual([0, [ZOE]])
    showsZoe(text)
  })

  it('browses, and copies for offline use page by page', async () => {
    const browse = await connectionPerQuery(search({ base: BAL, scope: 2, sizeLimit: 100, filter: present('cn') }))
    expect([browse.code, browse.names.length]).toEqual([4, 100])
    const copy = await connectionPerQuery(search({ base: BAL, scope: 2, filter: present('cn') }), paged(1000))
    expect([copy.code, copy.names.length]).toEqual([4, 500])
    expect(copy.text).toContain('1.2.840.113556.1.4.319')
  })

  it('finds nobody by a class that no server has', async () => {
    const request = search({ base: BAL, scope: 2, filter: equality('objectClass', 'MyBarnIsBiggerThanYourBarn') })
    expect(await connectionPerQuery(request)).toMatchObject({ code: 0, names: [] })
  })
})

describe('Roundcube', () => {
  const attributes =
    'cn sn givenName title mail homePhone telephoneNumber mobile pager facsimileTelephoneNumber street postalCode st l c o ou description jpegPhoto objectClass'
  const find = (filter: Buffer) =>
    connectionPerQuery(
      search({
        base: BAL,
        scope: 2,
        attributes: attributes.split(' '),
        filter: allOf(equality('objectClass', 'inetOrgPerson'), filter),
      }),
    )

  it('searches fragments, and starts while one types', async () => {
    const { code, names, text } = await find(oneOf(contains('mail', 'dupon'), contains('cn', 'dupon')))
    expect([code, names]).toEqual([0, [ZOE]])
    showsZoe(text)
    for (const typed of ['d', 'du', 'dup']) {
      expect((await find(oneOf(starts('mail', typed), starts('cn', typed)))).names).toContain(ZOE)
    }
  })

  it('looks for virtual lists where other servers configure them, and does without', async () => {
    const request = search({
      base: 'cn=config',
      scope: 2,
      filter: equality('objectclass', 'vlvsearch'),
      attributes: ['vlvbase'],
    })
    expect((await connectionPerQuery(request)).code).toBe(32)
  })
})

describe('Zimbra', () => {
  it('completes by gn, the alias of givenName, in pages of 1000', async () => {
    const filter = oneOf(starts('cn', 'zoé'), starts('sn', 'zoé'), starts('gn', 'zoé'), starts('mail', 'zoé'))
    const { code, names, text } = await connectionPerQuery(
      search({ base: BAL, scope: 2, filter, sizeLimit: 100 }),
      paged(1000),
    )
    expect([code, names]).toEqual([0, [ZOE]])
    expect(text).toContain('1.2.840.113556.1.4.319')
  })
})

describe('Nextcloud', () => {
  it('reads pages of 500 until the cookie is empty', async () => {
    const client = new Client({ url: `ldap://127.0.0.1:${server.port}` })
    const filter = '(&(objectClass=inetOrgPerson)(|(cn=zo*)(mail=zo*)(displayName=zo*)))'
    const { searchEntries } = await client.search(BAL, { scope: 'sub', filter, paged: { pageSize: 500 } })
    await client.unbind()
    expect(searchEntries.map(({ dn }) => dn)).toEqual([ZOE])
  })
})

describe('software of health professionals', () => {
  it.each([
    ['a number and a type', '(&(IdentifiantPP=10000000009)(TypeBAL=PER))'],
    ['a name, a city and a savoir-faire', '(&(sn=dup*)(givenName=zo*)(postalCode=75013)(specialite=SM54))'],
    ['a structure', '(&(IdentifiantPM=750712184)(sn=dupont))'],
  ])('finds a mailbox by %s', async (_, filter) => {
    const wanted =
      'TypeBAL IdentifiantPP TypeIdentifiantPP profession specialite IdentifiantPM givenName sn mail l o'.split(' ')
    const found = await ldapsearch(server.port, '-b', BAL, filter, ...wanted)
    expect(names(found)).toEqual(['mail=zoe.dupont@medecin.mssante.fr'])
    expect(found.entries[0]).toMatchObject({
      mail: ['zoe.dupont@medecin.mssante.fr'],
      IdentifiantPP: ['10000000009'],
      TypeIdentifiantPP: ['8'],
      profession: ['10'],
      specialite: ['SM54'],
      IdentifiantPM: ['750712184'],
      o: ['CHU DE PARIS'],
    })
  })

  it('finds the mailbox of a service', async () => {
    const found = await ldapsearch(server.port, '-b', BAL, '(&(TypeBAL=ORG)(ou=*cardio*))', 'cn', 'mail')
    expect(found.entries[0]).toMatchObject({ mail: ['secretariat.cardio@chu.mssante.fr'] })
  })
})
