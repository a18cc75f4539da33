import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { createConfig, lintFromString } from '@redocly/openapi-core'
import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EXAMPLES_PATH, type Examples } from '../../src/http/examples.js'
import { projectRoot } from '../../src/project-root.js'
import type { Root } from '../../src/resources/roots.js'
import { xsd } from '../../src/resources/xsd.js'
import { published } from '../../src/store/index.js'
import { annuaire, scratch } from '../support/cli.js'
import { expectJson, expectXml, XSD_PATH } from '../support/contract.js'
import { type Served, serve, serveFixtures } from '../support/served.js'

const OPENAPI_PATH = join(projectRoot, 'schema/openapi.json')
const PEOPLE = 'PS_LibreAcces_Personne_activite_202611200300.txt'
const UPDATE = process.env['UPDATE'] !== undefined

interface Request {
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: object
}

const PASSWORD = 'un mot de passe sûr'
const OF_PACA = { authorization: `Basic ${Buffer.from(`dpi:${PASSWORD}`).toString('base64')}` }

/** For each operation: the root of its answer, and a request for each status whose answer the documentation shows. */
const REQUESTS: Readonly<Record<string, readonly [root: Root, requests: Readonly<Record<string, Request>>]>> = {
  lireSante: ['sante', { 200: { path: '/sante' } }],
  lirePret: ['pret', { 200: { path: '/sante/pret' } }],
  rechercherProfessionnels: [
    'professionnels',
    {
      200: { path: '/v1/professionnels?nom=dup&limite=1' },
      400: { path: '/v1/professionnels?nom=dup&departement=96' },
      401: { path: '/v1/professionnels?nom=dup', headers: { authorization: 'Basic ZHBpOmZhdXg=' } },
    },
  ],
  lireProfessionnel: [
    'professionnel',
    {
      200: { path: '/v1/professionnels/10000000017' },
      400: { path: '/v1/professionnels/123' },
      404: { path: '/v1/professionnels/10000000999' },
    },
  ],
  lireLot: [
    'lot',
    {
      200: { path: '/v1/professionnels/lot?identifiants=10000000017,123' },
      400: { path: '/v1/professionnels/lot' },
    },
  ],
  demanderLot: [
    'lot',
    {
      200: {
        path: '/v1/professionnels/lot',
        body: { identifiants: ['0759300012', '10000000999', 10000000017, 'docteur'] },
      },
      400: { path: '/v1/professionnels/lot', body: { identifiants: [], rpps: [] } },
      415: { path: '/v1/professionnels/lot', headers: { 'content-type': 'text/plain' }, body: {} },
    },
  ],
  rechercherBals: [
    'bals',
    {
      200: { path: '/v1/bals?nom=dupont&limite=1' },
      400: { path: '/v1/bals?typeBal=XXX' },
    },
  ],
  lireBal: [
    'bal',
    {
      200: { path: '/v1/bals/jean.dupont@medecin.mssante.fr' },
      404: { path: '/v1/bals/personne@medecin.mssante.fr' },
    },
  ],
  suivreChangements: [
    'changements',
    {
      200: { path: '/v1/changements?depuis=PREMIERE&limite=2' },
      400: { path: '/v1/changements?depuis=hier' },
      410: { path: '/v1/changements?depuis=20200101-000000-000' },
    },
  ],
  rechercherStructures: [
    'structures',
    {
      200: { path: '/v1/structures?structure=chu&departement=13' },
      400: { path: '/v1/structures?nom=chu' },
    },
  ],
  lireStructure: [
    'structure',
    {
      200: { path: '/v1/structures/139000012?limite=1' },
      400: { path: '/v1/structures/hopital' },
      404: { path: '/v1/structures/139999990' },
    },
  ],
  rapprocher: [
    'rapprochements',
    {
      200: {
        path: '/v1/destinataires/rapprochement',
        body: {
          personnes: [
            { reference: 'dossier 12', nom: 'Dupond', prenom: 'Jean', commune: 'Marseille', profession: 'Médecin' },
          ],
          candidats: 1,
        },
      },
      400: { path: '/v1/destinataires/rapprochement', body: { personnes: [{ nom: '-', prenom: 'Jean' }, {}] } },
    },
  ],
  listerExtractions: ['extractions', { 200: { path: '/v1/extractions' } }],
  lireExtraction: ['extraction', { 404: { path: '/v1/extractions/tout.zip' } }],
  lireEditionExtraction: ['extraction', { 404: { path: '/v1/extractions/20200101-000000-001/bals.csv' } }],
  extraireMSSante: [
    'extraction',
    { 416: { path: '/webservices/v1/extractionMSSante', headers: { range: 'bytes=-0' } } },
  ],
  listerNomenclatures: ['nomenclatures', { 200: { path: '/v1/nomenclatures' } }],
  lireNomenclature: [
    'nomenclature',
    {
      200: { path: '/v1/nomenclatures/modes-exercice' },
      400: { path: '/v1/nomenclatures/specialites?profession=999' },
      404: { path: '/v1/nomenclatures/rien' },
    },
  ],
  listerComptesDeclares: [
    'comptes',
    {
      200: { path: '/v1/sources/paca/comptes?limite=2', headers: OF_PACA },
      401: { path: '/v1/sources/paca/comptes' },
      404: { path: '/v1/sources/corse/comptes', headers: OF_PACA },
    },
  ],
  listerDomaines: [
    'domaines',
    {
      200: { path: '/v1/domaines?operateur=grades&limite=1' },
      400: { path: '/v1/domaines?limite=0' },
    },
  ],
  listerAlimentations: ['alimentations', { 200: { path: '/v1/alimentations' } }],
  listerRegles: ['regles', { 200: { path: '/v1/alimentations/regles' } }],
  lireAlimentation: [
    'alimentation',
    {
      200: { path: '/v1/alimentations/derniere' },
      404: { path: '/v1/alimentations/20200101-000000-001' },
    },
  ],
  lireRapport: [
    'rapport',
    {
      200: { path: '/v1/alimentations/derniere/rapport?limite=2' },
      400: { path: '/v1/alimentations/derniere/rapport?limite=0&severite=grave' },
    },
  ],
  comparerAlimentations: [
    'comparaison',
    {
      200: { path: '/v1/alimentations/derniere/comparaison?avec=derniere&source=paca', headers: OF_PACA },
      400: { path: '/v1/alimentations/derniere/comparaison?source=corse' },
      404: { path: '/v1/alimentations/derniere/comparaison?avec=hier' },
    },
  ],
  lireTendance: [
    'tendance',
    {
      200: { path: '/v1/alimentations/derniere/tendance' },
      404: { path: '/v1/alimentations/20200101-000000-001/tendance' },
    },
  ],
  lireHygiene: [
    'hygiene',
    {
      200: { path: '/v1/sources/paca/hygiene?limite=2', headers: OF_PACA },
      401: { path: '/v1/sources/paca/hygiene' },
      404: { path: '/v1/sources/corse/hygiene', headers: OF_PACA },
    },
  ],
}
const CASES = Object.entries(REQUESTS).flatMap(([id, [root, requests]]) =>
  Object.entries(requests).map(([status, request]) => ({ id, root, status, request })),
)

