import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../../src/project-root.js'
import { ACTIVITY_COLUMNS, STRUCTURE_COLUMNS } from '../../src/records/activity-columns.js'
import { REGIONAL_COLUMNS } from '../../src/records/regional-columns.js'
import * as unused from '../../src/records/unused-columns.js'
import { EXACT_HEADERS } from '../scripts/exact-headers.js'

const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8')
const FOLDERS = ['src', 'scripts', 'test', 'schema', 'fixtures', '.github', '.githooks', '.ci']

/** Whatever is written by hand: programs with their comments, and documents. */
const WRITTEN = [
  'README.md',
  'CHANGELOG.md',
  ...FOLDERS.flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(md|ts|js|cjs|sh|sql|c|java|php|pl)$|^(run|pre-commit)$/.test(name))
      .map((name) => `${folder}/${name}`),
  ),
]
const DOCUMENTS = WRITTEN.filter((path) => path.endsWith('.md'))

/** Whether a document means a file of the repository by that name: from the top, from its own folder, or from `src/`. */
function exists(named: string, from: string): boolean {
  const clean = named.replace(/#.*$/, '')
  return ['', dirname(from), 'src'].some((folder) => existsSync(join(projectRoot, normalize(join(folder, clean)))))
}

const strays = (paths: readonly string[], names: RegExp) =>
  paths.flatMap((path) =>
    [...read(path).matchAll(names)]
      .map(([, named]) => named!)
      .filter((named) => !exists(named, path))
      .map((named) => `${path}: ${named}`),
  )

describe('the documents of the repository', () => {
  it('cite none that is not there', () => {
    expect(strays(WRITTEN, /(?<![\w./*-])([\w./-]*\w\.md)\b/g)).toEqual([])
  })

  it('link to what exists', () => {
    expect(strays(DOCUMENTS, /\]\((?!https?:|#)([^)\s]+)\)/g)).toEqual([])
  })

  it('name files that exist', () => {
    // The sources of the code tables are paths of other repositories.
    const ours = DOCUMENTS.filter((path) => path !== 'schema/nomenclatures/SOURCES.md')
    expect(strays(ours, /`((?:[\w.-]+\/)+[\w.-]*\w\.(?:ts|js|c|sql|csv|md|xsd|json|schema))`/g)).toEqual([])
  })

  it('name files by their name alone where these lie below them', () => {
    const lost = DOCUMENTS.flatMap((path) =>
      [...read(path).matchAll(/`([\w-]+\.ts)`/g)]
        .map(([, name]) => name!)
        .filter((name) => !WRITTEN.some((file) => basename(file) === name && file.startsWith(join(dirname(path), '/'))))
        .map((name) => `${path}: ${name}`),
    )
    expect(lost).toEqual([])
  })

  it('have 150 lines for who comes to use it', () => {
    expect(read('README.md').split('\n').length).toBeLessThanOrEqual(151)
  })
})

describe('src/feed/FORMATS.md', () => {
  const formats = read('src/feed/FORMATS.md')
  const sections = formats.split('\n### ').filter((section) => /^1\.\d PS_|^1\.\d Extraction_/.test(section))
  const cells = (section: string, wanted: (fate: string) => boolean) =>
    [...section.matchAll(/^\| ([^|]+) \| ([^|]*) \|$/gm)]
      .filter(([, names, fate]) => !/^(columns|---)/.test(names!) && wanted(fate!))
      .flatMap(([, names]) => names!.split(', '))

  it('has each column of the national files once, in its section', () => {
    for (const [file, header] of Object.entries(EXACT_HEADERS)) {
      const section = sections.find((one) => one.includes(` ${file}\n`))!
      expect(cells(section, () => true).sort(), file).toEqual(
        header
          .split('|')
          .filter((name) => name !== '')
          .sort(),
      )
    }
  })

  it('says of the same columns as the readers that they are not read', () => {
    const lists = Object.fromEntries(
      sections.map((section) => [
        section.slice(4).split('\n')[0]!,
        cells(section, (fate) => fate.startsWith('not read')).sort(),
      ]),
    )
    expect(lists).toEqual({
      PS_LibreAcces_Personne_activite: [...unused.ACTIVITY_UNUSED].sort(),
      PS_LibreAcces_SavoirFaire: [...unused.SAVOIR_FAIRE_UNUSED].sort(),
      PS_LibreAcces_Dipl_AutExerc: [...unused.DIPLOMA_UNUSED].sort(),
      Extraction_Correspondance_MSSante: [...unused.MSSANTE_UNUSED].sort(),
    })
  })

  it('names every column that the readers look for', () => {
    const names = [ACTIVITY_COLUMNS, STRUCTURE_COLUMNS, REGIONAL_COLUMNS].flatMap((columns) =>
      Object.values(columns).flatMap((column: { readonly names: readonly string[] }) => column.names),
    )
    // The other spelling of « (coord. structure) » is told by one word of the header.
    const missing = names.filter((name) => !name.includes('(coord structure)') && !formats.includes(name))
    expect(missing).toEqual([])
  })
})
