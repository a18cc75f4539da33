import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { projectRoot } from '../src/project-root.js'

/**
 * Writes schema/nomenclatures/codes-postaux-departements.csv: the postcodes that lie in another département than their
 * first digits say. Run it after an update of @etalab/decoupage-administratif: node dist/scripts/codes-postaux.js
 */
interface Commune {
  readonly code: string
  readonly nom: string
  readonly codesPostaux?: readonly string[]
}
interface Place {
  readonly postcode: string
  readonly nom: string
  readonly departement: string
}
interface Row {
  readonly from: string
  readonly to: string
  readonly commune: string
  readonly departement: string
  readonly source: string
}

const ETALAB = '@etalab/decoupage-administratif'
const PUBLIC = 'adresses publiées'
/** What that table does not hold: it has neither CEDEX codes nor Monaco. */
const OTHERS: readonly Row[] = [
  {
    from: '20300',
    to: '20309',
    commune: '',
    departement: '2A',
    source: `${PUBLIC} (20303 Ajaccio CEDEX, centre hospitalier)`,
  },
  { from: '20700', to: '20709', commune: '', departement: '2A', source: `${PUBLIC} (20701, 20704 Ajaccio CEDEX 9)` },
  { from: '20000', to: '20199', commune: '', departement: '2A', source: 'codes géographiques de la Corse-du-Sud' },
  { from: '20200', to: '20999', commune: '', departement: '2B', source: 'codes géographiques de la Haute-Corse' },
  { from: '97000', to: '97199', commune: 'Saint-Barthélemy', departement: '977', source: 'TRE_G09, CEDEX' },
  { from: '97000', to: '97199', commune: 'Gustavia', departement: '977', source: 'TRE_G09, chef-lieu' },
  { from: '97000', to: '97199', commune: 'Saint-Martin', departement: '978', source: 'TRE_G09, CEDEX' },
  { from: '97000', to: '97199', commune: 'Marigot', departement: '978', source: 'TRE_G09, chef-lieu' },
  {
    from: '98000',
    to: '98099',
    commune: '',
    departement: '98000',
    source: 'TRE_G09 (98000 Monaco, CEDEX 98001 et suivants)',
  },
  { from: '98500', to: '98599', commune: '', departement: '976', source: 'TRE_G09 (985, ancien code de Mayotte)' },
]

const require = createRequire(join(projectRoot, 'package.json'))
const communes = JSON.parse(readFileSync(require.resolve(`${ETALAB}/data/communes.json`), 'utf8')) as Commune[]
const { version } = JSON.parse(readFileSync(require.resolve(`${ETALAB}/package.json`), 'utf8')) as { version: string }

const rows = [...OTHERS]
for (const [postcode, list] of grouped(communes.flatMap(places))) {
  const expected = /^9[78]/.test(postcode) ? postcode.slice(0, 3) : postcode.slice(0, 2)
  const others = list.filter(({ departement }) => departement !== expected)
  const source = `${ETALAB} ${version}`
  if (postcode.startsWith('20')) {
    for (const { nom, departement } of others) {
      if (!rows.some((row) => row.commune === nom))
        rows.push({ from: '20000', to: '20999', commune: nom, departement, source })
    }
  } else if (others.length === list.length && new Set(others.map(({ departement }) => departement)).size === 1) {
    rows.push({ from: postcode, to: postcode, commune: '', departement: others[0]!.departement, source })
  } else {
    for (const { nom, departement } of others)
      rows.push({ from: postcode, to: postcode, commune: nom, departement, source })
  }
}
rows.sort(
  (one, other) =>
    Number(one.from) - Number(other.from) ||
    Number(one.to) - Number(other.to) ||
    (one.commune < other.commune ? -1 : 1),
)
const lines = rows.map((row) => [row.from, row.to, row.commune, row.departement, row.source].map(cell).join(','))
const file = join(projectRoot, 'schema', 'nomenclatures', 'codes-postaux-departements.csv')
writeFileSync(file, `de,a,commune,departement,source\n${lines.join('\n')}\n`)
process.stdout.write(`${rows.length} lignes dans ${file}\n`)

function places({ code, nom, codesPostaux = [] }: Commune): Place[] {
  const departement = /^9[78]/.test(code) ? code.slice(0, 3) : code.slice(0, 2)
  return codesPostaux.map((postcode) => ({ postcode, nom, departement }))
}

function cell(text: string): string {
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function grouped(all: readonly Place[]): Map<string, Place[]> {
  const groups = new Map<string, Place[]>()
  for (const place of all) groups.set(place.postcode, [...(groups.get(place.postcode) ?? []), place])
  return groups
}
