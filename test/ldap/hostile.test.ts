import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { abandon, bind, enumerated, int, message, octets, type Received, search, tlv, UNBIND } from './ber.js'
import { hostileFrames } from './hostile-frames.js'
import { exchange, RawClient } from './raw-client.js'
import { type RunningServer, serveNothing } from './server.js'

const DISCONNECTION = Buffer.from('1.3.6.1.4.1.1466.20036')
let server: RunningServer

beforeAll(async () => {
  server = await serveNothing()
})
afterAll(async () => {
  await server.close()
})

/** Sends bytes and waits until the server closes the connection. */
async function refused(bytes: Buffer): Promise<readonly Received[]> {
  const client = await RawClient.open(server.port)
  client.send(bytes)
  await client.until(() => client.ended)
  client.close()
  return client.received
}

async function alive(): Promise<void> {
  const answers = await exchange(server.port, [message(1, search())], 1)
  expect(answers.map(({ tag }) => tag)).toEqual([0x64, 0x65])
}

/** Notice of Disconnection, protocolError. */
function expectNotice(answers: readonly Received[]): void {
  const notice = answers.at(-1)
  expect(notice).toMatchObject({ id: 0, tag: 0x78, code: 2 })
  expect(notice?.bytes.includes(DISCONNECTION)).toBe(true)
}

describe('hostile bytes', () => {
  it.each([
    ['six bytes that announce 4 GiB', Buffer.from([0x30, 0x84, 0xff, 0xff, 0xff, 0xff])],
    [
      '4 GiB - 2 announced, then a message',
      Buffer.concat([Buffer.from([0x30, 0x84, 0xff, 0xff, 0xff, 0xfe]), message(1, search())]),
    ],
    ['a TLS greeting', Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01])],
    ['HTTP', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    ['an empty sequence', Buffer.from([0x30, 0x00])],
    ['zeros', Buffer.alloc(1000)],
    ['message number 0', message(0, search())],
    ['a negative message number', message(-1, search())],
    ['a message number of five bytes', tlv(0x30, tlv(0x02, Buffer.from([1, 0, 0, 0, 0])), search())],
    ['an unknown operation', message(1, tlv(0x7e, octets('x')))],
    ['a response', message(1, tlv(0x65, enumerated(0), octets(''), octets('')))],
    ...Object.entries(hostileFrames),
  ])('%s: notice, close, and others are served', async (_, bytes) => {
    expectNotice(await refused(bytes))
    await alive()
  })

  it('drops nothing of what came before the garbage', async () => {
    const client = await RawClient.open(server.port)
    client.send(message(1, search()))
    await client.until(() => client.received.length === 2)
    client.send(Buffer.from('garbage'))
    await client.until(() => client.ended)
    expectNotice(client.received)
    client.close()
  })

  it('refuses a message over 256 KiB on its header alone', async () => {
    expectNotice(await refused(Buffer.from([0x30, 0x83, 0x04, 0x00, 0x01])))
  })

  it('answers 11 to a tree too large, and goes on', async () => {
    const filter = tlv(0xa1, ...Array.from({ length: 3000 }, () => tlv(0x87, 'cn')))
    const wide = tlv(0xa1, filter, tlv(0xa1, filter.subarray(6)))
    const answers = await exchange(server.port, [message(1, search({ filter: wide })), message(2, search())], 2)
    expect(answers.map(({ id, code }) => [id, code])).toEqual([
      [1, 11],
      [2, -1],
      [2, 0],
    ])
  })

  it('survives 20 000 abandons in one burst', async () => {
    const burst = Array.from({ length: 20_000 }, (_, index) => message(index + 1, abandon(index)))
    const answers = await exchange(server.port, [...burst, message(30_000, search())], 30_000)
    expect(answers.map(({ id, tag }) => [id, tag])).toEqual([
      [30_000, 0x64],
      [30_000, 0x65],
    ])
  })

  it('closes at the first of 200 000 unbinds, without an answer', async () => {
    const answers = await refused(
      Buffer.concat(Array.from({ length: 200_000 }, () => Buffer.from([0x30, 5, 2, 1, 1, ...UNBIND]))),
    )
    expect(answers).toEqual([])
    await alive()
  })

  it('answers 5 000 pipelined searches', async () => {
    const burst = Array.from({ length: 5000 }, (_, index) => message(index + 1, search({ attributes: ['1.1'] })))
    const answers = await exchange(server.port, burst, 5000)
    expect(answers.filter(({ code }) => code === 0)).toHaveLength(5000)
  })

  it('gives every message byte by byte its answer', async () => {
    const client = await RawClient.open(server.port)
    for (const byte of message(1, search())) {
      client.send(Buffer.from([byte]))
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    await client.until(() => client.received.length === 2)
    client.close()
  })

  it('stays up under random changes of real requests', async () => {
    const seeds = [
      message(1, search({ base: 'dc=mssante,dc=fr', filter: tlv(0xa4, octets('cn'), tlv(0x30, tlv(0x80, 'Zoé'))) })),
      message(1, bind('cn=essai,ou=comptes,dc=mssante,dc=fr', 'faux')),
      message(1, tlv(0x6e, octets('dc=fr'), tlv(0x30, octets('cn'), octets('x')))),
      message(1, tlv(0x77, tlv(0x80, '1.3.6.1.4.1.4203.1.11.3'))),
      message(
        1,
        search(),
        tlv(0xa0, tlv(0x30, octets('1.2.840.113556.1.4.319'), octets(tlv(0x30, int(5), octets(''))))),
      ),
    ]
    let state = 42
    const random = (below: number) => {
      state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
      return state % below
    }
    for (let round = 0; round < 400; round++) {
      const frame = Buffer.from(seeds[random(seeds.length)]!)
      for (let changes = random(4); changes >= 0; changes--) frame[random(frame.length)] = random(256)
      const client = await RawClient.open(server.port)
      client.send(frame)
      if (round % 50 === 0) await alive()
      client.close()
    }
    await alive()
    expect(server.lines.filter((line) => 'erreur' in line)).toEqual([])
  })
})
