import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../../src/project-root.js'
import { zipped } from '../feed/zip.js'
import { scratch } from '../support/cli.js'
import { begin, honest, localServer, type Served, sendPart } from './national-server.js'

const CLI = join(projectRoot, 'dist/src/cli.js')
const MEBIBYTE = 1024 * 1024
const server = await localServer()
const ADDRESS = `${server.origin}/services/extraction/PS_LibreAcces`

/** An archive as the ANS publishes them, of about so many bytes that no compression makes fewer. */
async function archive(bytes = 400_000): Promise<Buffer> {
  const lines = `A|B|\n${randomBytes(bytes / 2).toString('hex')}|1|\n`
  return zipped(['PS_LibreAcces_Personne_activite_202608261013.txt', lines, false])
}

const content = await archive()
const EDITION: Served = { content, etag: '"v1"', name: 'PS_LibreAcces_202608261013.zip' }
const OTHER: Served = { content: await archive(), etag: '"v2"', name: 'PS_LibreAcces_202608271013.zip' }
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

interface Settings {
  readonly [name: string]: string
}

function start(folder: string, settings: Settings = {}) {
  const env = { ...process.env, ANNUAIRE_DATA_DIR: join(folder, 'donnees'), ...withDefaults(settings) }
  return spawn(process.execPath, [CLI, 'telecharger', '--dossier', folder], { env, stdio: ['ignore', 'pipe', 'pipe'] })
}

/** Runs the command as a user does, without its waits. */
async function download(folder: string, settings: Settings = {}) {
  const child = start(folder, settings)
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { code, stdout, stderr }
}

function withDefaults(settings: Settings): Settings {
  return {
    ANNUAIRE_TELECHARGEMENT_ADRESSES: ADDRESS,
    ANNUAIRE_TELECHARGEMENT_ATTENTE: '0',
    ANNUAIRE_TELECHARGEMENT_DELAI_INACTIF: '5',
    ...settings,
  }
}

const zips = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.zip'))
const parts = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.part'))

function expectWhole(folder: string, edition: Served): void {
  expect(zips(folder)).toEqual([edition.name])
  expect(sha256(readFileSync(join(folder, edition.name!)))).toBe(sha256(edition.content))
  expect(parts(folder)).toEqual([])
}

