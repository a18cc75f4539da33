import { spawnSync } from 'node:child_process'
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../../src/project-root.js'
import { scratch } from './cli.js'

describe('a run where programs are missing', () => {
  const bin = join(scratch('nu'), 'bin')
  mkdirSync(bin)
  symlinkSync(process.execPath, join(bin, 'node'))

  const run = (env: NodeJS.ProcessEnv, ...more: readonly string[]) => {
    const vitest = join(projectRoot, 'node_modules/vitest/vitest.mjs')
    const args = [vitest, 'run', '--config', 'test/vitest.config.ts', 'test/ldap/beside-slapd.test.ts', ...more]
    return spawnSync(process.execPath, args, { cwd: projectRoot, encoding: 'utf8', env: { PATH: bin, ...env } })
  }

  it('passes, and ends by what is missing, how many tests wait for it and how to install it', {
    timeout: 180_000,
  }, () => {
    const { status, stdout } = run({})
    expect(stdout).toMatch(/^ {2}\d+ wait for OpenLDAP’s server .*: apt-get install slapd$/m)
    expect(stdout).toContain('TESTS_COMPLETS=1')
    expect(status).toBe(0)
  })

  it('fails with TESTS_COMPLETS, even where the tests themselves have no say', { timeout: 180_000 }, () => {
    const { status, stdout } = run({ TESTS_COMPLETS: '1' }, '-t', 'no test has this name')
    expect(stdout).toContain('apt-get install slapd')
    expect(stdout).toContain('Skipped in spite of TESTS_COMPLETS')
    expect(status).toBe(1)
  })
})
