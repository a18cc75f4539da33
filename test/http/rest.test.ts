import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ErrorDetails } from '../../src/errors.js'
import { projectRoot } from '../../src/project-root.js'
import type { Bal, Professionnel } from '../../src/resources/person.js'
import type { Alimentation, Avis } from '../../src/resources/report.js'
import { annuaire, scratch } from '../support/cli.js'
import { type Served, serveFixtures } from '../support/served.js'
import { xsdFaults } from '../support/xsd.js'

const schema = join(projectRoot, 'schema/annuaire.xsd')

/** Whatever a route answers, as the routes of this file use it. */
type Answer = Professionnel &
  Alimentation & {
    readonly total: number
    readonly resultats: readonly (Professionnel & Bal)[]
    readonly erreurs: readonly ErrorDetails[]
    readonly avis: readonly Avis[]
    readonly masque: boolean
  }

describe('REST', () => {
  const data = scratch('rest')
  let served: Served
  const get = (path: string, headers: Record<string, string> = {}) => fetch(`${served.http}${path}`, { headers })
  const json = async (path: string, headers: Record<string, string> = {}) =>
    (await get(path, headers)).json() as Promise<Answer>

  beforeAll(async () => {
    annuaire(data, ['compte', 'ajouter', 'dpi', '--sources', 'paca'], { input: 'un mot de passe sûr\n' })
    served = await serveFixtures(data)
  })
  afterAll(async () => {
    expect(await served.stop()).toBe(0)
  })
  const account = { authorization: `Basic ${Buffer.from('dpi:un mot de passe sûr').toString('base64')}` }

  it.each(['10000000017', '810000000017'])('finds a professional by RPPS written %s', async (number) => {
    const found = await json(`/v1/professionnels/${number}`)
    expect(found).toMatchObject({
      rpps: '10000000017',
      nom: 'DUPONT',
      prenom: 'Jean',
      savoirFaire: [{ code: 'SM04', type: { code: 'S' } }],
    })
    expect(found.activites.map((one) => one.structure?.adresse.departement?.code)).toEqual(['13', '13'])
    expect(found.bals.map((one) => one.adresse)).toContain('jean.dupont@medecin.mssante.fr')
  })

  it.each(['759300012', '0759300012'])('finds a professional by ADELI written %s', async (number) => {
    expect(await json(`/v1/professionnels/${number}`)).toMatchObject({ adeli: '759300012', nom: 'BERGER' })
  })

  it.each([
    ['nom=dup', ['DUPONT', 'DUPONT-MARTIN']],
    ['nom=dalembert', ["D'ALEMBERT"]],
    ["nom=d'al", ["D'ALEMBERT"]],
    ['nom=lefevre', ['LEFÈVRE']],
    ['nom=LEFE%CC%80VRE', ['LEFÈVRE']],
    ['nom=leboeuf', ['LEBŒUF']],
    ['nom=saint-martin', ['SAINT-MARTIN', 'ST MARTIN']],
    ['nom=st%20martin', ['SAINT-MARTIN', 'ST MARTIN']],
    ['prenom=zoe', ['LEFÈVRE', 'LEMAIRE']],
    ['departement=2A&nom=saint', ['SAINT-MARTIN']],
    ['departement=974&nom=saint', ['ST MARTIN']],
    ['nom=dupont&ville=marseille&specialite=SM04&profession=10', ['DUPONT']],
    ['nom=dup&avecBal=true&typeBal=PER', ['DUPONT', 'DUPONT-MARTIN']],
    ['adresse=jean.dupont@medecin.mssante.fr', ['DUPONT']],
    ['structure=139000012&nom=dupont', ['DUPONT']],
    ['structure=chu%20de%20mars&nom=dupont', ['DUPONT']],
    ['rpps=10000000025', ['LEFÈVRE']],
    ['nom=alembert', []],
    ['nom=alembert&parMot=true', ["D'ALEMBERT"]],
    // The later words come after the starts, although DUPONT-MARTIN comes before in the order of names.
    ['nom=martin&parMot=true', ['MARTIN', 'DUPONT-MARTIN', 'SAINT-MARTIN', 'ST MARTIN']],
    ['nom=martin&parMot=false', ['MARTIN']],
    ['nom=lefebvre', ['LEFEBVRE']],
    ['nom=lefebvre&phonetique=true', ['LEFEBVRE', 'LEFÈVRE']],
    ['nom=lefevre&phonetique=true', ['LEFÈVRE', 'LEFEBVRE']],
    ['nom=dupond&phonetique=true&ville=marseille', ['DUPONT']],
    ['prenom=zo%C3%A9&nom=lefaivre&phonetique=true&parMot=true', ['LEFÈVRE']],
  ])('answers %s', async (query, names) => {
    const found = await json(`/v1/professionnels?${query}`)
    expect(found.resultats.map((one) => one.nom)).toEqual(names)
    expect(found).toMatchObject({ total: names.length, tronque: false })
  })

  it('says when more exist than it shows', async () => {
    expect(await json('/v1/professionnels?nom=dup&limite=1')).toMatchObject({ total: 2, limite: 1, tronque: true })
  })

  it.each([
    ["nom=-'%20", 'nom', "-'"],
    ['nom=dupont&couleur=bleu', 'couleur', 'bleu'],
    ['profession=999', 'profession', '999'],
    ['specialite=ZZ99', 'specialite', 'ZZ99'],
    ['profession=60&specialite=SM04', 'specialite', 'SM04'],
    ['departement=96', 'departement', '96'],
    ['nom=dupont&nom=martin', 'nom', 'dupont,martin'],
    [`nom=${'a'.repeat(201)}`, 'nom', 'a'.repeat(200)],
    ['nom=dup%00ont', 'nom', 'dup\ufffdont'],
    ['nom=dupont&limite=501', 'limite', '501'],
    ['avecBal=oui', 'avecBal', 'oui'],
    ['source=paca&nom=dupont', 'source', 'paca'],
    ['rpps=123', 'rpps', '123'],
    ['', '', undefined],
  ])('refuses ?%s and names parameter and value', async (query, parametre, valeur) => {
    const answer = await get(`/v1/professionnels?${query}`)
    expect(answer.status).toBe(400)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    const problem = (await answer.json()) as Answer
    expect(problem).toMatchObject({ status: 400, code: 'CRITERE_INVALIDE', title: 'Critère invalide' })
    const fault = problem.erreurs.find((one) => one.parametre === parametre)
    expect(fault?.valeur).toBe(valeur)
    expect(fault?.regle?.length).toBeGreaterThan(5)
  })

  it('tells every fault at once', async () => {
    const problem = await json('/v1/professionnels?nom=*&departement=0&truc=1')
    expect(problem.erreurs.map((one) => one.parametre)).toEqual(['nom', 'departement', 'truc'])
  })

  it.each([
    '/v1/professionnels?nom=dup',
    '/v1/professionnels/10000000017',
    '/v1/bals?nom=dupont',
    '/v1/bals/jean.dupont@medecin.mssante.fr',
    '/v1/nomenclatures',
    '/v1/nomenclatures/departements',
    '/v1/nomenclatures/specialites?profession=10',
    '/v1/nomenclatures/types-bal',
    '/v1/alimentations',
    '/v1/alimentations/derniere',
    '/v1/alimentations/derniere/rapport',
    '/v1/professionnels?nom=*',
    '/v1/professionnels/10000000999',
    '/sante',
    '/sante/pret',
  ])('%s is valid against the XSD in XML', async (path) => {
    const answer = await get(path, { accept: 'application/xml' })
    expect(answer.headers.get('content-type')).toContain('xml')
    expect(xsdFaults(schema, await answer.text())).toEqual([])
  })

  it('would be told of an element that the XSD does not know', async () => {
    const answer = await get('/v1/professionnels/10000000017?format=xml')
    const spoilt = (await answer.text()).replaceAll('prenom>', 'prenoms>')
    expect(xsdFaults(schema, spoilt).join()).toContain('prenoms')
  })

  it('answers XML by ?format=xml too, and refuses other formats', async () => {
    const answer = await get('/v1/professionnels/10000000017?format=xml')
    expect(await answer.text()).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<professionnel xmlns="urn:annuaire:v1">/,
    )
    expect((await get('/v1/professionnels?nom=dup&format=pdf')).status).toBe(400)
    expect((await get('/v1/professionnels?nom=dup', { accept: 'image/png' })).status).toBe(406)
  })

  it('opens a region to its account and to nobody else', async () => {
    const path = '/v1/bals?nom=dalembert'
    const anonymous = await json(path)
    const reader = await json(path, account)
    expect(anonymous.resultats.map((one) => one.provenance.source)).toEqual(['national'])
    expect(reader.resultats.map((one) => one.provenance.source).sort()).toEqual(['national', 'paca'])
    expect((await json('/v1/bals?source=paca', account)).total).toBeGreaterThan(2)
    const wrong = await get(path, { authorization: `Basic ${Buffer.from('dpi:faux').toString('base64')}` })
    expect(wrong.status).toBe(401)
    expect(wrong.headers.get('www-authenticate')).toContain('Basic')
  })

  it('never shows a mailbox in liste rouge, a test account or one that is not valid', async () => {
    const all = await json('/v1/bals?source=paca&limite=500', account)
    const hidden = readFileSync(join(projectRoot, 'fixtures/regional/paca.csv'), 'utf8')
      .split('\n')
      .filter((line) => /;(PREINSCRIT|A VALIDER|REJETE);|;Oui;/.test(line))
      .map((line) => line.split(';')[1]!)
    expect(hidden.length).toBeGreaterThan(3)
    const expected = await json('/v1/alimentations/derniere')
    const paca = expected.fichiers.find((one) => one.nom === 'paca.csv')!
    const unpublished = paca.avis.find((one) => one.code === 'BAL_NON_PUBLIEE')!.nombre
    expect(all.total).toBe(paca.chargees - unpublished)
  })

  it('lets a cache ask whether anything changed', async () => {
    const first = await get('/v1/professionnels?nom=dup')
    const etag = first.headers.get('etag')!
    expect((await get('/v1/professionnels?nom=dup', { 'if-none-match': etag })).status).toBe(304)
    expect((await get('/v1/professionnels?nom=dupo', { 'if-none-match': etag })).status).toBe(200)
    expect((await get('/v1/professionnels?nom=dup', { ...account })).headers.get('cache-control')).toBe('no-store')
  })

  it('compresses long answers when asked', async () => {
    const answer = await get('/v1/nomenclatures/specialites', { 'accept-encoding': 'gzip' })
    expect(answer.headers.get('content-encoding')).toBe('gzip')
    expect(((await answer.json()) as Answer).resultats.length).toBeGreaterThan(200)
  })

  it('answers a problem for what does not exist', async () => {
    expect((await get('/v1/rien')).status).toBe(404)
    expect((await get('/v1/professionnels/10000000999')).status).toBe(404)
    expect((await get('/v1/professionnels/abc')).status).toBe(400)
    expect((await get('/v1/nomenclatures/__proto__')).status).toBe(404)
    expect((await get('/v1/alimentations/..%2F..%2Fetc')).status).toBe(404)
    const posted = await fetch(`${served.http}/v1/professionnels`, { method: 'POST' })
    expect(posted.status).toBe(405)
    expect(posted.headers.get('allow')).toContain('GET')
  })
})
