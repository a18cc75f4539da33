import { spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../../src/project-root.js'
import { scratch } from '../support/cli.js'

/** Files of a tar that npm made, all of them below `package/`. */
function filesIn(archive: string): ReadonlyMap<string, Buffer> {
  const bytes = gunzipSync(readFileSync(archive))
  const files = new Map<string, Buffer>()
  for (let at = 0; bytes[at] !== 0; ) {
    const text = (from: number, to: number) => bytes.toString('utf8', at + from, at + to).replace(/\0.*$/s, '')
    const size = Number.parseInt(text(124, 136), 8)
    const path = [text(345, 500), text(0, 100)].filter((part) => part !== '').join('/')
    files.set(path.replace(/^package\//, ''), bytes.subarray(at + 512, at + 512 + size))
    at += 512 + Math.ceil(size / 512) * 512
  }
  return files
}

/** `.ci/run` installs it with npm itself, which compiles; here it stands where npm would put it. */
describe('a release', () => {
  const folder = join(scratch('version'), 'répertoire à part')
  const installed = join(folder, 'lib/node_modules/annuaire')
  let files: ReadonlyMap<string, Buffer>

  beforeAll(() => {
    mkdirSync(folder)
    // npm test has just built what `prepack` would build again under the other tests.
    const packed = spawnSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: projectRoot })
    expect(packed.status).toBe(0)
    files = filesIn(join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz'))!))
    for (const [name, bytes] of files) {
      mkdirSync(dirname(join(installed, name)), { recursive: true })
      writeFileSync(join(installed, name), bytes)
    }
    symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules'))
  })

  it('holds what runs, and nothing else', () => {
    const kinds =
      /^(dist\/(src|client)\/.*\.js|src\/pages\/(style\.css|icon\.svg)|schema\/.*|fixtures\/(PS_LibreAcces|Extraction|Correspondance)_\w+\.txt|fixtures\/listeblanchemssante\.xml|fixtures\/regional\/paca\.csv|fixtures\/clients\/.*|src\/README\.md|src\/feed\/FORMATS\.md|scripts\/(annuaire|prepare|prestart)\.js|package\.json|README\.md|LICENSE|CHANGELOG\.md)$/
    expect([...files.keys()].filter((name) => !kinds.test(name))).toEqual([])
    const needed = [
      'dist/src/cli.js',
      'dist/client/pages.js',
      'schema/generation.sql',
      'schema/annuaire.xsd',
      'fixtures/regional/paca.csv',
    ]
    expect([...files.keys()]).toEqual(expect.arrayContaining(needed))
  })

  it('imports and reports from any folder, its data in that folder', () => {
    const elsewhere = join(folder, 'ailleurs')
    mkdirSync(elsewhere)
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== 'ANNUAIRE_DATA_DIR'))
    const run = (...args: string[]) =>
      spawnSync(process.execPath, [join(installed, 'scripts/annuaire.js'), ...args], {
        cwd: elsewhere,
        env,
        encoding: 'utf8',
      })
    const fixtures = join(projectRoot, 'fixtures')
    expect(run('importer', '--silencieux', fixtures)).toMatchObject({ status: 0, stderr: '' })
    expect(run('rapport').stdout).toContain('publiée')
    expect(readdirSync(elsewhere)).toEqual(['data'])
  })

  it('serves its examples', async () => {
    const env = { ...process.env, ANNUAIRE_DATA_DIR: join(folder, 'données'), ANNUAIRE_HTTP_PORT: '0' }
    const args = [join(installed, 'scripts/annuaire.js'), 'servir', '--demonstration']
    const child = spawn(process.execPath, args, { env: { ...env, ANNUAIRE_LDAP_PORT: '0' } })
    const exited = new Promise((resolve) => child.once('exit', resolve))
    let told = ''
    const http = await new Promise<string>((resolve, reject) => {
      child.stdout.on('data', (chunk: Buffer) => {
        told += chunk
        const address = /À l’écoute : (http:\S+)/.exec(told)?.[1]
        if (address !== undefined) resolve(address)
      })
      child.once('exit', () => reject(new Error(told)))
    })
    const answer = (await (await fetch(`${http}/v1/professionnels?nom=dup`)).json()) as { total: number }
    expect(answer.total).toBeGreaterThan(0)
    child.kill('SIGTERM')
    expect(await exited).toBe(0)
  })
})

describe('npm start without the compiler', () => {
  const folder = join(scratch('sans-dev'), 'projet')
  const prestart = () =>
    spawnSync(process.execPath, [join(folder, 'scripts/prestart.js')], { encoding: 'utf8', env: { PATH: '' } })

  beforeAll(() => {
    for (const name of ['package.json', 'tsconfig.json', 'scripts/prestart.js']) {
      cpSync(join(projectRoot, name), join(folder, name))
    }
  })

  it('says in one sentence what to do when nothing is built', () => {
    const { status, stderr } = prestart()
    expect(stderr).toMatch(/^Le programme n’est pas construit.*« npm ci && npm start » sans --omit=dev.*\n$/)
    expect(status).toBe(1)
  })

  it('runs what is built', () => {
    mkdirSync(join(folder, 'dist/src'), { recursive: true })
    writeFileSync(join(folder, 'dist/src/cli.js'), '')
    expect(prestart()).toMatchObject({ status: 0, stderr: '' })
  })
})
