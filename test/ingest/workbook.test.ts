import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../../src/project-root.js'
import { openReports } from '../../src/report/index.js'
import { inline, workbook } from '../feed/workbook.js'
import { annuaire, scratch } from '../support/cli.js'
import { needs, pythonWith } from '../support/programs.js'

const fixtures = join(projectRoot, 'fixtures')
const people = join(fixtures, 'PS_LibreAcces_Personne_activite_202611200300.txt')
const paca = join(fixtures, 'regional/paca.csv')
const folder = scratch('classeurs')

/** What an import publishes of paca, and what its report says of the file. */
async function published(name: string, path: string) {
  const data = join(folder, name)
  expect(annuaire(data, ['importer', '--silencieux', people, '--regional', `paca=${path}`])).toMatchObject({
    code: 0,
    stderr: '',
  })
  const { fichiers } = (await openReports(data).get('derniere'))!
  const { lues, chargees, refusees, avis } = fichiers.find(({ type }) => type === 'regional')!
  const ldif = annuaire(data, ['ldif', '--sources', 'paca']).stdout
  expect(ldif).toContain('mail: ')
  return { lues, chargees, refusees, avis, ldif }
}

/** As an office makes a sheet: numbers as numbers, dates as dates, a sheet of advice before it, formulas, a frozen header. */
const SCRIPT = `
import csv, datetime, re, sys, openpyxl
rows = list(csv.reader(open(sys.argv[1], encoding='utf-8'), delimiter=';'))
book = openpyxl.Workbook()
book.active.title = 'Consignes'
book.active['A1'] = 'Une ligne = une boîte aux lettres'
sheet = book.create_sheet('Comptes')
header = rows[0]
for line, row in enumerate(rows, 1):
    for column, text in enumerate(row, 1):
        if text == '':
            continue
        name = header[column - 1]
        cell = sheet.cell(line, column)
        if line > 1 and name in ('RPPS', 'SIRET') and text.isdigit():
            cell.value = float(text)
        elif line > 1 and name == 'Code postal' and text.isdigit():
            cell.value = int(text)
            cell.number_format = '00000'
        elif line > 1 and name.startswith('Téléphone') and text.isdigit():
            cell.value = int(text)
            cell.number_format = '0#" "##" "##" "##" "##'
        elif line > 1 and re.fullmatch(r'\\d{4}-\\d{2}-\\d{2}', text):
            cell.value = datetime.date.fromisoformat(text)
        else:
            cell.value = text
sheet.freeze_panes = 'A2'
sheet.auto_filter.ref = sheet.dimensions
book.save(sys.argv[2])
`

describe('a regional workbook', () => {
  it('publishes and reports what its CSV does, made by another program', needs('openpyxl'), async () => {
    const path = join(folder, 'loaduser.xlsx')
    const ran = spawnSync(pythonWith('openpyxl')!, ['-c', SCRIPT, paca, path], { encoding: 'utf8' })
    expect(ran).toMatchObject({ status: 0, stderr: '' })
    const [csv, xlsx] = [await published('csv', paca), await published('xlsx', path)]
    expect(xlsx).toEqual(csv)
    expect(csv.chargees).toBe(13)
  })

  it('is reported by the lines of its sheet, and refused with sheet and cell', async () => {
    const header = ['Adresse mail', 'NOM', 'Prénom', 'Type de BAL', 'RPPS', 'MSSanté adresse']
    const rows = `${inline(3, header)}${inline(4, ['a@exemple.fr', 'DURAND', 'Anne', 'PER', '10000000041', 'anne.durand@paca.mssante.fr'])}${inline(9, ['b@exemple.fr', 'X', 'Y', 'PERSO', '', 'y@paca.mssante.fr'])}`
    const path = join(folder, 'lignes.xlsx')
    writeFileSync(path, await workbook({ tabs: [{ name: 'Comptes', rows }] }))
    const data = join(folder, 'lignes')
    expect(annuaire(data, ['importer', '--silencieux', people, '--regional', `paca=${path}`]).code).toBe(0)
    const report = annuaire(data, ['rapport', '--format', 'csv']).stdout
    expect(report.split('\n').find((line) => line.includes('BAL_TYPE_INCONNU'))).toMatch(/[;,]"?9"?[;,]/)
    writeFileSync(
      path,
      await workbook({ tabs: [{ name: 'Comptes', rows: `${rows}<row r="12"><c r="B12" t="s"><v>4</v></c></row>` }] }),
    )
    const refused = annuaire(data, ['importer', '--silencieux', people, '--regional', `paca=${path}`])
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('feuille « Comptes », cellule B12') })
    expect((await openReports(data).get('derniere'))!.etat).toBe('refusée')
  })

  it('is refused when it is cut, and nothing is published', async () => {
    const bytes = await workbook({
      tabs: [{ name: 'Comptes', rows: inline(1, readFileSync(paca, 'utf8').split('\n')[0]!.split(';')) }],
    })
    const path = join(folder, 'coupe.xlsx')
    writeFileSync(path, bytes.subarray(0, bytes.length - 30))
    const data = join(folder, 'coupe')
    const ran = annuaire(data, ['importer', '--silencieux', people, '--regional', `paca=${path}`])
    expect(ran).toMatchObject({ code: 1, stderr: expect.stringMatching(/coupe\.xlsx.*tronqué/) })
    expect(annuaire(data, ['verifier']).stdout).toContain('aucune n’est publiée')
  })

  it('is read by the published letters when it has no header, as its CSV is; what nobody can read may hide', async () => {
    const csv = join(fixtures, 'defauts/region/paca_par-lettres.csv')
    const rows = readFileSync(csv, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(';'))
    const path = join(folder, 'lettres.xlsx')
    const tabs = [
      { name: 'Consignes', rows: inline(1, ['À lire']) },
      { name: 'Comptes', rows: rows.map((cells, at) => inline(at + 1, cells)).join('') },
    ]
    writeFileSync(path, await workbook({ tabs }))
    const [first, second] = [await published('lettres-csv', csv), await published('lettres-xlsx', path)]
    expect(second).toEqual(first)
    expect(first).toMatchObject({ lues: 4, chargees: 4, refusees: 0 })
    expect(first.ldif.match(/^mail: .*lettres@|^mail: accueil\.prado@/gm)).toHaveLength(2)
    expect(first.ldif).toContain('mail: jean.dupont.lettres@paca.mssante.fr')
    expect(first.ldif).not.toMatch(/zoe\.lefevre\.lettres|noe\.dalembert\.lettres/)
  })
})
