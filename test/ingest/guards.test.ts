import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openReports } from '../../src/report/index.js'
import { published } from '../../src/store/index.js'
import { annuaire, type Ran, scratch } from '../support/cli.js'
import { defaultFile } from '../support/rule-files.js'

const folder = scratch('controles')
const people = defaultFile('personne-activite')
const mssante = defaultFile('mssante')

function run(data: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Ran {
  const settings = Object.entries(env).map(([name, value]) => `${name}='${value}'`)
  return annuaire(data, ['importer', '--silencieux', ...args], {
    prefix: settings.join(' '),
  })
}

/** Publishes 600 people: a quarter are nurses, a fifth work in Corsica. */
function publishedFeed(name: string) {
  const [data, feed] = [join(folder, name), join(folder, `${name}-fichiers`)]
  mkdirSync(feed)
  const [header, sound] = readFileSync(people, 'utf8').split('\n', 2)
  const columns = header!.split('|')
  const lines = Array.from({ length: 600 }, (_, at) => {
    const number = `1${String(at).padStart(10, '0')}`
    const cells: Readonly<Record<string, string>> = {
      'Identifiant PP': number,
      'Identification nationale PP': `8${number}`,
      'Code profession': at % 4 === 0 ? '60' : '10',
      'Code savoir-faire': '',
      'Code commune (coord. structure)': at % 5 === 0 ? '2A004' : '13206',
      'Code Département (structure)': '',
    }
    const written = sound!.split('|')
    return columns.map((column, place) => cells[column] ?? written[place] ?? '').join('|')
  })
  const write = (kept: readonly string[]) =>
    writeFileSync(join(feed, 'PS_LibreAcces_Personne_activite_202611200300.txt'), `${[header, ...kept].join('\n')}\n`)
  write(lines)
  expect(run(data, [feed]).code).toBe(0)
  return { data, feed, write, lines }
}

/** A failed guard publishes nothing; forced, it publishes and the report keeps the reason and what was found. */
async function expectGuard(data: string, args: readonly string[], env: Readonly<Record<string, string>>, said: RegExp) {
  const before = published(data)?.id ?? null
  const refused = run(data, args, env)
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringMatching(said) })
  expect(refused.stderr).toMatch(/Rien n’a été publié.*--forcer/)
  expect(published(data)?.id ?? null).toBe(before)
  expect(await openReports(data).get('derniere')).toMatchObject({ etat: 'refusée', motif: expect.stringMatching(said) })
  const forced = run(data, [...args, '--forcer', 'vu avec la région'], env)
  expect(forced.code).toBe(0)
  const report = (await openReports(data).get('derniere'))!
  expect(report.etat).toBe('publiée')
  expect(report.avertissements.join(' ')).toMatch(said)
  expect(report.avertissements.join(' ')).toContain('vu avec la région')
  expect(published(data)!.id).toBe(report.id)
}

describe('guards before publication', () => {
  it('témoins: numbers and addresses that every generation must hold', async () => {
    const data = join(folder, 'temoins')
    const list = join(folder, 'temoins.txt')
    writeFileSync(list, '# à trouver\n10000000017\n810000000025\nJean.Dupont@medecin.mssante.fr\n')
    const env = { ANNUAIRE_TEMOINS: list }
    expect(run(data, [people, mssante], env)).toMatchObject({ code: 0, stderr: '' })
    writeFileSync(list, '10000000017\n10000000991\nabsente@medecin.mssante.fr\n')
    await expectGuard(
      data,
      [people, mssante],
      env,
      /« témoins » : attendu les 3 numéros et adresses.*trouvé 1 ; manquent 10000000991, absente@medecin.mssante.fr/,
    )
  })

  it('témoins: a list that cannot be read refuses the import, and says where', () => {
    const data = join(folder, 'liste')
    const list = join(folder, 'mauvaise-liste.txt')
    writeFileSync(list, '10000000017\ndocteur Dupont\n')
    expect(run(data, [people], { ANNUAIRE_TEMOINS: list })).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/ligne 2 : « docteur Dupont » n’est ni un RPPS, ni un ADELI, ni une adresse/),
    })
    expect(run(data, [people], { ANNUAIRE_TEMOINS: join(folder, 'rien.txt') }).stderr).toMatch(/rien.txt : illisible/)
    expect(published(data)).toBe(null)
  })

  it('baisse par profession: a fifteenth of all people, half of the nurses', async () => {
    const { data, feed, write, lines } = publishedFeed('profession')
    write(lines.filter((_, at) => at % 8 !== 0))
    await expectGuard(
      data,
      [feed],
      {},
      /« baisse par profession » : attendu une baisse de 30 % au plus.*trouvé Infirmier : 150 avant, 75 après/,
    )
  })

  it('baisse par département: a tenth of all people, half of those of one place', async () => {
    const { data, feed, write, lines } = publishedFeed('departement')
    write(lines.filter((_, at) => at % 10 !== 0))
    await expectGuard(data, [feed], {}, /« baisse par département ».*trouvé Corse-du-Sud : 120 avant, 60 après/)
  })

  it('baisse: not for who accepts that the national data shrink, nor where the setting asks for nothing', () => {
    const { data, feed, write, lines } = publishedFeed('acceptee')
    write(lines.filter((_, at) => at % 8 !== 0))
    expect(run(data, [feed], { ANNUAIRE_BAISSE_REPARTITION_MAX: '0' }).code).toBe(0)
    write(lines.filter((_, at) => at % 4 !== 0))
    expect(run(data, [feed, '--accepter-baisse', 'national=essai']).code).toBe(0)
  })

  it('fraîcheur: files that are too old', async () => {
    const data = join(folder, 'fraicheur')
    const old = join(folder, 'PS_LibreAcces_Personne_activite_202001200300.txt')
    copyFileSync(people, old)
    expect(run(data, [old]).code).toBe(0)
    await expectGuard(
      data,
      [old],
      { ANNUAIRE_FRAICHEUR_MAX: '30' },
      /« fraîcheur » : attendu un fichier de 30 jours au plus/,
    )
  })

  it('--forcer asks for a reason', () => {
    expect(run(join(folder, 'raison'), [people, '--forcer', ' '])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--forcer attend une raison'),
    })
  })
})
