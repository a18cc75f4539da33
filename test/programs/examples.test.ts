import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../../src/project-root.js'
import { importFeed, importFixtures } from '../ldap/feed.js'
import { type RunningServer, serve } from '../ldap/server.js'
import { needs, pythonWithLdap } from '../support/programs.js'
import { run } from './run.js'

/** The programs of fixtures/clients, which users copy, do what its README says. */

let server: RunningServer
let crowd: RunningServer
const file = (name: string) => join(projectRoot, 'fixtures/clients', name)
const PASSWORD = 'un mot de passe'

beforeAll(async () => {
  server = await serve(await importFixtures())
  crowd = await serve(await importFeed(120))
  await server.accounts.add('lectrice', PASSWORD, ['paca'])
})
afterAll(async () => {
  await server.close()
  await crowd.close()
})

const PROGRAMS = [
  ['ldap3', 'python-ldap', () => [pythonWithLdap()!, file('chercher.py')]],
  ['Net::LDAP', 'perl-ldap', () => ['perl', file('chercher.pl')]],
  ['PHP', 'php-ldap', () => ['php', file('chercher.php')]],
  ['JNDI', 'java', () => ['java', '-Dfile.encoding=UTF-8', file('Chercher.java')]],
] as const

describe.each(PROGRAMS)('the example for %s', (_, program, command) => {
  const search = (words: readonly string[], env: NodeJS.ProcessEnv = {}) => {
    const [name, ...args] = command()
    const all = { LC_ALL: 'C.UTF-8', MSSANTE_LDAP: `ldap://127.0.0.1:${server.port}`, ...env }
    return run(name!, [...args, ...words], all)
  }

  it('finds people and services by words', needs(program), async () => {
    const zoe =
      'Zoé LEFÈVRE <zoe.lefevre@infirmier.mssante.fr> Infirmier, CENTRE DE SANTE DES GOBELINS, PARIS 13E ARRONDISSEMENT\n'
    expect(await search(['zoé', 'lef'])).toEqual({ code: 0, output: zoe })
    const noe =
      "Noé D'ALEMBERT <noe.dalembert@medecin.mssante.fr> Médecin – Psychiatrie, SCM DES TILLEULS, LYON 3E ARRONDISSEMENT\n"
    expect(await search(["d'al"])).toEqual({ code: 0, output: noe })
    expect((await search(['cardio'])).output).toContain('Cardiologie – CHU DE MARSEILLE <secretariat.cardiologie@')
    expect(await search(['zz*('])).toEqual({ code: 0, output: '' })
  })

  it('says where the list was cut', needs(program), async () => {
    const lines = (await search(['foule'], { MSSANTE_LDAP: `ldap://127.0.0.1:${crowd.port}` })).output.split('\n')
    expect(lines.slice(-2)).toEqual(['100 premières réponses : précisez la recherche.', ''])
    expect(lines).toHaveLength(102)
  })

  it('shows an account its region, and says why another is refused', needs(program), async () => {
    const national = (await search([])).output.split('\n').length
    const account = { MSSANTE_COMPTE: 'lectrice', MSSANTE_MOT_DE_PASSE: PASSWORD }
    expect((await search([], account)).output.split('\n').length).toBeGreaterThan(national)
    const refused = await search([], { ...account, MSSANTE_MOT_DE_PASSE: 'un autre' })
    expect(refused.code).not.toBe(0)
    expect(refused.output).toContain('Nom de compte ou mot de passe incorrect')
  })
})
