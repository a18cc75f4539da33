import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../../src/project-root.js'
import { annuaire } from '../support/cli.js'

let data: string

beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'annuaire-ldif-'))
  expect(annuaire(data, ['importer', '--silencieux', join(projectRoot, 'fixtures')]).code).toBe(0)
})
afterAll(() => rmSync(data, { recursive: true, force: true }))

const names = (text: string) => text.split('\n').filter((line) => line.startsWith('dn:'))

describe('annuaire ldif', () => {
  it('writes each entry after the one above it, national ones alone', () => {
    const { code, stdout } = annuaire(data, ['ldif'])
    expect(code).toBe(0)
    expect(names(stdout).slice(0, 2)).toEqual(['dn: dc=mssante,dc=fr', 'dn: ou=national,dc=mssante,dc=fr'])
    expect(stdout).not.toContain('source: paca')
    expect(stdout).toMatch(/\nsn:: TEVGw4hWUkU=\n/)
    expect(stdout).toContain('\nmail: jean.dupont@medecin.mssante.fr\n')
    expect(stdout).not.toContain('entryUUID')
  })

  it('joins the regional sources that are named', () => {
    const { stdout } = annuaire(data, ['ldif', '--sources', 'paca'])
    expect(names(stdout)).toContain('dn: ou=paca,ou=regional,dc=mssante,dc=fr')
    expect(stdout).toContain('\nsource: paca\n')
  })

  it('writes the professionals, with what slapadd takes over, to a file', () => {
    const file = join(data, 'rpps.ldif')
    const { code, stdout } = annuaire(data, ['ldif', '--base', 'dc=rpps,dc=fr', '--operationnels', '--sortie', file])
    expect([code, stdout]).toEqual([0, ''])
    const text = readFileSync(file, 'utf8')
    expect(names(text)).toContain('dn: employeeNumber=810000000017,ou=professionnels,dc=rpps,dc=fr')
    expect(text).toMatch(/\nentryUUID: [0-9a-f-]{36}\ncreateTimestamp: \d{14}Z\nmodifyTimestamp: \d{14}Z\n/)
  })

  it.each([
    [['--base', 'dc=ailleurs'], '« dc=ailleurs » n’est pas une racine : choisissez dc=mssante,dc=fr ou dc=rpps,dc=fr.'],
    [['--sources', 'paca,mars'], 'Source non publiée : mars.'],
  ])('refuses %j', (args, message) => {
    const { code, stderr } = annuaire(data, ['ldif', ...args])
    expect(code).toBe(2)
    expect(stderr).toContain(message)
  })
})