const data = scratch('documentation')
let served: Served
/** Generation that was published before the fixtures. */
let first = ''
beforeAll(async () => {
  const people = join(data, '..', `${basename(data)}-avant`, PEOPLE)
  mkdirSync(dirname(people))
  writeFileSync(people, readFileSync(join(projectRoot, 'fixtures', PEOPLE), 'utf8').replaceAll('|DUPONT|', '|DURAND|'))
  annuaire(data, ['importer', '--silencieux', people])
  rmSync(dirname(people), { recursive: true })
  first = published(data)!.id
  annuaire(data, ['compte', 'ajouter', 'dpi', '--sources', 'paca'], { input: `${PASSWORD}\n` })
  served = await serveFixtures(data)
})
afterAll(() => served.stop())

const ask = (request: Request, format: 'json' | 'xml') => {
  const separator = request.path.includes('?') ? '&' : '?'
  const url = `${served.http}${request.path.replace('PREMIERE', first)}${format === 'xml' ? `${separator}format=xml` : ''}`
  if (request.body === undefined) return fetch(url, { headers: request.headers ?? {} })
  const headers = { 'content-type': 'application/json', ...request.headers }
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(request.body) })
}

/** Identifiers and moments of an import, and the date of a regional file, are those of the day. */
const settled = (text: string): string =>
  text
    .replace(/\d{8}-\d{6}-\d{3}/g, '20260828-063000-000')
    .replace(/(?<="suite":"|<suite>)[\w-]+/g, 'WzIsIiIsMCwiODEwMDAwMDAwMDE3IiwiIiwiN2E5MGMxICAiXQ')
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, '2026-08-28T04:30:00.000Z')
    .replace(
      /("type":"regional","source":"\w+","date":")[^"]*|(<type>regional<\/type><source>\w+<\/source><date>)[^<]*/g,
      (_, json = '', xml = '') => `${json}${xml}2026-08-28`,
    )
    .replace(
      /("source":"\w+","generation":"[\d-]+","date":")[^"]*|(<source>\w+<\/source><generation>[\d-]+<\/generation><date>)[^<]*/g,
      (_, json = '', xml = '') => `${json}${xml}2026-08-28`,
    )

describe('the XSD', () => {
  it('is made of the resources (UPDATE=1 writes schema/annuaire.xsd)', () => {
    if (UPDATE) writeFileSync(XSD_PATH, xsd())
    expect(readFileSync(XSD_PATH, 'utf8')).toBe(xsd())
  })
})

describe('the answers of every operation', () => {
  const seen: Record<string, Record<string, { json: object; xml: string }>> = {}

  it.each(CASES)('$id $status keeps to its resource in JSON and in XML', async ({ id, root, status, request }) => {
    const [json, xml] = [await ask(request, 'json'), await ask(request, 'xml')]
    expect([json.status, xml.status]).toEqual([Number(status), Number(status)])
    const [inJson, inXml] = [await json.text(), await xml.text()]
    const answer = Number(status) < 300 ? root : 'probleme'
    expectJson(answer, JSON.parse(inJson))
    expectXml(answer, inXml)
    seen[id] ??= {}
    seen[id][status] = { json: JSON.parse(settled(inJson)) as object, xml: settled(inXml) }
  })

  it('are the examples of the documentation (UPDATE=1 writes schema/exemples.json)', () => {
    if (UPDATE) writeFileSync(EXAMPLES_PATH, `${JSON.stringify(seen, null, 2)}\n`)
    expect(seen).toEqual(JSON.parse(readFileSync(EXAMPLES_PATH, 'utf8')) as Examples)
  })
})

describe('the description of the API', () => {
  let whole: { readonly openapi: string; readonly paths: Record<string, Record<string, { operationId: string }>> }
  beforeAll(async () => {
    if (UPDATE) {
      await served.stop()
      served = await serve(data)
    }
    whole = (await (await fetch(`${served.http}/documentation/json`)).json()) as typeof whole
  })

  it('is schema/openapi.json (UPDATE=1 writes it)', () => {
    if (UPDATE) writeFileSync(OPENAPI_PATH, `${JSON.stringify(whole, null, 2)}\n`)
    expect(whole).toEqual(JSON.parse(readFileSync(OPENAPI_PATH, 'utf8')))
  })

  it('is OpenAPI 3.1 for a published validator', async () => {
    expect(whole.openapi).toBe('3.1.0')
    const { valid, errors } = await new Validator().validate(structuredClone(whole))
    expect({ valid, errors }).toEqual({ valid: true, errors: undefined })
  })

  it('is clean for a published linter', async () => {
    // Examples in XML are texts; those in JSON were held to their resources.
    const rules = { 'operation-operationId-unique': 'error', 'no-invalid-media-type-examples': 'off' } as const
    const config = await createConfig({ extends: ['recommended-strict'], rules })
    const problems = await lintFromString({ source: JSON.stringify(whole), config })
    expect(problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual([])
  })

  it('shows an answer of every operation', () => {
    const described = Object.values(whole.paths).flatMap((methods) => Object.values(methods))
    expect(described.map(({ operationId }) => operationId).sort()).toEqual(Object.keys(REQUESTS).sort())
  })
})
