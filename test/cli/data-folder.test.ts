import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../../src/project-root.js'
import { type Ran, scratch } from '../support/cli.js'
import { needs } from '../support/programs.js'

const COMMANDS = [
  ['importer', '--silencieux', join(projectRoot, 'fixtures')],
  ['servir', '--demonstration'],
  ['rapport'],
  ['revenir'],
  ['verifier'],
  ['compte', 'lister'],
  ['compte', 'ajouter', 'dpi', '--sources', 'paca'],
  ['ldif'],
]
const WRITING = COMMANDS.filter(([name, action]) => name === 'importer' || name === 'servir' || action === 'ajouter')
const NOBODY = 65_534

/** Runs a command on a data folder. @param through command that starts it, such as `setpriv` */
function run(dataDir: string, args: readonly string[], through: readonly string[] = []): Ran {
  const command = [...through, process.execPath, join(projectRoot, 'dist/src/cli.js'), ...args]
  const { status, stdout, stderr } = spawnSync(command[0]!, command.slice(1), {
    env: { ...process.env, ANNUAIRE_DATA_DIR: dataDir, ANNUAIRE_HTTP_PORT: '0', ANNUAIRE_LDAP_PORT: '0' },
    encoding: 'utf8',
    input: 'un bon mot de passe\n',
    timeout: 30_000,
  })
  return { code: status, stdout, stderr }
}

function refuses(ran: Ran, folder: string, why: RegExp): void {
  expect(ran.stderr).toMatch(/^Le dossier de données \/.* : .*ANNUAIRE_DATA_DIR\.\n$/)
  expect(ran.stderr).toContain(folder)
  expect(ran.stderr).toMatch(why)
  expect(ran.code).toBe(1)
}

describe('a data folder that cannot be one', () => {
  const folder = scratch('dossier')
  writeFileSync(join(folder, 'fichier'), '')
  symlinkSync('/nulle/part', join(folder, 'lien'))
  symlinkSync('boucle', join(folder, 'boucle'))

  it.each(COMMANDS)('a file: %s', (...args) => {
    const data = join(folder, 'fichier')
    refuses(run(data, args), data, /n’est pas un dossier/)
  })

  it.each([
    ['below a file', join(folder, 'fichier/sous'), /n’est pas un dossier/],
    ['a link to nowhere', join(folder, 'lien'), /qui n’existe pas/],
    ['below a link to nowhere', join(folder, 'lien/sous'), /qui n’existe pas/],
    ['links in a circle', join(folder, 'boucle'), /tournent en rond/],
    ['a name that is too long', join(folder, 'x'.repeat(300)), /trop long/],
    ['a place where nobody makes folders', '/proc/annuaire', /ne peut pas être créé/],
  ])('%s', (_, data, why) => {
    refuses(run(data, COMMANDS[0]!), data, why)
  })

  it('leaves nothing behind where it looked', () => {
    const data = join(folder, 'a/b')
    expect(run(data, ['rapport']).stderr).toContain('Aucun import')
    expect(readdirSync(folder)).toEqual(['boucle', 'fichier', 'lien'])
  })
})

/** Root as any other user is: what belongs to others is closed to it. (Nobody else can surely read the program.) */
const STRANGER = ['setpriv', '--bounding-set=-dac_override,-dac_read_search,-fowner', '--inh-caps=-all']

describe('a data folder of another user', needs('root'), () => {
  const folder = scratch('autrui')
  const [closed, shown] = [join(folder, 'ferme'), join(folder, 'montre')]

  beforeAll(() => {
    mkdirSync(closed, { mode: 0o700 })
    expect(run(shown, COMMANDS[0]!).code).toBe(0)
    for (const name of ['', ...readdirSync(shown, { recursive: true, encoding: 'utf8' })]) {
      const path = join(shown, name)
      chmodSync(path, statSync(path).isDirectory() ? 0o755 : 0o644)
      chownSync(path, NOBODY, NOBODY)
    }
    chownSync(closed, NOBODY, NOBODY)
    chownSync(folder, NOBODY, NOBODY)
    chmodSync(folder, 0o755)
  })

  it.each(COMMANDS)('that is closed to this one: %s', (...args) => {
    refuses(run(closed, args, STRANGER), closed, /est à l’utilisateur 65534/)
  })

  it.each(WRITING)('where it may not be made: %s', (...args) => {
    const made = join(folder, 'nouveau')
    refuses(run(made, args, STRANGER), made, /ne peut pas être créé.*utilisateur 65534/)
    refuses(run(join(closed, 'sous'), args, STRANGER), closed, /les droits manquent/)
  })

  it('serves the commands that only read, where it may be read', () => {
    expect(run(shown, ['rapport'], STRANGER)).toMatchObject({ code: 0, stderr: '' })
    expect(run(shown, ['verifier'], STRANGER)).toMatchObject({ code: 0, stderr: '' })
    for (const args of [COMMANDS[0]!, COMMANDS[6]!]) refuses(run(shown, args, STRANGER), shown, /l’utilisateur 65534/)
  })

  it('names the file in it that is another’s', () => {
    chownSync(shown, 0, 0)
    refuses(run(shown, COMMANDS[0]!, STRANGER), shown, /\/montre\/[^ ]+ est à l’utilisateur 65534/)
  })
})

describe('a data folder on a disk that can only be read', needs('root'), () => {
  const folder = scratch('lecture-seule')
  // In a namespace of its own, so that nothing stays mounted.
  const mounted = 'mount -t tmpfs -o ro tmpfs "$ANNUAIRE_DATA_DIR" && exec "$0" "$@"'

  it.each(WRITING)('%s', (...args) => {
    refuses(run(folder, args, ['unshare', '--mount', 'sh', '-c', mounted]), folder, /ce disque est en lecture seule/)
  })
})
