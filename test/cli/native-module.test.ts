import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../../src/project-root.js'
import { scratch } from '../support/cli.js'

const COMMANDS = ['importer', 'servir', 'rapport', 'revenir', 'verifier', 'compte', 'ldif']

/** The built program in a folder of its own, with every package but better-sqlite3. @returns where that one goes */
function programIn(folder: string): string {
  const packages = join(folder, 'node_modules')
  mkdirSync(packages, { recursive: true })
  for (const name of ['package.json', 'dist/src', 'schema', 'scripts/annuaire.js']) {
    cpSync(join(projectRoot, name), join(folder, name), { recursive: true })
  }
  for (const name of readdirSync(join(projectRoot, 'node_modules')).filter((one) => one !== 'better-sqlite3')) {
    symlinkSync(join(projectRoot, 'node_modules', name), join(packages, name))
  }
  return join(packages, 'better-sqlite3')
}

function run(folder: string, program: string, ...args: readonly string[]) {
  const env = { ...process.env, ANNUAIRE_DATA_DIR: join(folder, 'data') }
  const { status, stderr } = spawnSync(process.execPath, [join(folder, program), ...args], { env, encoding: 'utf8' })
  return { code: status, stderr }
}

// That a module made for another Node is told is tried by .ci/run, which has another Node.
describe('better-sqlite3', () => {
  // A space and an accent in its name: where the program lies must not matter.
  const folder = join(scratch('natif'), 'le répertoire')
  const inProject = join(folder, 'projet')
  const installed = join(folder, 'lib/node_modules/annuaire')
  let module: string

  beforeAll(() => {
    module = programIn(inProject)
    programIn(installed)
  })

  it('that is not installed: one sentence', () => {
    const told = { code: 1, stderr: 'Le module better-sqlite3 n’est pas installé : lancez « npm ci ».\n' }
    expect(run(inProject, 'dist/src/cli.js', 'rapport')).toEqual(told)
    expect(run(inProject, 'scripts/annuaire.js', 'rapport')).toEqual(told)
    expect(run(installed, 'scripts/annuaire.js', 'rapport')).toEqual({
      code: 1,
      stderr: expect.stringContaining('« npm install -g --allow-scripts=better-sqlite3 annuaire-x.y.z.tgz »'),
    })
  })

  it.each(COMMANDS)('that is not built: one sentence from %s', (command) => {
    const source = join(projectRoot, 'node_modules/better-sqlite3')
    cpSync(source, module, { recursive: true, filter: (path) => !/better-sqlite3\/(build|deps|src)/.test(path) })
    const { code, stderr } = run(inProject, 'dist/src/cli.js', command)
    expect(code).toBe(1)
    expect(stderr).toMatch(/^Le module natif better-sqlite3 n’est pas construit : lancez « npm rebuild .*\n$/)
    expect(stderr).toContain(inProject)
    expect(stderr).toContain('allowScripts')
  })

  it('that the system cannot load: one sentence', () => {
    mkdirSync(join(module, 'build/Release'), { recursive: true })
    writeFileSync(join(module, 'build/Release/better_sqlite3.node'), 'ni ELF ni rien')
    const { code, stderr } = run(inProject, 'dist/src/cli.js', 'verifier')
    expect(code).toBe(1)
    expect(stderr).toMatch(/^Le module natif better-sqlite3 ne peut pas être chargé.*npm rebuild.*\n$/)
  })

  it('beside other packages that are missing: one sentence', () => {
    rmSync(join(inProject, 'node_modules/zod'))
    expect(run(inProject, 'scripts/annuaire.js', 'rapport')).toEqual({
      code: 1,
      stderr: 'Des modules ne sont pas installés : lancez « npm ci ».\n',
    })
  })

  it('in a program that is not built: one sentence', () => {
    rmSync(join(inProject, 'dist'), { recursive: true })
    const { code, stderr } = run(inProject, 'scripts/annuaire.js', 'rapport')
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^Le programme n’est pas construit : .*\n$/)])
  })
})
