import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Slapd, startSlapd } from '../../scripts/bench/ldap-slapd.js'
import { projectRoot } from '../../src/project-root.js'
import { importFixtures } from '../ldap/feed.js'
import { ldapsearch } from '../ldap/ldapsearch.js'
import { type RunningServer, serve } from '../ldap/server.js'
import { needs } from '../support/programs.js'
import { importInvented } from './invented.js'
import { emptyDatabases, SBIN, schemaIn } from './own-slapd.js'
import { run } from './run.js'

const BASES = ['dc=mssante,dc=fr', 'dc=rpps,dc=fr']
let fixtures: RunningServer
let folder: string

beforeAll(async () => {
  fixtures = await serve(await importFixtures())
  folder = mkdtempSync(join(tmpdir(), 'annuaire-slapd-'))
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await fixtures.close()
})

describe('OpenLDAP’s schema check', needs('slapd'), () => {
  async function load(dataDir: string, name: string, sources: string): Promise<void> {
    const own = mkdtempSync(join(folder, name))
    const config = emptyDatabases(own, BASES)
    for (const base of BASES) {
      const ldif = join(own, 'entrees.ldif')
      const what = ['--base', base, '--sources', sources, '--operationnels', '--sortie', ldif]
      const written = await run(process.execPath, [join(projectRoot, 'dist/src/cli.js'), 'ldif', ...what], {
        ANNUAIRE_DATA_DIR: dataDir,
      })
      expect(written.code).toBe(0)
      // Without -q: each entry is checked as slapd checks what somebody adds.
      const added = await run('slapadd', ['-f', config, '-b', base, '-l', ldif], SBIN)
      expect(added.code, added.output).toBe(0)
      const checked = await run('slapschema', ['-f', config, '-b', base], SBIN)
      expect(checked, checked.output).toEqual({ code: 0, output: '' })
    }
  }

  it('takes all entries of the examples', async () => {
    await load(fixtures.dataDir, 'exemples-', 'paca')
  })

  it('takes all entries of a feed with every known defect', async () => {
    const dataDir = await importInvented(3000)
    await load(dataDir, 'flux-', 'paca,occitanie,bretagne')
    rmSync(dataDir, { recursive: true, force: true })
  })
})

describe('OpenLDAP as a proxy, by the settings of fixtures/clients', needs('slapd', 'ldap-utils'), () => {
  let slapd: Slapd

  beforeAll(async () => {
    const example = readFileSync(join(projectRoot, 'fixtures/clients/slapd-mandataire.conf'), 'utf8')
    const config = example
      .replaceAll('\r\n', '\n')
      .replaceAll('127.0.0.1:1389', `127.0.0.1:${fixtures.port}`)
      .replace('/etc/ldap/schema/annuaire.schema', schemaIn(folder))
      .replace('/run/slapd/slapd-mandataire.pid', join(folder, 'mandataire.pid'))
    writeFileSync(join(folder, 'slapd.conf'), config)
    slapd = await startSlapd(folder)
  })
  afterAll(async () => {
    await slapd.stop()
  })

  const words = ['dup', 'martin', 'lefè', 'zoé', 'cardio', 'd’al', "o'", 'ly', 'saint-martin', '@chu']
  const shapes: Readonly<Record<string, (word: string) => string>> = {
    Thunderbird: (word) => `(|(cn=*${word}*)(mail=*${word}*)(givenName=*${word}*)(sn=*${word}*))`,
    Outlook: (word) => `(&(mail=*)(|(mail=${word}*)(|(cn=${word}*)(|(sn=${word}*)(givenName=${word}*)))))`,
    Evolution: (word) => `(|(displayName=*${word}*)(mail=*${word}*)(cn=*${word}*))`,
    'Roundcube, by structure and place': (word) => `(&(mail=*)(|(cn=*${word}*)(o=*${word}*)(l=*${word}*)))`,
    'our own attributes': (word) => `(&(TypeBAL=PER)(profession=*)(|(sn=${word}*)(o=*${word}*)))`,
  }

  it.each(Object.entries(shapes))('finds what the server finds: %s', async (_, shape) => {
    let found = 0
    for (const word of words) {
      const args = ['-b', BASES[0]!, '-z', '100', shape(word)]
      const own = await ldapsearch(fixtures.port, ...args)
      const other = await ldapsearch(slapd.port, ...args)
      expect([other.code, other.entries]).toEqual([own.code, own.entries])
      found += own.entries.length
    }
    expect(found).toBeGreaterThan(5)
  })

  it('hands on lists that are cut, professionals, entries by their names', async () => {
    for (const args of [
      ['-b', BASES[0]!, '-z', '3', '(mail=*)', 'mail'],
      ['-b', BASES[1]!, '(sn=dup*)'],
      ['-b', `mail=zoe.lefevre@infirmier.mssante.fr,ou=national,${BASES[0]}`, '-s', 'base', '*', '+'],
      ['-b', `mail=personne@medecin.mssante.fr,ou=national,${BASES[0]}`, '-s', 'base'],
    ]) {
      const own = await ldapsearch(fixtures.port, ...args)
      expect(await ldapsearch(slapd.port, ...args)).toMatchObject({ code: own.code, entries: own.entries })
    }
  })

  it('lets an account in, which then sees its region', async () => {
    await fixtures.accounts.add('lectrice', 'un mot de passe', ['paca'])
    const region = ['-b', `ou=paca,ou=regional,${BASES[0]}`, '(mail=*)']
    const account = ['-D', `cn=lectrice,ou=comptes,${BASES[0]}`, '-w', 'un mot de passe']
    const own = await ldapsearch(fixtures.port, ...account, ...region)
    expect(own.entries.length).toBeGreaterThan(3)
    expect((await ldapsearch(slapd.port, ...account, ...region)).entries).toEqual(own.entries)
    expect((await ldapsearch(slapd.port, ...region)).code).toBe(32)
  })
})
