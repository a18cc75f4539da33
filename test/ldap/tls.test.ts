import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { dirname } from 'node:path'
import { connect as connectTls } from 'node:tls'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AnnuaireError } from '../../src/errors.js'
import { TlsIdentity } from '../../src/ldap/server/tls-identity.js'
import { collectingLog } from '../support/collecting-log.js'
import { needs } from '../support/programs.js'
import { bind, equality, message, present, receivedIn, search, tlv } from './ber.js'
import { makeCertificate } from './certificate.js'
import { importFeed } from './feed.js'
import { exchange, RawClient } from './raw-client.js'
import { type RunningServer, serve } from './server.js'
import { type LdapTool, ldapTool } from './tools.js'

const START_TLS = tlv(0x77, tlv(0x80, '1.3.6.1.4.1.1466.20037'))
const WHO_AM_I = tlv(0x77, tlv(0x80, '1.3.6.1.4.1.4203.1.11.3'))
const BAL = 'dc=mssante,dc=fr'
const DN = `cn=essai,ou=comptes,${BAL}`
const DUPONT = ['-b', BAL, '(sn=dupont)', 'mail']
const PASSWORD = ['-D', DN, '-w', 'un mot de passe']

let server: RunningServer
let certificate: string

beforeAll(async () => {
  const tls = await makeCertificate('localhost')
  certificate = tls.certificate
  server = await serve(await importFeed(3), { tls, ldapsPort: 0, host: '0.0.0.0' })
  await server.accounts.add('essai', 'un mot de passe', ['paca'])
})
afterAll(async () => {
  await server.close()
})

/** Runs a tool that trusts the server's certificate and no other. */
async function tool(name: LdapTool, ...args: string[]): Promise<{ readonly code: number; readonly output: string }> {
  const { code, stdout, stderr } = await ldapTool(name, args, {
    LDAPTLS_CACERT: certificate,
    LDAPTLS_REQCERT: 'demand',
  })
  return { code, output: stdout + stderr }
}

const clear = (host = '127.0.0.1') => ['-H', `ldap://${host}:${server.port}`]
const ldaps = () => ['-H', `ldaps://127.0.0.1:${server.ldapsPort}`]

describe('LDAPS', () => {
  it('answers under TLS, and takes passwords', async () => {
    const found = await tool('ldapsearch', ...ldaps(), ...DUPONT)
    expect(found.output).toContain('zoe.dupont@medecin.mssante.fr')
    const bound = await tool('ldapwhoami', ...ldaps(), ...PASSWORD)
    expect(bound).toEqual({ code: 0, output: `dn:${DN}\n` })
  })

  it('lets go of who speaks LDAP in clear there, and serves the next', async () => {
    const client = await RawClient.open(server.ldapsPort!)
    client.send(message(1, search()))
    await client.until(() => client.ended)
    expect(client.received).toEqual([])
    expect((await tool('ldapsearch', ...ldaps(), ...DUPONT)).code).toBe(0)
  })
})