describe('annuaire telecharger', () => {
  it('takes a file once, and asks for nothing but its headers the next time', async () => {
    const folder = scratch('telechargement')
    server.answer(honest(EDITION))
    const first = await download(folder)
    expect(first).toMatchObject({ code: 0, stdout: expect.stringContaining(`sha256 ${sha256(content)}`) })
    expect(first.stdout).toContain(`À importer : annuaire importer ${folder}`)
    expectWhole(folder, EDITION)
    expect(server.asked.map(({ method }) => method)).toEqual(['HEAD', 'GET'])
    server.answer(honest(EDITION))
    const second = await download(folder)
    expect(second).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Inchangé : /) })
    expect(server.asked.map(({ method }) => method)).toEqual(['HEAD'])
    expect(statSync(join(folder, EDITION.name!)).mode & 0o077).toBe(0)
  })

  it('replaces the edition of before, and fetches again a file that was damaged or has gone', async () => {
    const folder = scratch('telechargement')
    server.answer(honest(EDITION))
    await download(folder)
    server.answer(honest(OTHER))
    expect((await download(folder)).stdout).toMatch(/^Nouveau : /)
    expectWhole(folder, OTHER)
    writeFileSync(join(folder, OTHER.name!), OTHER.content.toReversed())
    expect((await download(folder)).stdout).toMatch(/^Identique au précédent : /)
    expectWhole(folder, OTHER)
  })

  it('takes up a transfer that was cut, by Range and If-Range', async () => {
    const folder = scratch('telechargement')
    const rest = honest(EDITION)
    server.answer(async (request, response, times) => {
      if (times !== 2) return rest(request, response, times)
      await begin(response, EDITION, 150_000)
      response.destroy()
    })
    expect((await download(folder)).code).toBe(0)
    expectWhole(folder, EDITION)
    const [, second] = server.gets()
    expect(second).toMatchObject({ range: expect.stringMatching(/^bytes=\d+-$/), ifRange: '"v1"' })
    expect(Number(/\d+/.exec(second!.range!)![0])).toBeGreaterThan(0)
  })

  it('gives up a server that sends nothing more, and goes on where it was', async () => {
    const folder = scratch('telechargement')
    const rest = honest(EDITION)
    server.answer(async (request, response, times) => {
      if (times !== 2) return rest(request, response, times)
      await begin(response, EDITION, 150_000)
    })
    expect((await download(folder, { ANNUAIRE_TELECHARGEMENT_DELAI_INACTIF: '1' })).code).toBe(0)
    expectWhole(folder, EDITION)
    expect(server.gets()[1]!.range).not.toBeNull()
  })

  it('ends when the whole time has passed, however slowly bytes come', async () => {
    const folder = scratch('telechargement')
    server.answer((request, response) => {
      if (request.method === 'HEAD') return honest(EDITION)(request, response, 1)
      response.writeHead(200, { 'content-length': String(content.length), etag: '"v1"' })
      let sent = 0
      const timer = setInterval(() => response.write(content.subarray(sent, ++sent)), 20)
      response.on('close', () => clearInterval(timer))
    })
    const { code, stderr } = await download(folder, { ANNUAIRE_TELECHARGEMENT_DELAI: '3' })
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('délai total') })
    expect(zips(folder)).toEqual([])
    // What came is not lost: the next run goes on with it.
    expect(parts(folder)).toHaveLength(1)
    server.answer(honest(EDITION))
    expect((await download(folder)).code).toBe(0)
    expect(server.gets()[0]!.range).toMatch(/^bytes=[1-9]/)
    expectWhole(folder, EDITION)
  })

  it('survives a kill in the middle', async () => {
    const folder = scratch('telechargement')
    server.answer(async (request, response, times) => {
      if (request.method === 'HEAD') return honest(EDITION)(request, response, times)
      await begin(response, EDITION, 200_000)
    })
    const child = start(folder, { ANNUAIRE_TELECHARGEMENT_DELAI_INACTIF: '60' })
    const ended = new Promise((resolve) => child.on('close', resolve))
    await expect
      .poll(() => parts(folder).some((name) => statSync(join(folder, name)).size > 100_000), { timeout: 20_000 })
      .toBe(true)
    child.kill('SIGKILL')
    await ended
    server.answer(honest(EDITION))
    expect((await download(folder)).code).toBe(0)
    expect(server.gets()[0]!.range).toMatch(/^bytes=[1-9]/)
    expectWhole(folder, EDITION)
  })

  it.each<[string, number]>([
    ['more than it has', 5_000],
    ['less than it has', -5_000],
  ])('does not believe a server that announces %s', async (_name, difference) => {
    const folder = scratch('telechargement')
    const announced = String(content.length + difference)
    const liar: Served = { content, name: EDITION.name! }
    server.answer((request, response, times) => {
      if (times > 3) return honest(EDITION)(request, response, times)
      response.writeHead(200, { 'content-type': 'application/zip', 'content-length': announced, etag: '"v1"' })
      if (request.method === 'HEAD') return void response.end()
      response.socket!.write(content)
      response.socket!.end()
    })
    expect((await download(folder)).code).toBe(0)
    expectWhole(folder, liar)
    expect(server.gets().length).toBeGreaterThan(1)
  })

  it('waits as long as a server asks that is asked too often (429), and longer and longer for one that fails', async () => {
    const folder = scratch('telechargement')
    server.answer((request, response, times) => {
      if (times === 2) return void response.writeHead(429, { 'retry-after': '2' }).end('trop vite')
      if (times === 3)
        return void response.writeHead(429, { 'retry-after': new Date(Date.now() + 2_500).toUTCString() }).end()
      if (times === 4) return void response.writeHead(503).end()
      return honest(EDITION)(request, response, times)
    })
    const { code, stderr } = await download(folder, { ANNUAIRE_TELECHARGEMENT_ATTENTE: '0.5' })
    expect(code).toBe(0)
    expectWhole(folder, EDITION)
    const [first, second, third, fourth] = server.gets().map(({ at }) => at)
    expect(second! - first!).toBeGreaterThanOrEqual(2_000)
    expect(third! - second!).toBeGreaterThanOrEqual(1_000)
    expect(fourth! - third!).toBeGreaterThanOrEqual(2_000)
    expect(stderr).toContain('Attente de 2 s avant un nouvel essai')
  })

  it('gives up a server that never does better, and one whose wait would never end', async () => {
    const folder = scratch('telechargement')
    server.answer((_request, response) => void response.writeHead(500).end())
    const failing = await download(folder)
    expect(failing).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/Échec : http.*le serveur répond 500 ; aucun/),
    })
    expect(server.asked).toHaveLength(6)
    server.answer((_request, response) => void response.writeHead(429, { 'retry-after': '86400' }).end())
    expect(await download(folder)).toMatchObject({ code: 1, stderr: expect.stringContaining('86400 s dépasserait') })
    expect(server.asked).toHaveLength(1)
  })

  it('refuses a page, an archive that is none, and one without a national file; what it had stays', async () => {
    const folder = scratch('telechargement')
    server.answer(honest(EDITION))
    await download(folder)
    const page = Buffer.from('<!DOCTYPE html><html><body>Maintenance</body></html>')
    const foreign = await zipped(['notes.txt', 'rien'])
    const cases: [Buffer, string, RegExp][] = [
      [page, 'text/html; charset=utf-8', /page HTML/],
      [page, 'application/octet-stream', /page HTML/],
      [Buffer.from('{"erreur":"quota"}'), 'application/zip', /pas une archive zip/],
      [foreign, 'application/zip', /aucun fichier national/],
      [content.subarray(0, content.length - 60), 'application/zip', /inutilisable.*tronqué/],
    ]
    for (const [body, type, message] of cases) {
      server.answer((request, response) => {
        response.writeHead(200, { 'content-type': type, 'content-length': String(body.length), etag: '"other"' })
        response.end(request.method === 'HEAD' ? undefined : body)
      })
      const { code, stderr } = await download(folder)
      expect(stderr).toMatch(message)
      expect(stderr).toContain(`${EDITION.name} reste en place`)
      expect(code).toBe(1)
    }
    expectWhole(folder, EDITION)
  })

  it.each<[string, (request: Parameters<ReturnType<typeof honest>>[0]) => boolean]>([
    ['says so (200)', () => true],
    ['sends the part of another edition all the same', () => false],
  ])('never puts two editions together: a server that %s', async (_name, obeys) => {
    const folder = scratch('telechargement')
    server.answer(async (request, response, times) => {
      if (times === 1) return honest(EDITION)(request, response, times)
      if (times === 2) {
        await begin(response, EDITION, 150_000)
        return void response.destroy()
      }
      const start = Number(/\d+/.exec(request.headers.range ?? '')?.[0] ?? 0)
      if (start > 0 && !obeys(request)) return sendPart(response, OTHER, start)
      honest(OTHER)(request, response, times)
    })
    expect((await download(folder)).code).toBe(0)
    expectWhole(folder, OTHER)
  })

  it('finds by its checksums what a server mixed that says nothing of its editions', async () => {
    const folder = scratch('telechargement')
    const name = EDITION.name!
    const silent: Served = { content, name }
    const changed: Served = { content: Buffer.concat([OTHER.content]).subarray(0, content.length), name }
    expect(changed.content.length).toBe(content.length)
    server.answer(async (request, response, times) => {
      if (times === 1) return honest(silent)(request, response, times)
      if (times === 2) {
        await begin(response, silent, 150_000)
        return void response.destroy()
      }
      honest(changed)(request, response, times)
    })
    expect((await download(folder)).code).toBe(0)
    expect(server.gets().map(({ range }) => range !== null)).toEqual([false, true, false])
    expectWhole(folder, changed)
  })

  it('begins again when the server sends another part than the one asked for, or none', async () => {
    const folder = scratch('telechargement')
    server.answer(async (request, response, times) => {
      if (times === 1) return honest(EDITION)(request, response, times)
      if (times === 2 || times === 4) {
        await begin(response, EDITION, 150_000)
        return void response.destroy()
      }
      if (times === 3) return sendPart(response, EDITION, 7)
      if (times === 5) return void response.writeHead(416, { 'content-range': 'bytes */1' }).end()
      honest(EDITION)(request, response, times)
    })
    expect((await download(folder)).code).toBe(0)
    expectWhole(folder, EDITION)
    expect(server.gets().map(({ range }) => range !== null)).toEqual([false, true, false, true, false])
  })

  it('bounds the size, announced or not, and the redirections, of which none leads out of https', async () => {
    const folder = scratch('telechargement')
    const large = await archive(2 * MEBIBYTE)
    server.answer(honest({ content: large, etag: '"large"' }))
    const settings = { ANNUAIRE_TELECHARGEMENT_MAX: '1' }
    expect(await download(folder, settings)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/Mio, pour 1 au plus/),
    })
    server.answer((request, response) => {
      response.writeHead(200, { 'content-type': 'application/zip' })
      response.end(request.method === 'HEAD' ? undefined : large)
    })
    expect(await download(folder, settings)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/Mio, pour 1 au plus/),
    })
    expect(parts(folder)).toEqual([])
    server.answer((request, response) => void response.writeHead(302, { location: `${request.url}x` }).end())
    expect(await download(folder)).toMatchObject({ code: 1, stderr: expect.stringContaining('plus de 5 redirections') })
    server.answer((_request, response) => void response.writeHead(302, { location: 'http://192.0.2.1/zip' }).end())
    expect(await download(folder)).toMatchObject({ code: 1, stderr: expect.stringContaining('pas en https') })
    server.answer((request, response, times) => {
      if (request.url!.endsWith('/ailleurs')) return honest(EDITION)(request, response, times)
      response.writeHead(307, { location: '/ailleurs' }).end()
    })
    expect((await download(folder)).code).toBe(0)
    expectWhole(folder, EDITION)
  })

  it('does without HEAD, and says what an address has not', async () => {
    const folder = scratch('telechargement')
    server.answer((request, response, times) => {
      if (request.method === 'HEAD') return void response.writeHead(405).end()
      honest(EDITION)(request, response, times)
    })
    expect((await download(folder)).code).toBe(0)
    expectWhole(folder, EDITION)
    server.answer((_request, response) => void response.writeHead(404).end())
    expect(await download(folder)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('404 : ce fichier n’est pas'),
    })
  })

  it('keeps no address back for the fault of another, and takes no name that leads elsewhere', async () => {
    const folder = scratch('telechargement')
    server.answer((request, response, times) => {
      if (request.url!.endsWith('/absent')) return void response.writeHead(404).end()
      honest({ ...EDITION, name: '../../ailleurs.zip' })(request, response, times)
    })
    const addresses = [`${server.origin}/absent`, `${server.origin}/a/PS`, `${server.origin}/b/PS`].join(',')
    const { code, stdout } = await download(folder, { ANNUAIRE_TELECHARGEMENT_ADRESSES: addresses })
    expect(code).toBe(1)
    expect(stdout.match(/^Nouveau/gm)).toHaveLength(2)
    expect(zips(folder)).toEqual([expect.stringMatching(/^PS-[\da-f]{8}\.zip$/), 'PS.zip'])
    expect(existsSync(join(folder, '../../ailleurs.zip'))).toBe(false)
  })

  it('refuses to run twice in one folder', async () => {
    const folder = scratch('telechargement')
    server.answer(async (request, response, times) => {
      if (request.method === 'HEAD') return honest(EDITION)(request, response, times)
      await begin(response, EDITION, 10_000)
    })
    const child = start(folder)
    const ended = new Promise((resolve) => child.on('close', resolve))
    await expect.poll(() => parts(folder).length, { timeout: 20_000 }).toBe(1)
    expect(await download(folder)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Un autre téléchargement'),
    })
    child.kill('SIGKILL')
    await ended
  })

  it.each([
    ['http://exemple.fr/PS_LibreAcces', 'https'],
    ['https://moi:secret@exemple.fr/PS', 'https'],
    ['ftp://exemple.fr/PS', 'https'],
  ])('refuses the address %s', async (address, expected) => {
    const settings = { ANNUAIRE_TELECHARGEMENT_ADRESSES: address }
    expect(await download(scratch('telechargement'), settings)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(expected),
    })
  })
})
