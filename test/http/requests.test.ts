import { METHODS } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { get, type RawAnswer, RawHttp } from '../../scripts/wire/raw-http.js'
import { scratch } from '../support/cli.js'
import { type Served, serveFixtures } from '../support/served.js'

let served: Served

beforeAll(async () => {
  served = await serveFixtures(scratch('requetes'))
})
afterAll(async () => {
  expect(await served.stop()).toBe(0)
})

const ask = async (bytes: string | Buffer, hasBody = true): Promise<RawAnswer | null> => {
  const client = await RawHttp.open(served.http)
  client.send(bytes)
  const answer = await client.answer(hasBody)
  client.close()
  return answer
}

function expectProblem(answer: RawAnswer | null, status: number): void {
  expect(answer?.status).toBe(status)
  expect(answer?.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
  expect(answer?.headers.get('x-content-type-options')).toBe('nosniff')
  expect(answer?.headers.get('x-frame-options')).toBe('DENY')
  expect(answer?.headers.get('cache-control')).toBe('no-store')
  const problem = JSON.parse(answer!.body) as { status: number; title: string; detail: string }
  expect(problem.status).toBe(status)
  expect(problem.detail.length).toBeGreaterThan(10)
}

describe('what is no request', () => {
  it.each([
    ['garbage', 'bonjour\r\n\r\n', 400],
    ['a TLS greeting', Buffer.from([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3]), 400],
    ['an unknown version', 'GET / HTTP/9.9\r\nHost: x\r\n\r\n', 400],
    ['an unknown method', 'VOLER / HTTP/1.1\r\nHost: x\r\n\r\n', 400],
    ['a header without a name', 'GET / HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n', 400],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', 400],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
    ],
    ['no Host', 'GET /sante HTTP/1.1\r\n\r\n', 400],
    ['two Hosts', 'GET /sante HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n', 400],
    ['a header of 20 KB', get('/sante', `X-Long: ${'a'.repeat(20_000)}`), 431],
    ['an address of 20 KB', get(`/sante?${'a'.repeat(20_000)}`), 431],
    ['a tunnel', 'CONNECT exemple.fr:443 HTTP/1.1\r\nHost: exemple.fr:443\r\n\r\n', 405],
    ['a badly encoded address', get('/v1/bals/%E0%A4%A'), 400],
    ['a path too long', get(`/v1/bals/${'a'.repeat(400)}`), 414],
  ])('%s is told as a problem', async (_, bytes, status) => {
    expectProblem(await ask(bytes), status)
  })

  it('is served without a Host in HTTP/1.0', async () => {
    expect((await ask('GET /sante HTTP/1.0\r\n\r\n'))?.status).toBe(200)
  })

  it('does not end the answer under way', async () => {
    const client = await RawHttp.open(served.http)
    client.send(`${get('/sante')}garbage\r\n\r\n`)
    expect((await client.answer())?.status).toBe(200)
    expectProblem(await client.answer(), 400)
    client.close()
  })
})

describe('methods', () => {
  const routes = [
    '/',
    '/sante',
    '/sante/pret',
    '/v1/professionnels',
    '/v1/professionnels/10000000017',
    '/v1/bals',
    '/v1/bals/x',
    '/v1/nomenclatures',
    '/v1/nomenclatures/professions',
    '/v1/alimentations',
    '/v1/alimentations/derniere',
    '/v1/alimentations/derniere/rapport',
    '/documentation/json',
    '/documentation/static/index.html',
  ]

  it.each(routes)('other than GET and HEAD are 405 with Allow on %s', async (route) => {
    for (const method of METHODS.filter((one) => !['GET', 'HEAD', 'CONNECT'].includes(one))) {
      const answer = await ask(`${method} ${route} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n`)
      expect([method, answer?.status]).toEqual([method, 405])
      expect(answer?.headers.get('allow')).toBe('GET, HEAD')
    }
  })

  it('are 405 whatever body comes with them', async () => {
    const body = '{"nom":'
    const head = 'POST /v1/professionnels HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n'
    expectProblem(await ask(`${head}Content-Length: ${body.length}\r\n\r\n${body}`), 405)
    expectProblem(await ask(`${head}Content-Length: 1000000000\r\n\r\n${body}`), 405)
    expectProblem(await ask(`${head}Transfer-Encoding: chunked\r\n\r\n7\r\n${body}\r\n`), 405)
  })

  it('of an address that does not exist are 404', async () => {
    for (const method of ['GET', 'POST', 'DELETE']) {
      expectProblem(await ask(`${method} /v1/rien HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n`), 404)
    }
  })

  it.each([...routes.slice(1, -2), '/v1/professionnels?nom=dup', '/v1/rien'])(
    'HEAD %s is GET without a body',
    async (path) => {
      const whole = await ask(get(path))
      const head = await ask(get(path).replace('GET', 'HEAD'), false)
      expect(head?.status).toBe(whole?.status)
      for (const name of ['content-type', 'content-length', 'etag', 'cache-control']) {
        expect([name, head?.headers.get(name)]).toEqual([name, whole?.headers.get(name)])
      }
    },
  )
})

describe('requests on one connection', () => {
  it('are answered one after the other, wherever their bytes are cut', async () => {
    const bytes = get('/sante') + get('/v1/professionnels?nom=dup') + get('/v1/rien') + get('/sante/pret')
    for (const size of [1, 2, 3, 7, 20, 64, bytes.length]) {
      const client = await RawHttp.open(served.http)
      client.socket.setNoDelay(true)
      for (let at = 0; at < bytes.length; at += size) {
        client.send(bytes.slice(at, at + size))
        await new Promise((resolve) => setImmediate(resolve))
      }
      const statuses = [await client.answer(), await client.answer(), await client.answer(), await client.answer()]
      expect(statuses.map((one) => one?.status)).toEqual([200, 200, 404, 200])
      client.close()
    }
  })

  it('are all answered when the client says at once that they are the last', async () => {
    const client = await RawHttp.open(served.http)
    client.socket.end(get('/v1/professionnels?nom=dup').repeat(5))
    for (let at = 0; at < 5; at++) expect((await client.answer())?.status).toBe(200)
    expect(await client.answer()).toBeNull()
  })

  it('with bodies and empty lines between them', async () => {
    const posted = 'POST /v1/bals HTTP/1.1\r\nHost: x\r\nContent-Length: 11\r\n\r\n\n\n\r\n\r\nabcde'
    const client = await RawHttp.open(served.http)
    client.send(`\r\n\r\n${posted}\r\n${get('/sante')}`)
    expect((await client.answer())?.status).toBe(405)
    expect((await client.answer())?.status).toBe(200)
    client.close()
  })
})
