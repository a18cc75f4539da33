import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { projectRoot } from '../../src/project-root.js'
import { zipped } from '../feed/zip.js'
import { makeCertificate } from '../ldap/certificate.js'
import { scratch } from '../support/cli.js'
import { honest, localServer } from './national-server.js'

const CLI = join(projectRoot, 'dist/src/cli.js')
const place = scratch('certificat')
const { certificate, key } = await makeCertificate('localhost', place)
const server = await localServer((handler) =>
  createTlsServer({ cert: readFileSync(certificate), key: readFileSync(key) }, handler as never),
)
const ADDRESS = `https://127.0.0.1:${server.port}/PS_LibreAcces`
const content = await zipped(['PS_LibreAcces_Personne_activite_202608261013.txt', 'A|B|\n1|2|\n'])
server.answer(honest({ content, etag: '"v1"' }))

/** A proxy that only knows CONNECT, as those of hospitals do, and asks for a password when told so. */
async function proxy(password: string | null = null) {
  const asked: string[] = []
  const open = new Set<Socket>()
  const relay = createHttpServer((_request, response) => void response.writeHead(501).end())
  relay.on('connect', (request, socket: Socket) => {
    asked.push(request.url ?? '')
    open.add(socket)
    socket.on('error', () => undefined)
    const given = Buffer.from((request.headers['proxy-authorization'] ?? '').replace('Basic ', ''), 'base64').toString()
    if (password !== null && given !== password)
      return void socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
    const [host, port] = (request.url ?? '').split(':')
    const through = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      socket.pipe(through).pipe(socket)
    })
    through.on('error', () => socket.destroy())
  })
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve))
  afterAll(() => {
    for (const socket of open) socket.destroy()
    relay.close()
  })
  return { asked, port: (relay.address() as AddressInfo).port }
}

async function download(folder: string, settings: Readonly<Record<string, string>>) {
  const env = {
    ...process.env,
    ANNUAIRE_DATA_DIR: join(folder, 'donnees'),
    ANNUAIRE_TELECHARGEMENT_ADRESSES: ADDRESS,
    ANNUAIRE_TELECHARGEMENT_ATTENTE: '0',
    ...settings,
  }
  const child = spawn(process.execPath, [CLI, 'telecharger', '--dossier', folder], { env })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said += chunk
    })
  }
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { code, said, files: readdirSync(folder).filter((name) => name.endsWith('.zip')) }
}

const trusted = { ANNUAIRE_TELECHARGEMENT_CA: certificate }

it('takes nothing from a server whose chain it does not know, whatever the environment says', async () => {
  for (const settings of [{}, { NODE_TLS_REJECT_UNAUTHORIZED: '0' }]) {
    const { code, said, files } = await download(scratch('tls'), settings)
    expect({ code, files }).toEqual({ code: 1, files: [] })
    expect(said).toMatch(/certificat du serveur n’est pas reconnu .*ANNUAIRE_TELECHARGEMENT_CA/)
  }
  expect(server.asked).toEqual([])
})

it('trusts the certificates that it is given', async () => {
  expect(await download(scratch('tls'), trusted)).toMatchObject({ code: 0, files: ['PS_LibreAcces.zip'] })
})

it('refuses a file of certificates that is missing or holds none', async () => {
  const empty = join(place, 'rien.pem')
  writeFileSync(empty, 'rien')
  for (const path of [empty, join(place, 'absent.pem')]) {
    const { code, said } = await download(scratch('tls'), { ANNUAIRE_TELECHARGEMENT_CA: path })
    expect(code).toBe(1)
    expect(said).toContain('ANNUAIRE_TELECHARGEMENT_CA')
  }
})

it('goes through the proxy of the setting or of the environment, and round it where NO_PROXY says so', async () => {
  const relay = await proxy()
  const uri = `http://127.0.0.1:${relay.port}`
  expect(await download(scratch('relais'), { ...trusted, ANNUAIRE_TELECHARGEMENT_RELAIS: uri })).toMatchObject({
    code: 0,
  })
  expect(relay.asked).toContain(`127.0.0.1:${server.port}`)
  relay.asked.length = 0
  expect(await download(scratch('relais'), { ...trusted, HTTPS_PROXY: uri })).toMatchObject({ code: 0 })
  expect(relay.asked).not.toEqual([])
  relay.asked.length = 0
  expect(await download(scratch('relais'), { ...trusted, HTTPS_PROXY: uri, NO_PROXY: '127.0.0.1' })).toMatchObject({
    code: 0,
  })
  expect(relay.asked).toEqual([])
  // The chain is checked through the proxy too.
  const { said } = await download(scratch('relais'), { HTTPS_PROXY: uri, NODE_TLS_REJECT_UNAUTHORIZED: '0' })
  expect(said).toContain('n’est pas reconnu')
})

it('gives the proxy the password of its address, and says when it lacks one', async () => {
  const relay = await proxy('moi:secret')
  const at = `127.0.0.1:${relay.port}`
  const without = await download(scratch('relais'), { ...trusted, ANNUAIRE_TELECHARGEMENT_RELAIS: `http://${at}` })
  expect(without.code).toBe(1)
  expect(without.said).toContain('le relais demande un mot de passe')
  const settings = { ...trusted, ANNUAIRE_TELECHARGEMENT_RELAIS: `http://moi:secret@${at}` }
  const given = await download(scratch('relais'), settings)
  expect(given.code).toBe(0)
  expect(given.said).not.toContain('secret')
})
