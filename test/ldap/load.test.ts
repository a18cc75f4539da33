import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { Client } from 'ldapts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Served, serve } from '../support/served.js'
import { abandon, bind, message, oneOf, search, starts, UNBIND } from './ber.js'
import { importFeed } from './feed.js'

/** While some clients do their worst, the others wait 50 ms at most, 99 times in 100 (on a busier machine, say so). */
const P99_MS = Number(process.env['ANNUAIRE_TEST_P99'] ?? 50)
/**
 * Memory, in megabytes, that one attack more may leave behind. After two the heap, the blocks and the entries that are used
 * again have their room, and grow no more.
 */
const SLACK = 40

let server: Served
let port: number

beforeAll(async () => {
  server = await serve(await importFeed(20_500))
  port = Number(new URL(server.ldap).port)
  await measured(300)
  // Code that has not been compiled yet takes ten times as long: that is no matter of who asks much.
  const client = new Client({ url: server.ldap, timeout: 10_000 })
  for (let at = 0; at < 100; at++) {
    await client.search('dc=mssante,dc=fr', { filter: '(|(sn=fou*)(cn=ines*))', sizeLimit: 500 }).catch(() => {})
  }
  await client.unbind()
}, 60_000)
afterAll(async () => {
  await server.stop()
})

/** Ninety-ninth percentile of the delays of sound searches, in milliseconds. */
async function measured(count: number, client = new Client({ url: server.ldap, timeout: 10_000 })): Promise<number> {
  const delays: number[] = []
  for (let at = 0; at < count; at++) {
    const started = performance.now()
    const { searchEntries } = await client.search('dc=mssante,dc=fr', { filter: '(sn=dupont)', attributes: ['mail'] })
    delays.push(performance.now() - started)
    expect(searchEntries).toHaveLength(1)
    // Other clients do not ask without a pause.
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  await client.unbind()
  return delays.sort((one, other) => one - other)[Math.floor((count - 1) * 0.99)]!
}

function memory(): number {
  return Number(/^RssAnon:\s+(\d+)/m.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))![1]) / 1024
}

function open(): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket))
    socket.once('error', reject)
    socket.on('error', () => {})
  })
}

/** Whether the server answers on this connection; false when it closes it. */
function answered(socket: Socket): Promise<boolean> {
  return new Promise((resolve) => {
    socket.once('data', () => resolve(true)).once('close', () => resolve(false))
    socket.write(message(1, search()))
  })
}

const many = (count: number) => Promise.all(Array.from({ length: count }, open))
const EVERYONE = search({
  base: 'dc=mssante,dc=fr',
  scope: 2,
  filter: oneOf(starts('sn', 'fou'), starts('cn', 'ines')),
})

interface Attack {
  readonly name: string
  /** Starts the attack. @returns what ends it */
  start(): Promise<() => void>
}

const closeAll = (sockets: readonly Socket[]) => () => {
  for (const socket of sockets) socket.destroy()
}

const attacks: readonly Attack[] = [
  {
    name: '1900 connections that say nothing',
    start: async () => closeAll(await many(1900)),
  },
  {
    name: '500 clients that dribble a message byte by byte',
    async start() {
      const sockets = await many(500)
      const bytes = message(1, EVERYONE)
      let at = 0
      const timer = setInterval(() => {
        at = (at + 1) % (bytes.length - 1)
        for (const socket of sockets) if (socket.writable) socket.write(bytes.subarray(at, at + 1))
      }, 200)
      return () => {
        clearInterval(timer)
        closeAll(sockets)()
      }
    },
  },
  {
    name: '100 clients that ask for 500 entries, 50 times each, and read nothing',
    async start() {
      const sockets = await many(100)
      for (const socket of sockets) {
        socket.pause()
        for (let id = 1; id <= 50; id++) socket.write(message(id, EVERYONE))
      }
      return closeAll(sockets)
    },
  },
  {
    name: 'half-open connections with answers on their way',
    async start() {
      const sockets = await many(200)
      for (const socket of sockets) socket.end(message(1, EVERYONE))
      return closeAll(sockets)
    },
  },
  {
    name: 'wrong passwords on 50 connections',
    async start() {
      const sockets = await many(50)
      let over = false
      for (const socket of sockets) {
        const knock = () => {
          if (!over && socket.writable) socket.write(message(1, bind('cn=essai,ou=comptes,dc=mssante,dc=fr', 'faux')))
        }
        socket.on('data', knock)
        knock()
      }
      return () => {
        over = true
        closeAll(sockets)()
      }
    },
  },
  {
    name: 'bursts of abandons, unbinds and searches',
    async start() {
      const sockets = await many(3)
      sockets[0]!.write(Buffer.concat(Array.from({ length: 20_000 }, (_, id) => message(id + 1, abandon(id)))))
      sockets[1]!.write(Buffer.concat(Array.from({ length: 200_000 }, (_, id) => message(id + 1, UNBIND))))
      sockets[2]!.resume()
      sockets[2]!.write(Buffer.concat(Array.from({ length: 5000 }, (_, id) => message(id + 1, search()))))
      return closeAll(sockets)
    },
  },
]

