import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { get, RawHttp } from '../../scripts/wire/raw-http.js'
import { scratch } from '../support/cli.js'
import { type Served, serve, serveFixtures } from '../support/served.js'

const BODY = '{"identifiants":["10000000017"]}'
const head = (length: number, ...headers: readonly string[]): string =>
  [
    'POST /v1/professionnels/lot HTTP/1.1',
    'Host: x',
    'Content-Type: application/json',
    `Content-Length: ${length}`,
    ...headers,
    '',
    '',
  ].join('\r\n')
const data = scratch('envois')
let served: Served
beforeAll(async () => {
  served = await serveFixtures(data)
})
afterAll(() => served.stop())

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describe('a body that comes slowly', () => {
  it('is read to its end within the time of a request', async () => {
    const client = await RawHttp.open(served.http)
    client.send(head(BODY.length))
    for (const byte of BODY) {
      client.send(byte)
      await pause(5)
    }
    expect((await client.answer())?.status).toBe(200)
    client.close()
  })

  it('is given up after that time, and told so, while others are answered', { timeout: 40_000 }, async () => {
    const client = await RawHttp.open(served.http)
    const started = performance.now()
    client.send(head(10_000))
    const dribble = setInterval(() => client.send(' '), 250)
    const answered = client.answer()
    for (let time = 0; time < 5; time++) expect((await fetch(`${served.http}/sante`)).status).toBe(200)
    const answer = await answered
    clearInterval(dribble)
    client.close()
    expect([answer?.status, answer?.headers.get('content-type')]).toEqual([
      408,
      'application/problem+json; charset=utf-8',
    ])
    expect(performance.now() - started).toBeLessThan(25_000)
  })
})

describe('a request that is answered before its body has come', () => {
  it.each([
    [415, 'Content-Type: text/plain'],
    [401, 'Authorization: Bearer x'],
  ])('(%i) leaves its connection for the next one', async (status, header) => {
    const client = await RawHttp.open(served.http)
    const length = 5000
    client.send(
      header.startsWith('Content')
        ? head(length).replace('Content-Type: application/json', header)
        : head(length, header),
    )
    if (status === 415) expect((await client.answer())?.status).toBe(status)
    client.send('x'.repeat(length))
    if (status !== 415) expect((await client.answer())?.status).toBe(status)
    client.send(get('/sante'))
    expect((await client.answer())?.status).toBe(200)
    client.close()
  })

  it('(413) is told, however much the client means to send', async () => {
    const client = await RawHttp.open(served.http)
    client.send(head(2 ** 31))
    client.send('x'.repeat(10_000))
    expect((await client.answer())?.status).toBe(413)
    client.close()
  })
})

describe('a head that is no HTTP', () => {
  it('is told as a problem when a body comes with it', async () => {
    const client = await RawHttp.open(served.http)
    client.send(`${head(BODY.length, 'X-Bell: \u0007')}${BODY}`)
    const answer = await client.answer()
    expect([answer?.status, answer?.headers.get('content-security-policy')]).toEqual([
      400,
      "default-src 'none';frame-ancestors 'none'",
    ])
    client.close()
  })
})

describe('a stop', () => {
  it('waits a moment for a body on its way, and answers it', async () => {
    const other = await serve(data)
    const client = await RawHttp.open(other.http)
    client.send(head(BODY.length) + BODY.slice(0, 10))
    await pause(200)
    const stopped = other.stop()
    await pause(200)
    client.send(BODY.slice(10))
    const answer = await client.answer()
    // Whole or not, it begins no search any more.
    expect([answer?.status, answer?.headers.get('connection')]).toEqual([503, 'close'])
    expect(answer?.headers.get('retry-after')).toBe('60')
    expect(await stopped).toBe(0)
  })

  it('does not wait for a body that never comes', async () => {
    const other = await serve(data)
    const client = await RawHttp.open(other.http)
    client.send(head(BODY.length) + BODY.slice(0, 10))
    await pause(200)
    const started = performance.now()
    expect(await other.stop()).toBe(0)
    expect(performance.now() - started).toBeLessThan(8_000)
    client.close()
  })
})