describe('the end of a search under TLS', () => {
  /** Whether each end of a search begins a record (a read gives no more than one), and the entries that came. */
  async function received(...frames: readonly Buffer[]) {
    const socket = connectTls({ port: server.ldapsPort!, host: '127.0.0.1', rejectUnauthorized: false })
    await new Promise<void>((resolve) => socket.once('secureConnect', resolve))
    const chunks: Buffer[] = []
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    socket.write(Buffer.concat(frames))
    const tags = () => receivedIn(Buffer.concat(chunks)).map(({ tag }) => tag)
    for (const end = Date.now() + 10_000; Date.now() < end; ) {
      if (tags().filter((tag) => tag === 0x65).length === frames.length) break
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    socket.destroy()
    const begun = new Set<number>()
    let at = 0
    for (const chunk of chunks) {
      begun.add(at)
      at += chunk.length
    }
    const apart: boolean[] = []
    at = 0
    for (const { tag, bytes } of receivedIn(Buffer.concat(chunks))) {
      if (tag === 0x65) apart.push(begun.has(at))
      at += bytes.length
    }
    return { apart, entries: tags().filter((tag) => tag === 0x64).length }
  }

  it('begins a record of its own, behind those of the entries', async () => {
    const dupont = search({ base: BAL, scope: 2, filter: equality('sn', 'dupont') })
    expect(await received(message(1, dupont))).toEqual({ apart: [true], entries: 1 })
    const several = await received(message(1, dupont), message(2, dupont), message(3, dupont))
    expect(several).toEqual({ apart: [true, true, true], entries: 3 })
  })

  it('begins one behind long answers, which the client is slow to take', async () => {
    const all = search({ base: BAL, scope: 2, filter: present('objectClass'), attributes: ['*', '+'] })
    const { apart, entries } = await received(...Array.from({ length: 200 }, (_, at) => message(at + 1, all)))
    expect(entries).toBeGreaterThan(1000)
    expect(apart).toEqual(Array.from({ length: 200 }, () => true))
  })

  it('is waited for by nobody', needs('curl'), async () => {
    const url = `ldaps://127.0.0.1:${server.ldapsPort}/${BAL}?sn,mail?sub?(mail=*)`
    const { stdout } = await promisify(execFile)('curl', ['-sS', '-m', '10', '-k', '-g', url], { maxBuffer: 1 << 24 })
    expect(stdout.match(/^DN: /gm)!.length).toBeGreaterThan(5)
  })
})

describe('row 11: StartTLS', () => {
  it('is offered by the root DSE', async () => {
    const { output } = await tool('ldapsearch', ...clear(), '-s', 'base', '-b', '', 'supportedExtension')
    expect(output).toContain('1.3.6.1.4.1.1466.20037')
  })

  it('protects the searches and binds that follow', async () => {
    const found = await tool('ldapsearch', '-ZZ', ...clear(), ...DUPONT)
    expect(found.output).toContain('zoe.dupont@medecin.mssante.fr')
    expect(await tool('ldapwhoami', '-ZZ', ...clear(), ...PASSWORD)).toEqual({ code: 0, output: `dn:${DN}\n` })
  })

  it('forgets who the client was before it', async () => {
    const answers = await overTls(
      [message(1, bind(DN, 'un mot de passe')), message(2, START_TLS)],
      [message(3, WHO_AM_I)],
    )
    expect(answers.map(({ id, code }) => [id, code])).toEqual([[3, 0]])
    expect(answers[0]!.bytes.includes('dn:')).toBe(false)
  })

  it('is refused a second time', async () => {
    const answers = await overTls([message(1, START_TLS)], [message(2, START_TLS), message(3, WHO_AM_I)])
    expect(answers.map(({ id, code }) => [id, code])).toEqual([
      [2, 1],
      [3, 0],
    ])
  })

  it('is refused with a value, and the session goes on in clear', async () => {
    const valued = tlv(0x77, tlv(0x80, '1.3.6.1.4.1.1466.20037'), tlv(0x81, 'x'))
    const client = await RawClient.open(server.port)
    client.send(message(1, valued))
    await client.until(() => client.received.length === 1)
    client.send(message(2, WHO_AM_I))
    await client.until(() => client.received.length === 2)
    client.close()
    expect(client.received.map(({ id, code }) => [id, code])).toEqual([
      [1, 2],
      [2, 0],
    ])
  })

  it('is refused while an operation is outstanding, which is answered', async () => {
    const frames = [message(1, bind(DN, 'un mot de passe')), message(2, START_TLS)]
    const client = await RawClient.open(server.port)
    client.send(frames[0]!)
    client.send(frames[1]!)
    await client.until(() => client.received.length === 2 || client.ended)
    client.close()
    expect(client.received.map(({ id, code }) => [id, code]).sort()).toEqual([
      [1, 0],
      [2, 1],
    ])
  })

  it('never obeys what came in clear behind the request', async () => {
    const answers = await exchange(server.port, [message(1, START_TLS), message(2, search())], 2)
    expect(answers.map(({ id, tag, code }) => [id, tag, code])).toEqual([[0, 0x78, 2]])
  })

  it('lets go of who sends garbage instead of a handshake', async () => {
    const client = await RawClient.open(server.port)
    client.send(message(1, START_TLS))
    await client.until(() => client.received.length === 1)
    client.send(Buffer.from('GET / HTTP/1.0\r\n\r\n'))
    await client.until(() => client.ended)
    expect(await tool('ldapwhoami', '-ZZ', ...clear(), ...PASSWORD)).toMatchObject({ code: 0 })
  })
})

describe('row 9: a password in clear', () => {
  it('is taken from the machine itself', async () => {
    expect(await tool('ldapwhoami', ...clear(), ...PASSWORD)).toMatchObject({ code: 0 })
  })

  const address = Object.values(networkInterfaces())
    .flat()
    .find((one) => one?.family === 'IPv4' && !one.internal)?.address

  it.runIf(address !== undefined)('is refused from elsewhere, where TLS is the way', async () => {
    const refused = await tool('ldapwhoami', ...clear(address), ...PASSWORD)
    expect(refused).toMatchObject({ code: 13 })
    expect(refused.output).toContain('StartTLS')
    expect(await tool('ldapwhoami', ...clear(address))).toMatchObject({ code: 0, output: 'anonymous\n' })
  })
})

describe('the certificate', () => {
  it('is read again when it is renewed, and kept when the renewal is wrong', async () => {
    const files = await makeCertificate('avant')
    const identity = new TlsIdentity(files)
    const lines: object[] = []
    const log = collectingLog(lines)
    await makeCertificate('après', dirname(files.certificate))
    identity.refresh(log)
    identity.refresh(log)
    expect(lines).toEqual([expect.objectContaining({ niveau: 'info', evenement: 'tls.renouvele' })])
    await writeFile(files.certificate, 'rien')
    identity.refresh(log)
    identity.refresh(log)
    expect(lines.slice(1)).toEqual([
      expect.objectContaining({ niveau: 'error', evenement: 'tls.erreur', erreur: expect.stringContaining('PEM') }),
    ])
    await makeCertificate('enfin', dirname(files.certificate))
    identity.refresh(log)
    expect(lines[2]).toMatchObject({ niveau: 'info', evenement: 'tls.renouvele' })
  })

  it('refuses the start when it cannot be used', () => {
    const start = () => new TlsIdentity({ certificate: '/absent.pem', key: '/absente.pem' })
    expect(start).toThrow(AnnuaireError)
    expect(start).toThrow(/Le certificat \/absent\.pem ou sa clé \/absente\.pem est inutilisable/)
  })
})

/** Sends some messages in clear, the last of which starts TLS, then others under TLS. @returns what came under TLS */
async function overTls(before: readonly Buffer[], after: readonly Buffer[]) {
  const socket = connect(server.port, '127.0.0.1')
  for (const frame of before) {
    socket.write(frame)
    await new Promise<void>((resolve) => socket.once('data', () => resolve()))
  }
  socket.removeAllListeners('data')
  const secure = connectTls({ socket, rejectUnauthorized: false })
  await new Promise<void>((resolve, reject) => {
    secure.once('secureConnect', resolve)
    secure.once('error', reject)
  })
  const chunks: Buffer[] = []
  secure.on('data', (chunk: Buffer) => chunks.push(chunk))
  for (const frame of after) secure.write(frame)
  const end = Date.now() + 5000
  while (receivedIn(Buffer.concat(chunks)).length < after.length && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  secure.destroy()
  return receivedIn(Buffer.concat(chunks))
}
