import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { XMLValidator } from 'fast-xml-parser'
import { beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../../src/project-root.js'
import { ldapTool } from '../ldap/tools.js'
import { annuaire, scratch, startAnnuaire } from '../support/cli.js'
import { serve } from '../support/served.js'

const fixtures = join(projectRoot, 'fixtures')
const people = join(fixtures, 'PS_LibreAcces_Personne_activite_202611200300.txt')

describe('annuaire', () => {
  const folder = scratch('cli')

  it('shows its help, and tells a wrong command and a wrong option apart from a failure', () => {
    expect(annuaire(folder, ['aide'])).toMatchObject({ code: 0, stdout: expect.stringContaining('importer') })
    const unknown = annuaire(folder, ['importe'])
    expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining('Vouliez-vous dire : importer ?') })
    const option = annuaire(folder, ['importer', '--inconnue', 'x'])
    expect(option).toMatchObject({ code: 2, stderr: expect.stringContaining('Option inconnue : --inconnue') })
    expect(annuaire(folder, ['importer'])).toMatchObject({ code: 2 })
    expect(annuaire(folder, ['rapport', '--aide']).stdout).toContain('--format')
  })

  it('is found by npx in the repository', () => {
    const ran = spawnSync('npx', ['--no', 'annuaire', 'aide'], { cwd: projectRoot, encoding: 'utf8' })
    expect(ran).toMatchObject({ status: 0, stdout: expect.stringContaining('charge les fichiers nationaux') })
  })

  it('tells every fault of the configuration at once', () => {
    const ran = annuaire(folder, ['verifier'], {
      prefix: 'ANNUAIRE_HTTP_PORT=abc ANNUAIRE_LDAP_PORT=99999 ANNUAIRE_PROT=1',
    })
    expect(ran.code).toBe(1)
    for (const name of ['ANNUAIRE_HTTP_PORT', 'ANNUAIRE_LDAP_PORT', 'ANNUAIRE_PROT']) expect(ran.stderr).toContain(name)
  })

  it('says that nothing is published', () => {
    const empty = join(folder, 'vide')
    expect(annuaire(empty, ['rapport'])).toMatchObject({ code: 1, stderr: expect.stringContaining('Aucun import') })
    expect(annuaire(empty, ['revenir'])).toMatchObject({ code: 1 })
  })

  describe('rapport', () => {
    const data = join(folder, 'rapport')
    beforeAll(() => {
      expect(annuaire(data, ['importer', '--silencieux', fixtures]).code).toBe(0)
    })

    it.each(['texte', 'json', 'xml', 'csv', 'html'])('renders %s', (format) => {
      const { code, stdout } = annuaire(data, ['rapport', '--format', format])
      expect(code).toBe(0)
      expect(stdout).toContain('Titulaire absent du fichier des activités')
      if (format === 'json') expect(JSON.parse(stdout).alimentation.etat).toBe('publiée')
      if (format === 'xml') expect(XMLValidator.validate(stdout)).toBe(true)
      if (format === 'csv')
        expect(parse(stdout, { delimiter: ';', bom: true, columns: true }).length).toBeGreaterThan(10)
      // Its own script, that of the filters, and nothing from elsewhere.
      if (format === 'html') expect(stdout.match(/<script[^>]*>/gi)).toEqual(['<script>'])
    })

    it('refuses an unknown format and an unknown report', () => {
      expect(annuaire(data, ['rapport', '--format', 'pdf'])).toMatchObject({ code: 2 })
      expect(annuaire(data, ['rapport', '20200101-000000-000'])).toMatchObject({ code: 1 })
    })

    it('writes to a file', () => {
      const path = join(folder, 'rapport.html')
      expect(annuaire(data, ['rapport', '--format', 'html', '--sortie', path])).toMatchObject({ code: 0, stdout: '' })
      expect(readFileSync(path, 'utf8')).toContain('<html lang="fr">')
    })
  })

  it.each([
    ['an unknown source', ['--regional', `pacca=${fixtures}/regional/paca.csv`], /source.*pacca.*paca/i],
    ['a missing file', ['/nulle/part.txt'], /nulle\/part\.txt/],
    ['a folder with nothing to load', [join(projectRoot, 'schema')], /schema/],
    ['an unexpected name', [join(projectRoot, 'LICENSE')], /PS_LibreAcces_Personne_activite/],
    [
      'savoir-faire without people',
      [join(fixtures, 'PS_LibreAcces_SavoirFaire_202611200300.txt')],
      /Personne_activite/,
    ],
  ])('refuses %s, keeps what is published and reports why', (_, args, told) => {
    const data = join(folder, 'refus')
    annuaire(data, ['importer', '--silencieux', people, '--retirer', 'national'])
    const before = readFileSync(join(data, 'generation-courante'), 'utf8')
    const ran = annuaire(data, ['importer', '--silencieux', ...args])
    expect(ran.code).toBe(1)
    expect(ran.stderr).toMatch(told)
    expect(readFileSync(join(data, 'generation-courante'), 'utf8')).toBe(before)
    expect(annuaire(data, ['rapport']).stdout).toContain('refusée')
  })

  it('adds, lists and removes accounts, the password coming on standard input', () => {
    const data = join(folder, 'comptes')
    const added = annuaire(data, ['compte', 'ajouter', 'dpi', '--sources', 'paca,occitanie'], {
      input: 'un bon secret\n',
    })
    expect(added).toMatchObject({ code: 0, stdout: expect.stringContaining('occitanie') })
    expect(annuaire(data, ['compte', 'lister']).stdout).toContain('dpi')
    expect(readFileSync(join(data, 'comptes.json'), 'utf8')).not.toContain('un bon secret')
    expect(annuaire(data, ['compte', 'ajouter', 'x', '--sources', 'atlantide'], { input: 'a\n' }).code).toBe(2)
    expect(annuaire(data, ['compte', 'retirer', 'dpi']).code).toBe(0)
    expect(annuaire(data, ['compte', 'retirer', 'dpi']).code).toBe(1)
  })

  it('serves the examples when nothing is published, follows a publication without a failed request, stops cleanly', async () => {
    const data = join(folder, 'demonstration')
    const served = await serve(data, ['--demonstration'])
    const totals = new Set<number>()
    const ask = async (): Promise<void> => {
      const answer = await fetch(`${served.http}/v1/bals?nom=dup`)
      expect(answer.status).toBe(200)
      totals.add(((await answer.json()) as { total: number }).total)
      const ldap = await ldapTool('ldapsearch', ['-LLL', '-H', served.ldap, '-b', 'dc=rpps,dc=fr', '(sn=dupont)', 'cn'])
      expect(ldap.code).toBe(0)
      expect(ldap.stdout).toContain('cn: Jean DUPONT')
    }
    await ask()
    const importing = startAnnuaire(data, [
      'importer',
      '--silencieux',
      people,
      '--retirer',
      'national',
      '--retirer',
      'paca',
    ])
    const exited = new Promise((resolve) => importing.on('exit', resolve))
    while (importing.exitCode === null) await ask()
    expect(await exited).toBe(0)
    await new Promise((resolve) => setTimeout(resolve, 300))
    await ask()
    // Mailboxes before the publication, none after it: that file has people only.
    expect([...totals].sort()).toEqual([0, 3])
    expect(await served.stop()).toBe(0)
  })

  it('names the setting to change when a port is taken', async () => {
    const data = join(folder, 'port')
    annuaire(data, ['importer', '--silencieux', people])
    const holder = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => holder.once('listening', resolve))
    const { port } = holder.address() as { port: number }
    const child = startAnnuaire(data, ['servir'], { ANNUAIRE_HTTP_PORT: String(port), ANNUAIRE_LDAP_PORT: '0' })
    let told = ''
    child.stderr.on('data', (chunk: Buffer) => {
      told += chunk
    })
    expect(await new Promise((resolve) => child.on('exit', resolve))).toBe(1)
    expect(told).toContain('ANNUAIRE_HTTP_PORT')
    holder.close()
  })
})
