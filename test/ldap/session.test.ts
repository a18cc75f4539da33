import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bind, int, message, octets, oneOf, present, type Received, receivedIn, search, tlv } from './ber.js'
import { exchange, RawClient } from './raw-client.js'
import { type RunningServer, serve, serveNothing } from './server.js'

let server: RunningServer

beforeAll(async () => {
  server = await serveNothing()
  await server.accounts.add('essai', 'un mot de passe', ['paca'])
})
afterAll(async () => {
  await server.close()
})

const DN = 'cn=essai,ou=comptes,dc=mssante,dc=fr'

async function codeOf(operation: Buffer, ...more: Buffer[]): Promise<number | undefined> {
  return (await exchange(server.port, [message(1, operation, ...more)], 1)).at(-1)?.code
}

describe('bind', () => {
  it.each([
    ['anonymous', bind('', ''), 0],
    ['an account', bind(DN, 'un mot de passe'), 0],
    ['an account, right under the root', bind('UID=Essai, DC=mssante, DC=fr', 'un mot de passe'), 0],
    ['a wrong password', bind(DN, 'un autre'), 49],
    ['an unknown account', bind('cn=personne,ou=comptes,dc=mssante,dc=fr', 'un mot de passe'), 49],
    ['a DN of another place', bind('cn=essai,ou=ailleurs,dc=mssante,dc=fr', 'un mot de passe'), 49],
    ['a DN without a password', bind(DN, ''), 53],
    ['the bare name of an account', bind('essai', 'un mot de passe'), 0],
    ['its name in any domain', bind(' Essai@mssante.fr', 'un mot de passe'), 0],
    ['a bare name with a wrong password', bind('essai', 'un autre'), 49],
    ['a bare name without a password', bind('essai', ''), 53],
    ['the name of no account', bind('personne@mssante.fr', 'un mot de passe'), 49],
    ['a DN that is none', bind('essai, comptes', 'un mot de passe'), 34],
    ['two domains', bind('essai@mssante.fr@ailleurs', 'un mot de passe'), 34],
    ['version 2', bind('', '', 2), 2],
    ['SASL', tlv(0x60, int(3), octets(''), tlv(0xa3, octets('PLAIN'))), 7],
    ['an unknown method', tlv(0x60, int(3), octets(''), tlv(0x85, 'x')), 7],
    ['a request cut short', tlv(0x60, int(3)), 2],
  ])('%s', async (_, request, code) => {
    expect(await codeOf(request)).toBe(code)
  })

  it.each([
    ['a wrong password', bind('cn=essai,dc=fr', 'un mot de passe')],
    ['a name that is none', bind('essai, comptes', 'un mot de passe')],
  ])('tells the form of a name that it expects: %s', async (_, request) => {
    const [answer] = await exchange(server.port, [message(1, request)], 1)
    expect(answer!.bytes.toString()).toContain('cn=<compte>,ou=comptes,dc=mssante,dc=fr')
  })

  it('holds what is pipelined behind it until it has ended, and a failure makes anonymous again', async () => {
    const whoAmI = tlv(0x77, tlv(0x80, '1.3.6.1.4.1.4203.1.11.3'))
    const frames = [bind(DN, 'un mot de passe'), whoAmI, bind(DN, 'un autre'), whoAmI]
    const answers = await exchange(
      server.port,
      frames.map((frame, index) => message(index + 1, frame)),
      4,
    )
    expect(answers.map(({ id, code }) => [id, code])).toEqual([
      [1, 0],
      [2, 0],
      [3, 49],
      [4, 0],
    ])
    expect(answers[1]?.bytes.includes(`dn:${DN}`)).toBe(true)
    expect(answers[3]?.bytes.includes('dn:')).toBe(false)
  })

  it('obeys a change of the accounts at once', async () => {
    await server.accounts.add('autre', 'premier secret', [])
    const name = 'cn=autre,ou=comptes,dc=mssante,dc=fr'
    expect(await codeOf(bind(name, 'premier secret'))).toBe(0)
    await server.accounts.remove('autre')
    expect(await codeOf(bind(name, 'premier secret'))).toBe(49)
  })
})

