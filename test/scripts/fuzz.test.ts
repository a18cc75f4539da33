import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { projectRoot } from '../../src/project-root.js'

it('finds no message that harms the server', { timeout: 60_000 }, async () => {
  const fuzz = join(projectRoot, 'dist/scripts/fuzz.js')
  const { stdout } = await promisify(execFile)(process.execPath, [fuzz, 'ldap', '--messages', '20000', '--graine', '5'])
  expect(stdout).toMatch(/^2000\d messages en \d+ s, \d+ réponses, \d+ connexions fermées/)
})
