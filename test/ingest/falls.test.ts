import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../../src/project-root.js'
import { openReports } from '../../src/report/index.js'
import { published } from '../../src/store/index.js'
import { annuaire, scratch } from '../support/cli.js'

const fixtures = join(projectRoot, 'fixtures')
const people = join(fixtures, 'PS_LibreAcces_Personne_activite_202611200300.txt')
const mailboxes = join(fixtures, 'Extraction_Correspondance_MSSante_202611200300.txt')
const HEADER = 'Adresse mail;NOM;Prénom;Type de BAL;Liste rouge;MSSanté adresse'

/** A deposit of so many mailboxes, the first ones with this type (a wrong one is refused). */
function deposit(path: string, lines: number, wrong = 0): string {
  const rows = Array.from({ length: lines }, (_, at) => {
    const type = at < wrong ? 'XYZ' : 'PER'
    return `p${at}@cabinet.example;NOM;Paul;${type};Non;p${at}@paca.mssante.fr`
  })
  writeFileSync(path, `${[HEADER, ...rows].join('\n')}\n`)
  return path
}

/** A national file cut after so many lines. */
function cut(folder: string, source: string, lines: number): string {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, source.split('/').at(-1)!)
  const [header = '', ...rest] = readFileSync(source, 'utf8').split('\n')
  writeFileSync(path, `${[header, ...rest.slice(0, lines)].join('\n')}\n`)
  return path
}

describe('what was published is the yardstick', () => {
  const folder = scratch('baisses')

  it.each([
    { before: 10, after: 8, passes: true },
    { before: 10, after: 7, passes: false },
    { before: 1, after: 0, passes: false },
    { before: 3, after: 0, passes: false },
    { before: 500, after: 400, passes: true },
    { before: 500, after: 399, passes: false },
    { before: 5, after: 12, passes: true },
  ])('a region that goes from $before to $after mailboxes: passes $passes', ({ before, after, passes }) => {
    const data = join(folder, `region-${before}-${after}`)
    const path = join(folder, `region-${before}-${after}.csv`)
    const args = ['importer', '--silencieux', people, '--regional', `paca=${path}`]
    deposit(path, before)
    expect(annuaire(data, args).code).toBe(0)
    const first = published(data)!.id
    deposit(path, after)
    const ran = annuaire(data, args)
    expect(ran.code).toBe(passes ? 0 : 1)
    if (passes) return
    expect(ran.stderr).toContain(`paca : ${before} boîtes aux lettres avant, ${after} après`)
    expect(ran.stderr).toContain('--accepter-baisse paca=')
    expect(published(data)!.id).toBe(first)
  })

  it('counts what is published, not lines: a liste rouge may hide them', () => {
    const data = join(folder, 'cachees')
    const path = deposit(join(folder, 'cachees.csv'), 10)
    const args = ['importer', '--silencieux', people, '--regional', `paca=${path}`]
    expect(annuaire(data, args).code).toBe(0)
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll(';Non;', ';Oui;'))
    expect(annuaire(data, args)).toMatchObject({ code: 1, stderr: expect.stringContaining('paca : 10 boîtes') })
  })

  it.each([
    ['people', 'données nationales : 65 professionnels avant'],
    ['mailboxes', 'données nationales : 27 boîtes aux lettres avant'],
  ])('national %s', (what, told) => {
    const data = join(folder, `national-${what}`)
    expect(annuaire(data, ['importer', '--silencieux', people, mailboxes]).code).toBe(0)
    const short = join(folder, `court-${what}`)
    const files = what === 'people' ? [cut(short, people, 30), mailboxes] : [people, cut(short, mailboxes, 8)]
    const ran = annuaire(data, ['importer', '--silencieux', ...files])
    expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining(told) })
    const reason = 'extrait de recette'
    const accepted = annuaire(data, ['importer', '--silencieux', ...files, '--accepter-baisse', `national=${reason}`])
    expect(accepted).toMatchObject({ code: 0, stdout: expect.stringContaining(reason) })
  })

  it('accepts a fall with a reason, which every form of the report keeps', async () => {
    const data = join(folder, 'acceptee')
    const path = deposit(join(folder, 'acceptee.csv'), 20)
    const args = ['importer', '--silencieux', people, '--regional', `paca=${path}`]
    expect(annuaire(data, args).code).toBe(0)
    deposit(path, 2)
    expect(annuaire(data, [...args, '--accepter-baisse', 'bretagne=autre source']).code).toBe(1)
    expect(annuaire(data, [...args, '--accepter-baisse', 'paca=fin du groupement & <regroupement>']).code).toBe(0)
    expect((await openReports(data).get('derniere'))!.baisses).toEqual([
      {
        source: 'paca',
        objet: 'boîtes aux lettres',
        avant: 20,
        apres: 2,
        raison: 'fin du groupement & <regroupement>',
      },
    ])
    for (const format of ['texte', 'json']) {
      expect(annuaire(data, ['rapport', '--format', format]).stdout).toContain('fin du groupement & <regroupement>')
    }
    for (const format of ['xml', 'html']) {
      expect(annuaire(data, ['rapport', '--format', format]).stdout).toContain('fin du groupement &amp; &lt;')
    }
  })

  it.each(['paca', 'paca=', 'paca= ', '=raison', 'pacca=raison'])('refuses --accepter-baisse %s', (option) => {
    const ran = annuaire(join(folder, 'usage'), ['importer', people, '--accepter-baisse', option])
    expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('--accepter-baisse') })
  })

  it('takes its share from ANNUAIRE_BAISSE_MAX, and never lets all of it go', () => {
    const data = join(folder, 'reglage')
    const path = deposit(join(folder, 'reglage.csv'), 10)
    const args = ['importer', '--silencieux', people, '--regional', `paca=${path}`]
    expect(annuaire(data, args).code).toBe(0)
    deposit(path, 9)
    expect(annuaire(data, args, { prefix: 'export ANNUAIRE_BAISSE_MAX=5;' }).code).toBe(1)
    deposit(path, 1)
    expect(annuaire(data, args, { prefix: 'export ANNUAIRE_BAISSE_MAX=100;' }).code).toBe(0)
    deposit(path, 0)
    expect(annuaire(data, args, { prefix: 'export ANNUAIRE_BAISSE_MAX=100;' }).code).toBe(1)
  })

  it('a generation that is damaged can be replaced, and the report says that nothing was compared', async () => {
    const data = join(folder, 'abimee')
    expect(annuaire(data, ['importer', '--silencieux', people]).code).toBe(0)
    writeFileSync(join(data, 'generations', `${published(data)!.id}.sqlite`), 'pas une base de données du tout')
    expect(annuaire(data, ['importer', '--silencieux', people])).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('rien n’a pu lui être comparé'),
    })
  })
})