describe.sequential('while others do their worst', () => {
  // First: who gave a wrong password holds its place until the answer that is held back.
  it('lets in no more than 2000 clients, and the next one when one leaves', async () => {
    const sockets: Socket[] = []
    // In waves, and each one answered: a connection may wait in the system before the server sees it.
    while (sockets.length < 2000) {
      const wave = await many(250)
      await Promise.all(wave.map(answered))
      sockets.push(...wave)
    }
    const late = await many(50)
    expect(await Promise.all(late.map(answered))).toEqual(late.map(() => false))
    expect(sockets.filter(({ destroyed }) => destroyed)).toEqual([])
    sockets.pop()!.destroy()
    await new Promise((resolve) => setTimeout(resolve, 100))
    const next = await open()
    expect(await answered(next)).toBe(true)
    sockets.push(next)
    closeAll(sockets)()
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(await measured(10)).toBeLessThan(P99_MS)
  })

  it.each(attacks)('$name', { timeout: 60_000 }, async ({ start }) => {
    const left: number[] = []
    for (let round = 0; round < 3; round++) {
      // A client that is there: who arrives in the middle of a crowd waits for its first answer with the others.
      const client = new Client({ url: server.ldap, timeout: 10_000 })
      await client.search('dc=mssante,dc=fr', { filter: '(sn=dupont)', attributes: ['mail'] })
      const stop = await start()
      try {
        expect(await measured(200, client)).toBeLessThan(P99_MS)
      } finally {
        stop()
      }
      await measured(20)
      left.push(memory())
    }
    expect(left[2]! - left[1]!).toBeLessThan(SLACK)
  })

  it('keeps nothing of clients that have left', { timeout: 60_000 }, async () => {
    const comeAndGo = async (clients: number) => {
      for (let gone = 0; gone < clients; gone += 50) {
        const sockets = await many(50)
        expect(await Promise.all(sockets.map(answered))).not.toContain(false)
        closeAll(sockets)()
      }
    }
    await comeAndGo(5000)
    const before = memory()
    await comeAndGo(30_000)
    expect(memory() - before).toBeLessThan(SLACK)
  })

  // Last: what its answers leave behind is no matter of those before.
  it('keeps an idle HTTP client while thousands ask for much and leave', { timeout: 60_000 }, async () => {
    const { hostname, port } = new URL(server.http)
    const come = (): Socket => connect(Number(port), hostname).on('error', () => {})
    const client = come()
    const lookup = (): Promise<boolean> =>
      new Promise((resolve) => {
        client.once('data', () => resolve(true)).once('close', () => resolve(false))
        client.write('GET /sante/pret HTTP/1.1\r\nHost: annuaire\r\n\r\n')
      })
    expect(await lookup()).toBe(true)
    for (let wave = 0; wave < 5; wave++) {
      const gone = Array.from({ length: 700 }, () =>
        come().end('GET /v1/professionnels?nom=fou&limite=500 HTTP/1.1\r\nHost: annuaire\r\n\r\n'),
      )
      await Promise.all(gone.map((socket) => once(socket, 'finish')))
    }
    expect(await lookup()).toBe(true)
    client.destroy()
  })
})
