import { execFile } from 'node:child_process'
import { join } from 'node:path'
import ldapjs from 'ldapjs'
import { Client } from 'ldapts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../../../src/project-root.js'
import { needs, pythonWithLdap } from '../../support/programs.js'
import { importFixtures } from '../feed.js'
import { type RunningServer, serve } from '../server.js'
import { ldapTool } from '../tools.js'

/** Clients that others wrote judge the server. */

const BAL = 'dc=mssante,dc=fr'
const PERSON = '(&(sn=dupont)(mail=jean.dupont@medecin.mssante.fr))'
let server: RunningServer
let url: string
let dupont: string

beforeAll(async () => {
  server = await serve(await importFixtures())
  url = `ldap://127.0.0.1:${server.port}`
  const found = await ldapTool('ldapsearch', ['-LLL', '-o', 'ldif-wrap=no', '-H', url, '-b', BAL, PERSON, '1.1'])
  dupont = /^dn: (.*)$/m.exec(found.stdout)![1]!
})
afterAll(async () => {
  await server.close()
})

function run(name: string, ...args: string[]): Promise<{ readonly code: number | string; readonly output: string }> {
  return new Promise((resolve) => {
    execFile(name, args, (error, stdout, stderr) => resolve({ code: error?.code ?? 0, output: stdout + stderr }))
  })
}

describe('OpenLDAP’s tools', needs('ldap-utils'), () => {
  it.each([
    ['sn:Dupont', 6],
    ['sn:Durand', 5],
    ['inconnu:x', 17],
    ['jpegPhoto:x', 16],
    ['description:x', 16],
  ])('row 33: ldapcompare %s gives %i', async (assertion, code) => {
    expect((await run('ldapcompare', '-x', '-H', url, dupont, assertion)).code).toBe(code)
  })

  it('row 35: ldapwhoami and ldapexop know who they are', async () => {
    expect(await run('ldapwhoami', '-x', '-H', url)).toEqual({ code: 0, output: 'anonymous\n' })
    expect((await run('ldapexop', '-x', '-H', url, 'whoami')).code).toBe(0)
    expect((await run('ldapexop', '-x', '-H', url, '1.2.3')).output).toContain('(2)')
  })

  it('row 34: ldapdelete and ldapmodify are refused', async () => {
    expect((await run('ldapdelete', '-x', '-H', url, dupont)).code).toBe(53)
    expect((await run('ldapmodrdn', '-x', '-H', url, dupont, 'mail=autre@x.fr')).code).toBe(53)
  })

  it('row 36: ldapsearch pages within its own limit', async () => {
    const args = ['-x', '-LLL', '-H', url, '-b', BAL, '-E', 'pr=3/noprompt', '-z', '10', '(mail=*)', '1.1']
    const { code, output } = await run('ldapsearch', ...args)
    expect(code).toBe(4)
    expect(output.match(/^dn:/gm)).toHaveLength(10)
  })
})

describe('clients in JavaScript', () => {
  it('ldapts binds, searches, pages and compares', async () => {
    const client = new Client({ url, strictDN: false })
    await client.bind('', '')
    const { searchEntries } = await client.search(BAL, { filter: PERSON })
    expect(searchEntries.map(({ dn }) => dn)).toEqual([dupont])
    expect(await client.compare(dupont, 'sn', 'dupont')).toBe(true)
    const pages = await client.search(BAL, { filter: '(mail=*)', paged: { pageSize: 7 }, attributes: ['1.1'] })
    expect(new Set(pages.searchEntries.map(({ dn }) => dn)).size).toBe(pages.searchEntries.length)
    expect(pages.searchEntries.length).toBeGreaterThan(7)
    await client.unbind()
  })

  it('ldapjs’s client searches, pages, compares and unbinds', async () => {
    const client = ldapjs.createClient({ url })
    const search = (options: ldapjs.SearchOptions) =>
      new Promise<string[]>((resolve, reject) => {
        client.search(BAL, options, (error, answer) => {
          if (error) reject(error)
          const names: string[] = []
          answer.on('searchEntry', (entry) => names.push(String(entry.objectName)))
          answer.on('error', reject)
          answer.on('end', () => resolve(names))
        })
      })
    expect(await search({ scope: 'sub', filter: PERSON })).toEqual([dupont])
    const paged = await search({ scope: 'sub', filter: '(mail=*)', paged: { pageSize: 7 }, attributes: ['1.1'] })
    expect(paged.length).toBeGreaterThan(7)
    const compared = await new Promise((resolve) => client.compare(dupont, 'sn', 'dupont', (_, same) => resolve(same)))
    expect(compared).toBe(true)
    await new Promise<void>((resolve) => client.unbind(() => resolve()))
  })
})

describe('clients in Python', needs('python-ldap'), () => {
  it.each(['ldap3_reads.py', 'python_ldap_reads.py'])('%s', async (script) => {
    const path = join(projectRoot, 'test/ldap/judges', script)
    expect(await run(pythonWithLdap()!, path, String(server.port))).toEqual({ code: 0, output: 'lu\n' })
  })
})
