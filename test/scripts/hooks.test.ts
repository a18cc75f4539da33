import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../../src/project-root.js'
import { scratch } from '../support/cli.js'
import { needs } from '../support/programs.js'

const NAMES = ['.githooks', '.biome.json', '.gitignore', 'package.json', 'tsconfig.json', 'test/tsconfig.json']

/** Settings of whoever runs the tests, and a hook that runs them, are left out. */
const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(GIT_|CI$)/.test(name)))
const env = { ...clean, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' }

const ran = (cwd: string, command: string, args: readonly string[], more: NodeJS.ProcessEnv = {}) =>
  spawnSync(command, args, { cwd, env: { ...env, ...more }, encoding: 'utf8' })

function git(folder: string, ...args: readonly string[]): string {
  const { stdout, stderr, status } = ran(folder, 'git', [
    '-c',
    'user.name=Essai',
    '-c',
    'user.email=essai@exemple.test',
    ...args,
  ])
  if (status !== 0) throw new Error(stderr)
  return stdout.trim()
}

/** What npm runs at the end of an install. */
const prepare = (folder: string, more?: NodeJS.ProcessEnv) =>
  ran(folder, process.execPath, [join(folder, 'scripts/prepare.js')], more)
const hooks = (folder: string) => ran(folder, 'git', ['config', '--get', 'core.hooksPath']).stdout.trim()
const silent = { status: 0, stdout: '', stderr: '' }

describe('the hook of a checkout', needs('git'), () => {
  const base = realpathSync(scratch('hook'))
  let count = 0

  function copy(): string {
    const folder = join(base, `copie ${++count}`)
    mkdirSync(join(folder, 'scripts'), { recursive: true })
    for (const name of [...NAMES, 'scripts/prepare.js'])
      cpSync(join(projectRoot, name), join(folder, name), { recursive: true })
    symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules'))
    return folder
  }

  function checkout(): string {
    const folder = copy()
    git(folder, 'init', '--quiet')
    return folder
  }

  it('is set by an install, once and again', () => {
    const folder = checkout()
    expect([prepare(folder), prepare(folder)]).toMatchObject([silent, silent])
    expect(hooks(folder)).toBe('.githooks')
  })

  it('gives way to hooks of one’s own', () => {
    const folder = checkout()
    git(folder, 'config', 'core.hooksPath', 'les-miens')
    expect(prepare(folder)).toMatchObject(silent)
    expect(hooks(folder)).toBe('les-miens')
  })

  it('is not set in CI, without git, nor inside the checkout of something else', () => {
    const [ci, without, outer] = [checkout(), checkout(), join(base, 'autre')]
    expect(prepare(ci, { CI: 'true' })).toMatchObject(silent)
    expect(prepare(without, { PATH: '' })).toMatchObject(silent)
    mkdirSync(outer)
    git(outer, 'init', '--quiet')
    cpSync(copy(), join(outer, 'dedans'), { recursive: true })
    expect(prepare(join(outer, 'dedans'))).toMatchObject(silent)
    expect([ci, without, outer].map(hooks)).toEqual(['', '', ''])
  })

  it('is nothing to a copy without history', () => {
    expect(prepare(copy(), { GIT_CEILING_DIRECTORIES: base })).toMatchObject(silent)
  })

  it('is left as it is by a linked worktree', () => {
    const folder = checkout()
    git(folder, 'add', '--all')
    git(folder, 'commit', '--quiet', '--message', 'Un')
    const linked = join(base, 'lié')
    git(folder, 'worktree', 'add', '--quiet', linked)
    expect(prepare(linked)).toMatchObject(silent)
    expect(hooks(folder)).toBe('')
  })

  it('refuses a commit with a fault of format, of lint or of types, and lets others pass', () => {
    const folder = checkout()
    prepare(folder)
    const commit = (text: string) => {
      mkdirSync(join(folder, 'src'), { recursive: true })
      writeFileSync(join(folder, 'src/un.ts'), text)
      git(folder, 'add', '--all')
      return ran(folder, 'git', [
        '-c',
        'user.name=Essai',
        '-c',
        'user.email=essai@exemple.test',
        'commit',
        '--message',
        'Un',
      ])
    }
    expect(commit('export const un=1\n').stderr).toContain('format')
    expect(commit('export const un: any = 1\n').stderr).toContain('noExplicitAny')
    const wrong = commit("export const un: number = 'deux'\n")
    expect(wrong.stdout + wrong.stderr).toContain('TS2322')
    expect(() => git(folder, 'log')).toThrow()
    expect(commit('export const un = 1\n')).toMatchObject({ status: 0 })
  })

  it('lets pass what it cannot check', () => {
    const folder = checkout()
    prepare(folder)
    git(folder, 'add', '.gitignore')
    const { status, stderr } = ran(folder, 'sh', ['-c', 'rm node_modules && exec .githooks/pre-commit'])
    expect(stderr).toContain('npm ci')
    expect(status).toBe(0)
  })
})
