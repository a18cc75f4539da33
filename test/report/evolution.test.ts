import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeAll, describe, expect, it } from 'vitest'
import { generateFeed } from '../../scripts/feed/generate.js'
import { reportPath } from '../../src/report/files.js'
import { ADMINISTRATOR, openReports, VisibleReports } from '../../src/report/index.js'
import type { Comparaison, Evolution, Rapport } from '../../src/resources/report.js'
import { annuaire, scratch } from '../support/cli.js'

const folder = scratch('evolution')
const data = join(folder, 'data')
const feed = join(folder, 'feed')
/** Reports in the order of the imports. */
const ids: string[] = []

const latest = async () => (await openReports(data).get('derniere'))!

async function load(name: string): Promise<Evolution | null> {
  const ran = annuaire(data, ['importer', '--silencieux', join(folder, name)])
  expect(ran.code, ran.stderr).toBe(0)
  const { id, evolution } = await latest()
  ids.push(id)
  return evolution
}

/** Writes the feed again, each file as a change of its lines makes it; the header and the end of the line stay. */
function changed(name: string, change: (lines: string[], file: string) => string[]): void {
  mkdirSync(join(folder, name, 'regional'), { recursive: true })
  for (const file of readdirSync(feed, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(txt|csv)$/.test(file)) continue
    const [header, ...lines] = readFileSync(join(feed, file), 'latin1').replace(/\n$/, '').split('\n')
    writeFileSync(join(folder, name, file), `${[header, ...change(lines, file)].join('\n')}\n`, 'latin1')
  }
}

/** The later half first: every line has another number. */
const moved = (lines: string[]): string[] => {
  const half = Math.floor(lines.length / 2)
  return [...lines.slice(half), ...lines.slice(0, half)]
}

