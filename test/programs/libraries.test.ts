import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../../src/project-root.js'
import { importFixtures } from '../ldap/feed.js'
import { ldapsearch } from '../ldap/ldapsearch.js'
import { type RunningServer, serve } from '../ldap/server.js'
import { needs } from '../support/programs.js'
import { importInvented } from './invented.js'
import { run } from './run.js'

/** LDAP libraries of other languages judge the server, each in a program of its own. Python's: test/ldap/judges. */

const BAL = 'dc=mssante,dc=fr'
const EVERY = '(mail=*)'
let server: RunningServer
let count: number

beforeAll(async () => {
  server = await serve(await importFixtures())
  count = (await ldapsearch(server.port, '-b', BAL, EVERY, '1.1')).entries.length
  expect(count).toBeGreaterThan(20)
})
afterAll(async () => {
  await server.close()
})

const script = (name: string) => join(projectRoot, 'test/programs', name)

describe('Perl’s Net::LDAP', needs('perl-ldap'), () => {
  it('reads the schema, which a thousand entries obey', async () => {
    const large = await serve(await importInvented(3000))
    const { code, output } = await run('perl', [script('perl_ldap_reads.pl'), String(large.port)])
    await large.close()
    expect([code, output]).toEqual([0, expect.stringMatching(/^\d{4} entries\n$/)])
  })
})

describe('PHP', needs('php-ldap'), () => {
  it('pages, finds accents, reads entries as arrays', async () => {
    const args = [script('php_ldap_reads.php'), String(server.port), EVERY, String(count)]
    expect(await run('php', args)).toEqual({ code: 0, output: `${count} entries\n` })
  })
})

describe('JNDI', needs('java'), () => {
  it('reads the schema, pages, sorts, reads by name', async () => {
    const args = ['-Dfile.encoding=UTF-8', script('JndiReads.java'), String(server.port), EVERY, String(count)]
    expect(await run('java', args)).toEqual({ code: 0, output: `${count} entries\n` })
  })
})
