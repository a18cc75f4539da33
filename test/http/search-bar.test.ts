import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ErrorDetails } from '../../src/errors.js'
import { projectRoot } from '../../src/project-root.js'
import { annuaire, scratch } from '../support/cli.js'
import { type Served, serveFixtures } from '../support/served.js'
import { xsdFaults } from '../support/xsd.js'

const schema = join(projectRoot, 'schema/annuaire.xsd')

interface Answer {
  readonly total: number
  readonly tronque: boolean
  readonly motsSansResultat?: readonly string[]
  readonly resultats: readonly { readonly nom: string; readonly prenom: string; readonly adresse: string }[]
  readonly erreurs: readonly ErrorDetails[]
}

describe('q', () => {
  const data = scratch('q')
  let served: Served
  const get = (route: string, q: string, more = '', headers: Record<string, string> = {}) =>
    fetch(`${served.http}/v1/${route}?q=${encodeURIComponent(q)}${more}`, { headers })
  const json = async (route: string, q: string, more = ''): Promise<Answer> =>
    (await (await get(route, q, more)).json()) as Answer
  const names = ({ resultats }: Answer): readonly string[] => resultats.map(({ nom, prenom }) => `${nom} ${prenom}`)
  const addresses = ({ resultats }: Answer): readonly string[] => resultats.map(({ adresse }) => adresse)

  beforeAll(async () => {
    annuaire(data, ['compte', 'ajouter', 'dpi', '--sources', 'paca'], { input: 'un mot de passe sûr\n' })
    served = await serveFixtures(data)
  })
  afterAll(async () => {
    expect(await served.stop()).toBe(0)
  })

  it.each([
    ['dupont cardio marseille', ['DUPONT Jean']],
    ['marseille CARDIO dupont', ['DUPONT Jean']],
    ['Márseille,cardio;dupont', ['DUPONT Jean']],
    ['dupont cardiologue 13', ['DUPONT Jean']],
    ['dupont bouches du rhône', ['DUPONT Jean']],
    ['dr dupont marseille cedex 20', ['DUPONT Jean']],
    ['docteur dupont à marseille', ['DUPONT Jean']],
    ['10000000017', ['DUPONT Jean']],
    ['810000000017', ['DUPONT Jean']],
    ['759300012 paris', ['BERGER Inès']],
    ['jean.dupont@medecin.mssante.fr', ['DUPONT Jean']],
    ['JEAN.DUPONT@', ['DUPONT Jean']],
    ['infirmière paris 13e', ['LEFÈVRE Zoé']],
    ['infirmier 75013', ['LEFÈVRE Zoé']],
    ['lefevre paris 13', ['LEFÈVRE Zoé']],
    ['noe alembert', ["D'ALEMBERT Noé"]],
    ["d'alembert lyon", ["D'ALEMBERT Noé"]],
    ['d alembert', ["D'ALEMBERT Noé"]],
    ['psychiatre lyon', ["D'ALEMBERT Noé"]],
    ['le goff brest', ['LE GOFF Yann']],
    ['legoff', ['LE GOFF Yann']],
    ['goff yann', ['LE GOFF Yann']],
    ['le yann', []],
    ['st martin', ['SAINT-MARTIN Léa', 'ST MARTIN Paul']],
    ['pharmacien saint denis', ['ST MARTIN Paul']],
    ['paul st-denis', ['ST MARTIN Paul']],
    ['pharmacie du soleil', ['ST MARTIN Paul']],
    ['hôpital les oliviers', ['DUPONT Jean']],
    ['139000012', ['DUPONT Jean']],
    // Whole names first, then starts, later words and first names.
    ['martin', ['MARTIN Camille', 'DUPONT-MARTIN Anne', 'SAINT-MARTIN Léa', 'ST MARTIN Paul', 'BREVIZICH Martine']],
    ['anne martin', ['DUPONT-MARTIN Anne']],
    ['dupont m', ['DUPONT Jean', 'DUPONT-MARTIN Anne']],
    // Professions, places and structures of one activity: Emma Lefebvre works at two places.
    ['lefebvre castanet 31', ['LEFEBVRE Emma']],
    ['lefebvre castanet 56', []],
    ['lefebvre brandérion 56', ['LEFEBVRE Emma']],
  ])('%s finds %j', async (q, wanted) => {
    const found = await json('professionnels', q)
    expect(names(found)).toEqual(wanted)
    expect(found).toMatchObject({ total: wanted.length, tronque: false })
  })

  it.each([
    ['dupont cardio marseille', ['j.dupont@chu-marseille.mssante.fr']],
    ['cardio chu marseille', ['secretariat.cardiologie@chu-marseille.mssante.fr', 'j.dupont@chu-marseille.mssante.fr']],
    ['10000000025', ['zoe.lefevre@infirmier.mssante.fr']],
    ['st-martin 974', ['Paul.St-Martin@pharmacien.mssante.fr']],
    ['chu-marseille.mssante.fr dupont', ['j.dupont@chu-marseille.mssante.fr']],
  ])('among mailboxes, %s finds %j first', async (q, wanted) => {
    expect(addresses(await json('bals', q)).slice(0, wanted.length)).toEqual(wanted)
  })

  it('combines with every other parameter, on the same activity', async () => {
    expect(names(await json('professionnels', 'cardio', '&nom=dup'))).toEqual(['DUPONT Jean'])
    expect(names(await json('professionnels', 'lefebvre', '&ville=castanet'))).toEqual(['LEFEBVRE Emma'])
    expect(names(await json('professionnels', 'brandérion', '&ville=castanet'))).toEqual([])
    expect(names(await json('professionnels', 'castanet', '&ville=castanet'))).toEqual(['LEFEBVRE Emma'])
    expect(names(await json('professionnels', 'du', '&ville=marseille'))).toEqual(['DUPONT Jean'])
    expect(names(await json('professionnels', 'dup', '&nom=lefebvre&phonetique=true'))).toEqual([])
    expect((await json('professionnels', 'martin', '&limite=2')).tronque).toBe(true)
    expect(names(await json('professionnels', 'martin', '&limite=2'))).toEqual(['MARTIN Camille', 'DUPONT-MARTIN Anne'])
    expect(names(await json('professionnels', 'brest', '&nom=goff&parMot=true'))).toEqual(['LE GOFF Yann'])
    expect(names(await json('professionnels', 'dupont', '&modeExercice=L'))).toEqual(['DUPONT Jean'])
    expect(names(await json('professionnels', 'dupont oliviers', '&modeExercice=S'))).toEqual(['DUPONT Jean'])
    expect(names(await json('professionnels', 'dupont oliviers', '&modeExercice=L'))).toEqual([])
    const there = '&voie=av+prado&secteur=SA09&categorie=C&region=PACA&siren=409000015&telephone=0465710012'
    expect(names(await json('professionnels', 'dupont cardio', there))).toEqual(['DUPONT Jean'])
    expect(names(await json('professionnels', 'dupont oliviers', there))).toEqual([])
  })

  it('names the words that find nothing', async () => {
    const lost = async (q: string, more = '') => (await json('professionnels', q, more)).motsSansResultat
    expect(await lost('dupont xyzzy marseille plugh')).toEqual(['xyzzy', 'plugh'])
    // Each finds somebody, all together find nobody.
    expect(await lost('dupont brest')).toEqual([])
    expect(await lost('dupont xyzzy', '&ville=brest')).toEqual(['xyzzy'])
    expect(await lost('dupont marseille')).toEqual([])
    expect((await json('bals', 'le xyzzy')).motsSansResultat).toEqual(['le xyzzy'])
    expect(await (await fetch(`${served.http}/v1/professionnels?nom=dupont`)).json()).not.toHaveProperty(
      'motsSansResultat',
    )
  })

  it('answers in XML, valid against the XSD', async () => {
    for (const [q, expected] of [
      ['dupont cardio', '<motsSansResultat></motsSansResultat><resultats><resultat>'],
      ['dupont&<xyz>zzy', '<motsSansResultat><mot>xyz</mot><mot>zzy</mot></motsSansResultat><resultats></resultats>'],
    ] as const) {
      for (const route of ['professionnels', 'bals']) {
        const text = await (await get(route, q, '&format=xml')).text()
        expect(text).toContain(expected)
        expect(xsdFaults(schema, text)).toEqual([])
      }
    }
  })

  it('shows nothing of a region to who may not read it, and a hidden mailbox to nobody', async () => {
    const authorization = `Basic ${Buffer.from('dpi:un mot de passe sûr').toString('base64')}`
    const read = async (q: string) => (await (await get('bals', q, '', { authorization })).json()) as Answer
    expect((await json('bals', 'alembert noé')).total).toBe(1)
    expect((await read('alembert noé')).total).toBe(2)
    for (const q of ['test.compte@', 'saint-martin ajaccio']) expect((await read(q)).total).toBe(0)
    expect((await json('professionnels', 'kine-ajaccio.example')).total).toBe(0)
  })

  it.each([
    ['a b c d e f g h i', 'huit mots au plus'],
    [Array(100).fill('a').join(' '), 'huit mots au plus'],
    [" - ' , ; / ", 'un mot au moins'],
    ['-'.repeat(200), 'un mot au moins'],
    ['\u0301'.repeat(200), 'un mot au moins'],
    ['dupont\u0000', 'contrôle'],
    ['dupont\ud800', 'Unicode incomplet'],
    ['a'.repeat(201), '200 caractères au plus'],
  ])('refuses %j and says why', async (q, rule) => {
    const answer = await fetch(`${served.http}/v1/professionnels?q=${encoded(q)}`)
    expect(answer.status).toBe(400)
    const { erreurs } = (await answer.json()) as Answer
    expect(erreurs).toMatchObject([{ parametre: 'q', regle: expect.stringContaining(rule) }])
  })

  it.each([
    `d${'\u0301'.repeat(198)}u`,
    'ST'.repeat(100),
    'st ste saints saintes st ste st ste',
    'le la les de du des d l',
    "d'd'd'd'd'd'd'd'd'd'",
    '@',
    '@@@.@@@',
    '........',
    'a.b.c.d.e.f.g@h.i.j',
    `${'x-'.repeat(99)}x`,
    '1 2 3 4 5 6 7 8',
    'a b c d e f g h',
    '%_*?\\"',
    '１３ ＤＵＰＯＮＴ',
    'ﬁﬂ',
    '😀 dupont',
    'Ǆǅǆ',
    'İstanbul ı ſ',
  ])('answers %j soon, whatever it means', async (q) => {
    for (const route of ['professionnels', 'bals']) {
      const began = performance.now()
      const answer = await get(route, q)
      expect([200, 400]).toContain(answer.status)
      expect(answer.status === 400 || Array.isArray(((await answer.json()) as Answer).motsSansResultat)).toBe(true)
      expect(performance.now() - began).toBeLessThan(2000)
    }
  })
})

/** A lone surrogate as bytes that are no UTF-8. */
function encoded(q: string): string {
  return q.isWellFormed() ? encodeURIComponent(q) : `${encodeURIComponent(q.slice(0, -1))}%ED%A0%80`
}