describe('what is new, mended and still there', () => {
  let codes: Map<string, number>

  beforeAll(async () => {
    generateFeed({ lines: 6000, folder: feed, seed: 5, date: '202611200300', faultless: false })
    expect(await load('feed')).toBeNull()
    const { fichiers } = await latest()
    codes = new Map(fichiers.flatMap((file) => file.avis.map(({ code, nombre }) => [`${file.nom} ${code}`, nombre])))
    expect(codes.size).toBeGreaterThan(20)
  })

  it('every notice that is counted is marked, with its owner', () => {
    const db = new Database(reportPath(data, ids[0]!), { readonly: true })
    const marks = db
      .prepare(
        'SELECT m.fichier, r.code, sum(m.nombre) AS nombre FROM marque m JOIN regle r ON r.numero = m.regle GROUP BY 1, 2 ORDER BY 1, 2',
      )
      .all()
    expect(marks).toEqual(db.prepare('SELECT fichier, code, nombre FROM comptage ORDER BY fichier, code').all())
    expect(db.prepare('SELECT count(*) FROM etablissement').pluck().get()).toBeGreaterThan(0)
    db.close()
  })

  it('the same files again: nothing is new, nothing is mended', async () => {
    const { totaux } = await latest()
    const evolution = (await load('feed'))!
    expect(evolution).toMatchObject({ avec: ids[0], nouveaux: 0, corriges: 0, nonCompares: [] })
    expect(evolution.toujours).toBe([...codes.values()].reduce((sum, one) => sum + one, 0))
    expect(totaux.lues).toBeGreaterThan(0)
  })

  it('lines that moved change nothing, where the rule does not ask which came first', async () => {
    changed('deplace', moved)
    const evolution = (await load('deplace'))!
    // Of two lines that contradict each other, the second one is told: which one that is depends on their order.
    const byOrder = /^(IDENTITE_DIVERGENTE|BAL_DOUBLON|TITULAIRE_DIVERGENT|CODE_HORS_NOMENCLATURE)$/
    const touched = evolution.regles.filter(
      ({ code, nouveaux, corriges }) => !byOrder.test(code) && nouveaux + corriges > 0,
    )
    expect(touched).toEqual([])
    expect(evolution.toujours).toBeGreaterThan(100)
  })

  it('a fault mended and one made are told, by rule and line by line', async () => {
    await load('feed')
    const before = await latest()
    const file = before.fichiers.find(({ type }) => type === 'regional')!
    const reports = new VisibleReports(openReports(data))
    const query = { source: file.source, decalage: 0, limite: 500 }
    const { avis } = (await reports.avis(before.id, query, ADMINISTRATOR))!
    const mended = avis.find(({ code }) => code === 'BAL_DOUBLON') ?? avis[0]!
    changed('corrige', (lines, name) => {
      if (name !== `regional/${file.source}.csv`) return lines
      const kept = lines.filter((_, at) => at !== mended.ligne - 2)
      return [...kept, `x@exemple.fr${';'.repeat(lines[0]!.split(';').length - 1)}`]
    })
    const evolution = (await load('corrige'))!
    expect(evolution.corriges).toBeGreaterThan(0)
    expect(evolution.nouveaux).toBeGreaterThan(0)
    const rule = evolution.regles.find(({ code, source }) => code === mended.code && source === file.source)
    expect(rule).toMatchObject({ corriges: 1 })
    const added = (await reports.avis(ids.at(-1)!, { ...query, limite: 500 }, ADMINISTRATOR))!.avis
    const fresh = added.filter((one) => one.evolution === 'nouveau')
    expect(fresh.map(({ ligne }) => ligne)).toContain(added.at(-1)!.ligne)
    expect(added.filter((one) => one.evolution === 'toujours là').length).toBe(added.length - fresh.length)
  })

  it('new and still there add up to what is counted, in each report', async () => {
    for (const id of ids.slice(1)) {
      const { fichiers, evolution } = (await openReports(data).get(id))!
      for (const file of fichiers) {
        for (const { code, nombre } of file.avis) {
          const found = evolution!.regles.find(
            (one) => one.type === file.type && one.source === file.source && one.code === code,
          )!
          expect(found.nouveaux + found.toujours, `${id} ${file.type} ${code}`).toBe(nombre)
        }
      }
    }
  })

  it('any two reports are compared, the same at each door that asks', async () => {
    const [first, last] = [ids[0]!, ids.at(-1)!]
    const { code, stdout } = annuaire(data, ['rapport', last, '--comparer', first, '--format', 'json'])
    expect(code).toBe(0)
    const compared = JSON.parse(stdout) as Comparaison
    const own = (await latest()).evolution!
    // The file of before is the first one again: the comparisons are the same.
    expect({ ...compared.evolution, avec: '' }).toEqual({ ...own, avec: '' })
    expect(compared.exemplesCorriges.length).toBeGreaterThan(0)
    expect(compared.exemplesNouveaux.every(({ nomFichier }) => nomFichier !== '')).toBe(true)
    const back = JSON.parse(
      annuaire(data, ['rapport', first, '--comparer', last, '--format', 'json']).stdout,
    ) as Comparaison
    expect(back.evolution.nouveaux).toBe(own.corriges)
    expect(back.evolution.corriges).toBe(own.nouveaux)
    for (const format of ['texte', 'xml', 'csv', 'html']) {
      expect(annuaire(data, ['rapport', last, '--comparer', first, '--format', format]).code).toBe(0)
    }
  })

  it('every format of the report says what became of the notices', () => {
    for (const [format, said] of [
      ['texte', /avis nouveau.*corrigé.*toujours là/],
      ['html', /<h2>Depuis l’alimentation/],
      ['csv', /"nouveau"\r\n/],
      ['xml', /<evolution>toujours là<\/evolution>/],
    ] as const) {
      expect(annuaire(data, ['rapport', '--format', format]).stdout, format).toMatch(said)
    }
    const { alimentation, avis, tendance } = JSON.parse(
      annuaire(data, ['rapport', '--format', 'json']).stdout,
    ) as Rapport
    expect(alimentation.evolution!.avec).toBe(ids.at(-2))
    expect(avis.some(({ evolution }) => evolution === 'nouveau')).toBe(true)
    expect(tendance!.map(({ id }) => id)).toEqual(ids)
  })

  it('a file that this import has not read is not mended', async () => {
    const files = readdirSync(feed).filter((name) => name.endsWith('.txt'))
    const sources = readdirSync(join(feed, 'regional')).map((name) => name.replace('.csv', ''))
    const retire = sources.flatMap((source) => ['--retirer', source])
    const ran = annuaire(data, ['importer', '--silencieux', ...retire, ...files.map((name) => join(feed, name))])
    expect(ran.code, ran.stderr).toBe(0)
    const { evolution } = await latest()
    expect(evolution).toMatchObject({ nouveaux: 0, corriges: 0 })
    expect(evolution!.nonCompares).toEqual(sources.map((source) => `regional ${source}`).sort())
  })
})
