import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../../src/project-root.js'
import { openDirectorySwitch } from '../../src/store/index.js'
import { annuaire, scratch } from '../support/cli.js'
import { collectingLog } from '../support/collecting-log.js'

const people = join(projectRoot, 'fixtures/PS_LibreAcces_Personne_activite_202611200300.txt')

describe('a pointer that cannot be read', () => {
  const folder = scratch('pointeur')

  it('leaves the open generation in service, and is followed again when it can be read', async () => {
    const data = join(folder, 'data')
    expect(annuaire(data, ['importer', '--silencieux', people]).code).toBe(0)
    const directories = openDirectorySwitch(data, collectingLog())
    const generation = () => directories.read(async ({ generation: { id } }) => id)
    const first = await generation()
    const pointer = join(data, 'generation-courante')
    const said = readFileSync(pointer, 'utf8')
    // Each fault in turn: no pointer, a folder in its place, a file in the place of the folder, a name of nothing.
    const faults: (() => void)[] = [
      () => rmSync(pointer),
      () => mkdirSync(pointer),
      () => {
        rmSync(pointer, { recursive: true })
        renameSync(data, `${data}.ailleurs`)
        writeFileSync(data, '')
      },
      () => {
        rmSync(data)
        renameSync(`${data}.ailleurs`, data)
        writeFileSync(pointer, '../../etc/passwd\n')
      },
    ]
    for (const fault of faults) {
      fault()
      await delay(250)
      expect(await generation()).toBe(first)
    }
    writeFileSync(pointer, said)
    expect(annuaire(data, ['importer', '--silencieux', people]).code).toBe(0)
    await delay(250)
    expect(await generation()).not.toBe(first)
    directories.close()
  })

  it('is told as unavailable, not as a fault of the program, when nothing is open yet', async () => {
    const data = join(folder, 'jamais')
    mkdirSync(join(data, 'generation-courante'), { recursive: true })
    const directories = openDirectorySwitch(data, collectingLog())
    await expect(directories.read(async () => 0)).rejects.toMatchObject({ code: 'INDISPONIBLE' })
    directories.close()
  })

  it('with no descriptor left, searches go on', async () => {
    const data = join(folder, 'descripteurs')
    expect(annuaire(data, ['importer', '--silencieux', people]).code).toBe(0)
    const cli = join(projectRoot, 'dist/src/cli.js')
    const server = spawn('sh', ['-c', `ulimit -n 300; exec '${process.execPath}' '${cli}' servir`], {
      env: {
        ...process.env,
        ...{ ANNUAIRE_DATA_DIR: data, ANNUAIRE_HTTP_PORT: '0', ANNUAIRE_LDAP_PORT: '0' },
        ANNUAIRE_HTTP_CONNEXIONS_PAR_ADRESSE: '1000',
      },
    })
    const exited = new Promise((resolve) => server.on('exit', resolve))
    let told = ''
    server.stdout.on('data', (chunk: Buffer) => {
      told += chunk
    })
    while (!told.includes('format=xml')) {
      expect(server.exitCode).toBe(null)
      await delay(20)
    }
    const port = Number(/http:\/\/127\.0\.0\.1:(\d+)/.exec(told)![1])
    const client = connect(port, '127.0.0.1')
    const ask = async (): Promise<string> => {
      const answer = new Promise<string>((resolve) => client.once('data', (chunk) => resolve(String(chunk))))
      client.write('GET /v1/professionnels?nom=dupont HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n')
      return (await answer).split('\r\n')[0]!
    }
    expect(await ask()).toBe('HTTP/1.1 200 OK')
    const silent: Socket[] = []
    for (let n = 0; n < 320; n++) silent.push(connect(port, '127.0.0.1').on('error', () => {}))
    await delay(1000)
    for (let n = 0; n < 5; n++) {
      expect(await ask()).toBe('HTTP/1.1 200 OK')
      await delay(250)
    }
    for (const socket of [client, ...silent]) socket.destroy()
    server.kill('SIGTERM')
    await exited
  })
})
