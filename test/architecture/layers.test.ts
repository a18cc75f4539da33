import { readdirSync, readFileSync } from 'node:fs'
import { join, posix, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../../src/project-root.js'

/** Data flows one way: each folder imports only from those before it. `ldap` and `http` are side by side. */
const ORDER: readonly (readonly string[])[] = [
  [
    'errors.ts',
    'system-fault.ts',
    'project-root.ts',
    'config.ts',
    'source-policies.ts',
    'download-settings.ts',
    'deposit-settings.ts',
    'log.ts',
    'remembered.ts',
    'growing-numbers.ts',
    'log.ts',
    'remembered.ts',
    'growing-numbers.ts',
    'thresholds.ts',
  ],
  ['text'],
  ['sheets'],
  ['resources'],
  ['columns'],
  ['nomenclature'],
  ['values'],
  ['notices'],
  ['feed'],
  ['records'],
  ['search'],
  ['store'],
  ['changes', 'linkage', 'extractions'],
  ['accounts'],
  ['report'],
  ['hygiene'],
  ['ingest'],
  ['download'],
  ['deposit'],
  ['serving'],
  ['client'],
  ['pages'],
  ['ldap', 'http'],
  ['cli'],
  ['cli.ts'],
]

/** The same inside folders that are built of floors of their own. */
const INSIDE: Readonly<Record<string, readonly (readonly string[])[]>> = {
  ldap: [
    ['result'],
    ['ber'],
    ['schema'],
    ['protocol'],
    ['dn'],
    ['tree'],
    ['filter'],
    ['search', 'ldif'],
    ['server'],
    ['bal-preparer.ts'],
    ['index.ts'],
  ],
}

const src = join(projectRoot, 'src')

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name))
}

/** Paths imported by a file, relative to src/, and the packages. */
function imports(file: string): string[] {
  const text = readFileSync(file, 'utf8')
  const specifiers = [...text.matchAll(/(?:from|import|URL\()\s*\(?'([^']+)'/g)].map(([, specifier]) => specifier!)
  return specifiers.map((specifier) =>
    specifier.startsWith('.') ? posix.join(relative(src, file), '..', specifier) : specifier,
  )
}

function rank(path: string): number {
  const top = path.split('/')[0]!.replace(/\.js$/, '.ts')
  return ORDER.findIndex((layer) => layer.includes(top))
}

const RESERVED: Readonly<Record<string, readonly string[]>> = {
  'better-sqlite3': ['columns', 'store', 'changes', 'ingest', 'report'],
  ldapjs: ['ldap'],
  fastify: ['http'],
  'csv-parse': [],
  'csv-parse/sync': ['nomenclature'],
  yauzl: ['feed'],
  saxes: ['feed'],
  'fast-xml-parser': ['feed'],
  undici: ['download'],
  croner: ['deposit'],
}

describe('the imports of src/', () => {
  it('go one way', () => {
    const backward: string[] = []
    for (const file of files(src)) {
      const from = relative(src, file)
      expect(rank(from), `${from} has no place in the order`).not.toBe(-1)
      for (const path of imports(file).filter((one) => !one.startsWith('node:'))) {
        const known = rank(path)
        if (known === -1 || path.split('/')[0] === from.split('/')[0]) continue
        if (known >= rank(from) && !(known === 0 && rank(from) === 0)) backward.push(`${from} → ${path}`)
      }
    }
    expect(backward).toEqual([])
  })

  it.each(Object.entries(INSIDE))('go one way inside %s', (folder, floors) => {
    const floorOf = (path: string): number => {
      const top = path.split('/')[1]!.replace(/\.js$/, '.ts')
      return floors.findIndex((floor) => floor.includes(top))
    }
    const backward: string[] = []
    for (const file of files(join(src, folder))) {
      const from = relative(src, file)
      expect(floorOf(from), `${from} has no place in the order`).not.toBe(-1)
      for (const path of imports(file).filter((one) => one.startsWith(`${folder}/`))) {
        if (path.split('/')[1] !== from.split('/')[1] && floorOf(path) >= floorOf(from))
          backward.push(`${from} → ${path}`)
      }
    }
    expect(backward).toEqual([])
  })

  it('make no circle', () => {
    const imported = new Map(
      files(src).map((file) => [
        relative(src, file),
        imports(file)
          .map((path) => path.replace(/\.js$/, '.ts'))
          .filter((path) => !path.startsWith('node:')),
      ]),
    )
    const state = new Map<string, 'open' | 'done'>()
    const circles: string[] = []
    const visit = (file: string, way: readonly string[]): void => {
      if (state.get(file) === 'done') return
      if (state.get(file) === 'open') {
        circles.push([...way.slice(way.indexOf(file)), file].join(' → '))
        return
      }
      state.set(file, 'open')
      for (const next of imported.get(file) ?? []) visit(next, [...way, file])
      state.set(file, 'done')
    }
    for (const file of imported.keys()) visit(file, [])
    expect(circles).toEqual([])
  })

  it('leave each library to the folder that it belongs to', () => {
    const strays = files(src).flatMap((file) => {
      const folder = relative(src, file).split('/')[0]!
      return imports(file)
        .filter((path) => RESERVED[path] !== undefined && !RESERVED[path].includes(folder))
        .map((path) => `${relative(src, file)} → ${path}`)
    })
    expect(strays).toEqual([])
  })
})

describe('the repository', () => {
  it('keeps its files short', () => {
    const long = [...files(src), ...files(join(projectRoot, 'scripts'))]
      .map((file) => ({ file: relative(projectRoot, file), lines: readFileSync(file, 'utf8').split('\n').length }))
      .filter(({ lines }) => lines > 300)
    expect(long).toEqual([])
  })

  it('has nothing else at its top', () => {
    const allowed =
      /^(package\.json|package-lock\.json|tsconfig\.json|src|schema|fixtures|scripts|test|README\.md|LICENSE|CHANGELOG\.md|\..*|node_modules|dist|data|coverage|annuaire-[\d.]+\.tgz)$/
    expect(readdirSync(projectRoot).filter((name) => !allowed.test(name))).toEqual([])
  })

  it('names no download host in its lockfile', () => {
    expect(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8')).not.toContain('"resolved"')
  })
})
