import { comeAndGo, crowd, forever, insist, type Target } from './hostile-crowd.js'
import type { Attack } from './hostile-ldap-attacks.js'

const get = (path: string, more = '') => `GET ${path} HTTP/1.1\r\nHost: annuaire\r\n${more}\r\n`
const WIDE = '/v1/professionnels?departement=75&limite=500'
const END = Buffer.from('\r\n0\r\n\r\n')

/** Sends as many requests at once as one connection takes, and reads what comes. */
function pipelined(connections: number, requests: number): Attack['run'] {
  return async (target) => {
    for (;;) {
      const sockets = await crowd(target, connections)
      const bytes = get(WIDE).repeat(requests)
      await Promise.all(
        sockets.map(
          (socket) =>
            new Promise<void>((resolve) => {
              socket.resume()
              socket.once('close', resolve)
              // Answered or not, the next wave comes.
              setTimeout(resolve, 3000)
              if (socket.writable) socket.write(bytes)
            }),
        ),
      )
      for (const socket of sockets) socket.destroy()
    }
  }
}

async function drip(target: Target, head: string, count: number): Promise<never> {
  const sockets = await crowd(target, count)
  for (const socket of sockets) socket.write(head)
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 500))
    for (const socket of sockets) if (socket.writable) socket.write('x')
  }
}

export const HTTP_ATTACKS: readonly Attack[] = [
  { name: '1 connexion × 500 recherches à la suite', run: pipelined(1, 500) },
  { name: '100 connexions × 20 recherches à la suite', run: pipelined(100, 20) },
  { name: '300 connexions × 20 recherches à la suite', run: pipelined(300, 20) },
  {
    name: '500 clients qui ne lisent pas',
    async run(target) {
      for (const socket of await crowd(target, 500)) {
        socket.pause()
        socket.write(get(WIDE).repeat(10))
      }
      return forever()
    },
  },
  {
    name: '1 900 connexions muettes',
    async run(target) {
      await crowd(target, 1900)
      return forever()
    },
  },
  {
    name: 'en-têtes au compte-gouttes (500)',
    run: (target) => drip(target, 'GET / HTTP/1.1\r\nHost: a\r\nX-A: ', 500),
  },
  {
    name: 'corps au compte-gouttes (500)',
    run: (target) => drip(target, 'POST /v1/bals HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n', 500),
  },
  {
    name: 'recherches larges sur 50 connexions',
    run: (target) => insist(target, 50, () => Buffer.from(get(WIDE)), ends),
  },
  {
    name: 'rapports lus loin (decalage=199000)',
    run: (target) =>
      insist(
        target,
        20,
        () => Buffer.from(get('/v1/alimentations/derniere/rapport?decalage=199000')),
        (chunk) => chunk.length > 0,
      ),
  },
  {
    name: 'requêtes malformées',
    run: (target) => comeAndGo(target, 50, Buffer.from('GET / HTTP/9.9\r\nHost : a\r\n: \r\n\r\n')),
  },
  {
    name: 'mauvais mots de passe sur 60 connexions',
    run: (target) => {
      let at = 0
      const guess = () => {
        const basic = Buffer.from(`compte${at++ % 7}:faux${at}`).toString('base64')
        return Buffer.from(get('/v1/bals?nom=mar', `Authorization: Basic ${basic}\r\n`))
      }
      return insist(target, 60, guess, () => true)
    },
  },
  { name: 'recherches abandonnées par le départ', run: (target) => comeAndGo(target, 50, Buffer.from(get(WIDE))) },
]

/** Long answers come in chunks, the last of which is empty. */
function ends(chunk: Buffer): boolean {
  return (
    chunk.subarray(-END.length).equals(END) || chunk.subarray(-5).toString() === '0\r\n\r\n' || chunk.at(-1) === 0x7d
  )
}
