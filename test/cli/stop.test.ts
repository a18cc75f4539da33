import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { projectRoot } from '../../src/project-root.js'
import { annuaire, scratch, startAnnuaire } from '../support/cli.js'
import { serve } from '../support/served.js'

const folder = scratch('arret')
const data = join(folder, 'donnees')

beforeAll(() => {
  const people = join(projectRoot, 'fixtures/PS_LibreAcces_Personne_activite_202611200300.txt')
  expect(annuaire(data, ['importer', '--silencieux', people, '--retirer', 'national']).code).toBe(0)
})

describe('servir', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('stops in order at %s, and says so in its log', async (signal) => {
    const served = await serve(data)
    const { hostname, port } = new URL(served.ldap)
    const client = connect(Number(port), hostname)
    await once(client, 'connect')
    const left = once(client, 'end')
    client.resume()
    process.kill(served.pid, signal)
    await left
    expect(await served.stop()).toBe(0)
    expect(served.log()).toContain(`"evenement":"serveur.arret","signal":"${signal}"`)
    expect(served.log()).toContain('serveur.arrete')
  })

  it('does not wait for those whose wrong password is held back', async () => {
    const served = await serve(data)
    const guess = async (password: string) =>
      fetch(`${served.http}/v1/bals?nom=dup`, {
        headers: { authorization: `Basic ${Buffer.from(`dpi:${password}`).toString('base64')}` },
      }).then(
        ({ status }) => status,
        () => 0,
      )
    const guesses = Array.from({ length: 12 }, (_, index) => guess(`faux ${index}`))
    await sleep(1_500)
    const started = performance.now()
    expect(await served.stop()).toBe(0)
    expect(performance.now() - started).toBeLessThan(3_000)
    for (const status of await Promise.all(guesses)) expect([0, 401, 503]).toContain(status)
  })

  it('goes on when whoever read its output and its log has gone', async () => {
    const served = await serve(data)
    served.closeOutput()
    for (let round = 0; round < 5; round++) {
      expect((await fetch(`${served.http}/v1/professionnels?nom=dup`)).status).toBe(200)
      await sleep(50)
    }
    expect(await served.stop()).toBe(0)
  })

  it('goes on, and stops, when the disk of its log is full', async () => {
    const served = await serve(data, [], { ANNUAIRE_JOURNAL: '/dev/full' })
    expect((await fetch(`${served.http}/v1/professionnels?nom=dup`)).status).toBe(200)
    expect(await served.stop()).toBe(0)
  })

  it('names the setting to change when the LDAP port is taken', async () => {
    const holder = createServer().listen(0, '127.0.0.1')
    await once(holder, 'listening')
    const { port } = holder.address() as { port: number }
    const child = startAnnuaire(data, ['servir'], { ANNUAIRE_HTTP_PORT: '0', ANNUAIRE_LDAP_PORT: String(port) })
    let told = ''
    child.stderr.on('data', (chunk: Buffer) => {
      told += chunk
    })
    expect(await new Promise((resolve) => child.on('exit', resolve))).toBe(1)
    expect(told).toContain('ANNUAIRE_LDAP_PORT')
    expect(told).not.toContain('Erreur interne')
    holder.close()
  })
})

describe('a stop that takes long', () => {
  it('ends at once at the second signal', async () => {
    // Nothing of the server holds its stop up for long: here a timer does.
    const holding = `
      import { stopSignal } from ${JSON.stringify(join(projectRoot, 'dist/src/cli/stop-signal.js'))}
      const log = { info() {}, error() {}, warn: ({ evenement }) => console.log(evenement) }
      setInterval(() => {}, 1000)
      const stop = stopSignal(log)
      console.log('prêt')
      await stop
      console.log('premier')`
    const child = spawn(process.execPath, ['--input-type=module', '-e', holding])
    let told = ''
    child.stdout.on('data', (chunk: Buffer) => {
      told += chunk
    })
    const ended = new Promise((resolve) => child.on('close', resolve))
    await vi.waitFor(() => expect(told).toContain('prêt'), 10_000)
    child.kill('SIGTERM')
    await vi.waitFor(() => expect(told).toContain('premier'), 10_000)
    // The same signal twice at once is that of a terminal and of npm.
    child.kill('SIGTERM')
    await sleep(700)
    expect(child.exitCode).toBe(null)
    child.kill('SIGTERM')
    expect(await ended).toBe(143)
    expect(told).toContain('serveur.arret-force')
  })
})
