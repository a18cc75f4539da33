import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { scratch } from '../support/cli.js'
import { expectJson, expectXml } from '../support/contract.js'
import { type Served, serveFixtures } from '../support/served.js'

const LOT = '/v1/professionnels/lot'
let served: Served
beforeAll(async () => {
  served = await serveFixtures(scratch('corps'))
})
afterAll(async () => {
  expect(served.log()).not.toContain('http.erreur')
  expect(await served.stop()).toBe(0)
})

const post = (body: string | Buffer, headers: Record<string, string> = {}, path = LOT) =>
  fetch(`${served.http}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })

describe('a body', () => {
  it.each<[string, string | Buffer, string, RegExp]>([
    ['nothing', '', 'corps', /vide/],
    ['blanks', ' \n ', 'corps', /vide/],
    ['no JSON', 'identifiants=1', 'corps, ligne 1, colonne 1', /true/],
    ['a missing comma', '{\n  "identifiants": ["1" "2"]}', 'corps, ligne 2, colonne 24', /virgule/],
    ['a trailing comma', '{"identifiants": ["1",]}', 'corps, ligne 1, colonne 23', /valeur/],
    ['a missing brace', '{"identifiants": ["1"]', 'corps, ligne 1, colonne 23', /accolade/],
    ['a comment', '{"identifiants": ["1"] /* un */}', 'corps, ligne 1, colonne 24', /commentaire/],
    ['two bodies', '{"identifiants": ["1"]}{}', 'corps, ligne 1, colonne 24', /après/],
    ['simple quotes', "{'identifiants': ['1']}", 'corps, ligne 1, colonne 2', /./],
    ['a property twice', '{"identifiants": ["1"], "identifiants": []}', 'corps, ligne 1, colonne 25', /deux fois/],
    ['a property twice, spelt in two ways', '{"a": 1, "\\u0061": 2}', 'corps, ligne 1, colonne 10', /deux fois/],
    ['bytes that are no UTF-8', Buffer.from('{"identifiants": ["caf\xe9"]}', 'latin1'), 'corps', /UTF-8/],
    ['lists in lists', `{"identifiants": ${'['.repeat(20_000)}${']'.repeat(20_000)}}`, 'corps', /32/],
    ['objects in objects', '{"a":'.repeat(10_000), 'corps', /32/],
    ['a list', '[]', 'corps', /un objet/],
    ['null', 'null', 'corps', /un objet/],
    ['a text', '"identifiants"', 'corps', /un objet/],
    ['nothing asked', '{}', 'identifiants', /une liste/],
    ['a text for a list', '{"identifiants": "10000000017"}', 'identifiants', /une liste de 1 à 500/],
    ['an empty list', '{"identifiants": []}', 'identifiants', /une liste de 1 à 500/],
    ['null in a list', '{"identifiants": ["1", null]}', 'identifiants[1]', /./],
    ['an object in a list', '{"identifiants": ["1", "2", {"rpps": 3}]}', 'identifiants[2]', /./],
    ['a number that no double holds', '{"identifiants": [1e400]}', 'identifiants[0]', /./],
    ['a long text', `{"identifiants": ["${'1'.repeat(201)}"]}`, 'identifiants[0]', /./],
    ['an unknown property', '{"identifiants": ["1"], "rpps": "2"}', 'rpps', /propriétés admises : identifiants/],
    ['a prototype', '{"identifiants": ["1"], "__proto__": {"identifiants": []}}', '__proto__', /admises/],
    ['a constructor', '{"constructor": {"prototype": {}}, "identifiants": ["1"]}', 'constructor', /admises/],
  ])('of %s is refused with its place', async (_, body, parametre, regle) => {
    const answer = await post(body)
    const problem = (await answer.json()) as { status: number; erreurs: { parametre: string; regle: string }[] }
    expect([answer.status, problem.erreurs[0]?.parametre]).toEqual([400, parametre])
    expect(problem.erreurs[0]?.regle).toMatch(regle)
    expectJson('probleme', problem)
    expectXml('probleme', await (await post(body, { accept: 'application/xml' })).text())
  })

  it.each([
    ['text/plain', 415],
    ['application/xml', 415],
    ['application/x-www-form-urlencoded', 415],
    ['application/json; charset=utf-8', 200],
    ['application/JSON', 200],
  ])('of type %s is answered by %i', async (type, status) => {
    expect((await post('{"identifiants": ["1"]}', { 'content-type': type })).status).toBe(status)
  })

  it('of more than 64 KiB is refused', async () => {
    const body = JSON.stringify({ identifiants: Array.from({ length: 400 }, () => '1'.repeat(190)) })
    const answer = await post(body)
    expect(answer.status).toBe(413)
    expectJson('probleme', await answer.json())
  })

  it('shows few of many faults', async () => {
    const answer = await post(JSON.stringify({ identifiants: Array(500).fill(null) }))
    const { erreurs } = (await answer.json()) as { erreurs: object[] }
    expect(erreurs.length).toBe(50)
  })

  it('is of no use where none is read', async () => {
    const answer = await post('{"identifiants": ["1"]}', {}, '/v1/professionnels')
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })

  it('is told beside the methods of its address', async () => {
    const answer = await fetch(`${served.http}${LOT}`, { method: 'DELETE' })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST'])
    expect(await answer.json()).toMatchObject({ detail: 'Cette adresse admet : GET, HEAD, POST.' })
  })
})
