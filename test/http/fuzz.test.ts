import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { faultOfLog } from '../../scripts/fuzz/http.js'
import { readOperations } from '../../scripts/fuzz/http-operations.js'
import { fuzzServer } from '../../scripts/fuzz/http-run.js'
import { projectRoot } from '../../src/project-root.js'
import { annuaire, scratch } from '../support/cli.js'
import { type Served, serveFixtures } from '../support/served.js'

/** `npm run fuzz -- http` sends more. */
const REQUESTS = 3000
const MILLISECONDS = 40_000

const data = scratch('fuzz')
let served: Served
let key = ''
beforeAll(async () => {
  key = annuaire(data, ['cle', 'creer', 'fuzz', '--sources', 'paca', '--droits', 'lire,extraire,rapport']).stdout.trim()
  // Once more, so that a report has something to be compared with.
  expect(annuaire(data, ['importer', '--silencieux', join(projectRoot, 'fixtures')]).code).toBe(0)
  served = await serveFixtures(data)
})
afterAll(() => served.stop())

it('whatever is sent is answered as the description of the API says, and is not logged', {
  timeout: 120_000,
}, async () => {
  const credentials = [`Authorization: Bearer ${key}`, `X-API-Key: ${key}`]
  const { fault, sent, statuses } = await fuzzServer(served.http, REQUESTS, 1, credentials, MILLISECONDS)
  expect(fault).toBeNull()
  expect(faultOfLog(served.log())).toBeNull()
  expect(sent).toBeGreaterThan(300)
  // Each operation was reached, and did not refuse everything; an edition and a generation are those of the day.
  if (sent < REQUESTS) return
  const reached = readOperations().filter(({ id }) => id !== 'lireEditionExtraction' && id !== 'suivreChangements')
  for (const { id } of reached) expect(Object.keys(statuses)).toContain(`${id} 200`)
})