describe('other operations', () => {
  it.each([
    ['add', tlv(0x68, octets('cn=x'), tlv(0x30)), 53],
    ['modify', tlv(0x66, octets('cn=x'), tlv(0x30)), 53],
    ['delete', tlv(0x4a, 'cn=x'), 53],
    ['rename', tlv(0x6c, octets('cn=x'), octets('cn=y'), tlv(0x01, Buffer.from([0]))), 53],
    ['an unknown extension', tlv(0x77, tlv(0x80, '1.2.3')), 2],
    ['StartTLS without a certificate', tlv(0x77, tlv(0x80, '1.3.6.1.4.1.1466.20037')), 2],
    ['Who am I? with a value', tlv(0x77, tlv(0x80, '1.3.6.1.4.1.4203.1.11.3'), tlv(0x81, 'x')), 2],
    ['10 000 attributes', search({ attributes: Array.from({ length: 10_000 }, (_, at) => `attribut-${at}`) }), 0],
    ['more attributes', search({ attributes: Array.from({ length: 10_001 }, () => 'cn') }), 11],
    ['10 000 classes', search({ attributes: Array.from({ length: 10_000 }, () => '@inetOrgPerson') }), 0],
    [
      'a filter of as many elements',
      search({ filter: oneOf(...Array.from({ length: 4000 }, () => present('cn'))) }),
      11,
    ],
    ['a scope that does not exist', search({ scope: 7 }), 2],
    ['a negative size limit', search({ sizeLimit: -1 }), 2],
    ['a base that is no name', search({ base: 'garbage' }), 34],
    ['a search while nothing is published', search({ base: 'dc=mssante,dc=fr', scope: 2 }), 52],
    ['the root DSE while nothing is published', search(), 0],
    ['comparing with the root DSE', tlv(0x6e, octets(''), tlv(0x30, octets('supportedLDAPVersion'), octets('3'))), 6],
  ])('%s', async (_, request, code) => {
    expect(await codeOf(request)).toBe(code)
  })
})

describe('controls', () => {
  const control = (type: string, critical: boolean, value?: Buffer) =>
    tlv(
      0xa0,
      tlv(
        0x30,
        octets(type),
        ...(critical ? [tlv(0x01, Buffer.from([0xff]))] : []),
        ...(value === undefined ? [] : [octets(value)]),
      ),
    )
  const paged = '1.2.840.113556.1.4.319'

  it.each([
    ['unknown and critical', search(), control('1.2.3.4', true), 12],
    ['unknown', search(), control('1.2.3.4', false), 0],
    ['of a search, critical on a bind', bind('', ''), control(paged, true), 12],
    ['paging without a value', search(), control(paged, false), 2],
    ['paging with an unreadable value', search(), control(paged, false, Buffer.from([0x30, 0x7f])), 2],
  ])('%s', async (_, request, controls, code) => {
    expect(await codeOf(request, controls)).toBe(code)
  })

  it('answers paging even when everything fits and when the search fails', async () => {
    const wanted = control(paged, true, tlv(0x30, int(10), octets('')))
    for (const base of ['', 'garbage']) {
      const answers = await exchange(server.port, [message(1, search({ base }), wanted)], 1)
      expect(answers.at(-1)?.bytes.includes(paged)).toBe(true)
    }
  })
})

describe('closing', () => {
  it('answers what came before an unbind, then closes', async () => {
    const client = await RawClient.open(server.port)
    client.send(message(1, search()), message(2, Buffer.from([0x42, 0])), message(3, search()))
    await client.until(() => client.ended)
    expect(client.received.map(({ id }) => id)).toEqual([1, 1])
    client.close()
  })

  it('still answers a client that sends no more', async () => {
    const client = await RawClient.open(server.port)
    client.send(message(1, bind(DN, 'un mot de passe')), message(2, search()))
    client.finish()
    await client.until(() => client.ended)
    expect(client.received.map(({ id }) => id)).toEqual([1, 2, 2])
    client.close()
  })

  it('takes leave with Notice of Disconnection, unavailable', async () => {
    const own = await serveNothing()
    const client = await RawClient.open(own.port)
    client.send(message(1, search()))
    await client.until(() => client.received.length === 2)
    await Promise.all([own.close(), client.until(() => client.ended)])
    expect(client.received.at(-1)).toMatchObject({ id: 0, tag: 0x78, code: 52 })
    client.close()
  })

  it('takes some connections of each address only, and as many as they like of the machine itself', async () => {
    const limited = await serve(server.dataDir, { perAddress: 3 })
    const from = (localAddress: string) =>
      new Promise<Socket>((resolve, reject) => {
        const socket = connect({ port: limited.port, host: '127.0.0.1', localAddress }, () => resolve(socket))
        socket.once('error', reject)
      })
    const answered = (socket: Socket) =>
      new Promise<number>((resolve) => {
        socket.once('data', (bytes) => resolve(receivedIn(bytes).at(-1)!.code))
        socket.write(message(1, search()))
      })
    const one = [await from('127.0.0.2'), await from('127.0.0.2'), await from('127.0.0.2')]
    for (const socket of one) expect(await answered(socket)).toBe(0)
    const refused = await from('127.0.0.2')
    const told = new Promise<Received[]>((resolve) => refused.once('data', (bytes) => resolve(receivedIn(bytes))))
    expect(await told).toMatchObject([{ id: 0, code: 51 }])
    const others = [await from('127.0.0.3'), ...(await Promise.all(Array.from({ length: 5 }, () => from('127.0.0.1'))))]
    for (const socket of others) expect(await answered(socket)).toBe(0)
    one[0]!.destroy()
    await new Promise((resolve) => setTimeout(resolve, 50))
    const next = await from('127.0.0.2')
    expect(await answered(next)).toBe(0)
    for (const socket of [...one, ...others, refused, next]) socket.destroy()
    await limited.close()
  })
})