describe('refused lines', () => {
  const folder = scratch('refus')

  it.each([
    { lines: 1, wrong: 1, passes: false },
    { lines: 2, wrong: 1, passes: true },
    { lines: 10, wrong: 5, passes: true },
    { lines: 10, wrong: 6, passes: false },
    { lines: 40, wrong: 40, passes: false },
    { lines: 40, wrong: 11, passes: false },
    { lines: 200, wrong: 40, passes: true },
    { lines: 200, wrong: 41, passes: false },
    { lines: 2000, wrong: 100, passes: true },
    { lines: 2000, wrong: 101, passes: false },
  ])('$wrong of $lines at the first import: passes $passes', ({ lines, wrong, passes }) => {
    const path = deposit(join(folder, `${lines}-${wrong}.csv`), lines, wrong)
    const data = join(folder, `data-${lines}-${wrong}`)
    const ran = annuaire(data, ['importer', '--silencieux', people, '--regional', `paca=${path}`])
    expect(ran.code).toBe(passes ? 0 : 1)
    if (!passes) expect(ran.stderr).toContain(`${lines}-${wrong}.csv`)
    expect(published(data) === null).toBe(!passes)
  })

  it('a national file of one line, refused, does not publish an empty directory', () => {
    const path = cut(join(folder, 'une-ligne'), people, 1)
    writeFileSync(
      path,
      readFileSync(path, 'utf8')
        .replace(/\n8\|\d+/, '\n8|123')
        .replace(/\n(.)\|\d+\|\d+/, '\n$1|1|1'),
    )
    const data = join(folder, 'data-une-ligne')
    expect(annuaire(data, ['importer', '--silencieux', path])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('sa seule ligne est refusée'),
    })
    expect(published(data)).toBeNull()
  })
})

describe('files left aside', () => {
  const folder = scratch('ecartes')

  it('are shown by name with the reason, on the terminal and in the report', async () => {
    const feed = join(folder, 'depot')
    mkdirSync(join(feed, 'sous-dossier'), { recursive: true })
    cut(feed, people, 50)
    writeFileSync(join(feed, 'PS_LibreAcces_Personne_activite_202601010300.txt'), 'ancien')
    writeFileSync(join(feed, 'loaduser.xlsx'), 'x')
    writeFileSync(join(feed, 'notes & <b>.txt'), 'x')
    const data = join(folder, 'data')
    const ran = annuaire(data, ['importer', '--silencieux', feed])
    expect(ran.code).toBe(0)
    const names = ['PS_LibreAcces_Personne_activite_202601010300.txt', 'loaduser.xlsx', 'sous-dossier/']
    const text = annuaire(data, ['rapport']).stdout
    for (const name of names) {
      expect(ran.stdout).toContain(`Laissé de côté : ${name} (`)
      expect(text).toContain(`Laissé de côté : ${name} (`)
    }
    const { ecartes } = (await openReports(data).get('derniere'))!
    expect(ecartes.map(({ nom }) => nom).sort()).toEqual([...names, 'notes & <b>.txt'].sort())
    expect(JSON.stringify(ecartes)).not.toContain(folder)
    expect(annuaire(data, ['rapport', '--format', 'html']).stdout).toContain('notes &amp; &lt;b&gt;.txt')
    expect(annuaire(data, ['rapport', '--format', 'xml']).stdout).toContain('<ecarte><nom>notes &amp; &lt;b&gt;.txt')
  })
})
