import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openldapSchema } from '../../src/ldap/index.js'
import { projectRoot } from '../../src/project-root.js'

// That OpenLDAP takes it is shown where its server loads every entry under it (beside-slapd.test.ts).
it('is the schema that the repository holds', () => {
  const path = join(projectRoot, 'schema/annuaire.schema')
  if (process.env['UPDATE'] === '1') writeFileSync(path, openldapSchema())
  expect(openldapSchema()).toBe(readFileSync(path, 'utf8').replaceAll('\r\n', '\n'))
})
