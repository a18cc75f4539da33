import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.js'
import { CATALOG, type NoticeRule } from '../../src/notices/catalog.js'
import { describedRules } from '../../src/notices/described.js'
import { openReports } from '../../src/report/index.js'
import { THRESHOLDS } from '../../src/thresholds.js'
import { annuaire, scratch } from '../support/cli.js'
import { defaultFile, filesOfRule, lastLine, RULES_FOLDER, ruleFile } from '../support/rule-files.js'

const UPDATE = process.env['UPDATE'] !== undefined
const RULES = Object.entries(CATALOG) as [string, NoticeRule][]
const SHOWN = RULES.filter(([, { exemple }]) => exemple.aPart === undefined)

describe('the corpus of fixtures/regles', () => {
  it('is made of the declarations (UPDATE=1 writes it)', () => {
    const files = new Map(SHOWN.flatMap(([code, rule]) => [...filesOfRule(code, rule)]))
    if (UPDATE) {
      rmSync(RULES_FOLDER, { recursive: true, force: true })
      mkdirSync(RULES_FOLDER)
      for (const [path, bytes] of files) writeFileSync(path, bytes)
    }
    expect(readdirSync(RULES_FOLDER).sort()).toEqual([...files.keys()].map((path) => basename(path)).sort())
    for (const [path, bytes] of files) expect(readFileSync(path).equals(bytes), path).toBe(true)
  })
})

/** Rules of the regions whose lines are all loaded, or whose good ones are: many deposits make one import. */
const TOGETHER = [false, true].map((beside) =>
  SHOWN.filter(([, { exemple }]) => exemple.fichier === 'regional' && (exemple.mssante !== undefined) === beside),
)

describe('each rule of the report', () => {
  const folder = scratch('regles')
  const told = new Map<string, (string | number | null)[][]>()

  async function load(data: string, args: readonly string[], settings = ''): Promise<void> {
    annuaire(data, ['importer', '--silencieux', ...args], { prefix: settings })
    for (const one of await openReports(data).avis('derniere', { decalage: 0, limite: 100_000 })) {
      const known = told.get(one.nomFichier) ?? []
      told.set(one.nomFichier, [...known, [one.code, one.severite, one.ligne, one.colonne]])
    }
  }

  beforeAll(async () => {
    for (const [at, rules] of TOGETHER.entries()) {
      const paths = rules.flatMap(([code, rule]) => [
        ruleFile(code, 'regional', 'bon'),
        ...(rule.severite === 'Bloquante' ? [] : [ruleFile(code, 'regional', 'mauvais')]),
      ])
      const deposits = paths.flatMap((path, number) => ['--regional', `depot-${number}=${path}`])
      const mssante = at === 0 ? [] : [ruleFile(rules[0]![0], 'mssante', 'mssante')]
      const sources = paths.map((_, number) => `depot-${number}`).join(',')
      const former = defaultFile('correspondance-adeli')
      const args = [defaultFile('personne-activite'), former, ...mssante, ...deposits]
      await load(join(folder, `ensemble-${at}`), args, `ANNUAIRE_SOURCES=${sources}`)
      const { fichiers } = (await openReports(join(folder, `ensemble-${at}`)).get('derniere'))!
      expect(fichiers.map(({ nom }) => nom)).toEqual(expect.arrayContaining(paths.map((path) => basename(path))))
    }
  })

  it.each(SHOWN)('%s: the good file is silent, the bad one speaks', async (code, rule) => {
    const { fichier, colonne } = rule.exemple
    for (const part of ['bon', 'mauvais'] as const) {
      const path = ruleFile(code, fichier, part)
      const isLoaded = fichier === 'regional' && (part === 'bon' || rule.severite !== 'Bloquante')
      if (isLoaded) continue
      const people = fichier === 'personne-activite' ? [] : [defaultFile('personne-activite')]
      await load(join(folder, `${code}-${part}`), [
        ...people,
        ...(fichier === 'regional' ? ['--regional', `paca=${path}`] : [path]),
      ])
    }
    expect(told.get(basename(ruleFile(code, fichier, 'bon'))) ?? []).toEqual([])
    const bad = ruleFile(code, fichier, 'mauvais')
    const line = code.startsWith('COLONNE_') ? 1 : lastLine(readFileSync(bad))
    const column = colonne === undefined ? (rule.colonnes[fichier]?.[0] ?? null) : colonne
    expect(told.get(basename(bad))).toEqual([[code, rule.severite, line, column]])
  })

  it.each(['texte', 'json', 'xml', 'csv', 'html'])('is in the catalogue, in %s', (format) => {
    const { code, stdout } = annuaire(join(folder, 'catalogue'), ['rapport', '--regles', '--format', format])
    expect(code).toBe(0)
    const missing = RULES.filter(([name]) => !new RegExp(`\\b${name}\\b`).test(stdout))
    expect(missing.map(([name]) => name)).toEqual([])
    if (format === 'json') expect(JSON.parse(stdout)).toEqual(describedRules())
    // The catalogue holds no control character of its own examples.
    expect(stdout).not.toContain('\u0002')
  })

  it.each(['texte', 'csv', 'html'])('explains its notices in the report, in %s', (format) => {
    const { stdout } = annuaire(join(folder, 'ensemble-0'), ['rapport', '--format', format])
    const { attendu, action } = CATALOG.ADRESSE_REFERENCE_ABSENTE
    expect(stdout).toContain(attendu)
    expect(stdout).toContain(action)
    expect(stdout).toContain('région, établissement')
  })

  it('says all that the catalogue shows', () => {
    for (const [code, { attendu, action, acteurs, titre, reglage }] of RULES) {
      expect(code).toMatch(/^[A-Z][A-Z_]+$/)
      expect(
        [attendu, action].every((text) => /^[A-ZÀ-Ý].*\.$/.test(text)),
        code,
      ).toBe(true)
      expect(titre, code).toMatch(/^[A-ZÀ-Ý].*[^.]$/)
      expect(acteurs.length, code).toBeGreaterThan(0)
      if (reglage !== undefined) expect(readConfig({}).thresholds[reglage], code).toBe(THRESHOLDS[reglage].defaut)
    }
    const used = new Set(RULES.map(([, { reglage }]) => reglage))
    expect(Object.keys(THRESHOLDS).filter((name) => !used.has(name as never))).toEqual([])
  })
})
