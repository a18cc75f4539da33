import { label } from '../../src/nomenclature/index.js'
import { readTable } from '../../src/nomenclature/table-file.js'
import type { Rng } from './rng.js'
import { Weighted } from './weighted.js'

export interface SavoirFaire {
  readonly type: string
  readonly code: string
  readonly libelle: string
  /** Its four cells, as the PS_LibreAcces files write them. */
  readonly cells: string
}

/** Code and label as two cells. */
export function coded(table: string, code: string): string {
  return code === '' ? '|' : `${code}|${label(table, code) ?? ''}`
}

/** Shares of the professions among people, in thousandths, after the public figures. */
const SHARES: readonly (readonly [string, number])[] = [
  ['60', 400],
  ['10', 165],
  ['70', 73],
  ['21', 53],
  ['93', 50],
  ['40', 32],
  ['28', 30],
  ['86', 30],
  ['98', 28],
  ['91', 20],
  ['71', 20],
  ['50', 17],
  ['94', 10],
  ['95', 10],
  ['96', 10],
  ['80', 10],
  ['41', 10],
  ['31', 8],
  ['72', 8],
  ['39', 6],
  ['35', 5],
  ['26', 4],
  ['92', 4],
  ['38', 2],
  ['51', 2],
  ['32', 1],
  ['73', 1],
  ['83', 1],
  ['81', 1],
  ['36', 1],
  ['37', 1],
  ['82', 0.5],
  ['69', 0.5],
  ['97', 0.3],
  ['84', 0.1],
  ['85', 0.1],
]
const PROFESSIONS = new Weighted(SHARES)
/** Those whose registers were the last to leave ADELI. */
const ADELI_PROFESSIONS = new Weighted<string>([
  ['93', 60],
  ['71', 25],
  ['72', 12],
  ['73', 3],
])

export function drawProfession(rng: Rng, adeli: boolean): string {
  return (adeli ? ADELI_PROFESSIONS : PROFESSIONS).draw(rng)
}

const TYPE_LABELS = new Map(readTable('TRE_R04-TypeSavoirFaire.csv').map((row) => [row['code']!, row['libelle']!]))

// The rows whose type of savoir-faire is not confirmed (schema/nomenclatures/SOURCES.md) are left out.
const ALL: readonly SavoirFaire[] = readTable('savoir-faire_JDV_J107.csv').flatMap((row) => {
  const type = row['code_type_savoir_faire']!
  const typeLabel = TYPE_LABELS.get(type)
  const code = row['code']!
  if (typeLabel === undefined) return []
  const libelle = row['libelle']!.replace(/\s*\([A-Z]+\)$/, '')
  return [{ type, code, libelle, cells: `${type}|${typeLabel}|${code}|${libelle}` }]
})

/** Common specialities, in thousandths of the physicians; the others share what is left. */
// biome-ignore format: one line for each entry would hide the figures
const COMMON: Readonly<Record<string, number>> = {
  SM53: 210, SM54: 180, SM26: 110, SM42: 55, SM02: 48, SM04: 34, SM40: 36, SM44: 24, SM74: 22, SM38: 26, SM20: 26,
  SM15: 18, SM24: 18, SM25: 22, SM32: 14, SM41: 14, SM48: 12, SM08: 16, SM59: 12, SM03: 14, SM18: 12, SM30: 8, SM29: 9,
}
const SPECIALITIES = new Weighted(
  ALL.filter(({ code }) => code.startsWith('SM')).map((one) => [one, COMMON[one.code] ?? 2] as const),
)
const SECONDARY = ALL.filter(({ type }) => ['C', 'CEX', 'CAPA', 'DNQ', 'DEC', 'OP'].includes(type))
const DENTAL = ALL.filter(({ code }) => code.startsWith('SCD'))
const NURSING = ALL.filter(({ code }) => code.startsWith('SI'))
const PHARMACY = ALL.filter(({ code }) => code.startsWith('FQ'))

/** Savoir-faire that go with the profession; none for most people. */
export function drawSavoirFaire(rng: Rng, profession: string): readonly SavoirFaire[] {
  switch (profession) {
    case '10':
      return physicians(rng)
    case '40':
      return rng.chance(0.12) ? [rng.pick(DENTAL)] : []
    case '60':
      return rng.chance(0.02) ? [rng.pick(NURSING)] : []
    case '21':
      return rng.chance(0.1) ? [rng.pick(PHARMACY)] : []
    default:
      return []
  }
}

function physicians(rng: Rng): readonly SavoirFaire[] {
  const draw = rng.float()
  const found = [SPECIALITIES.draw(rng)]
  if (draw < 0.56) found.push(rng.pick(SECONDARY))
  if (draw < 0.18) {
    const third = rng.pick(SECONDARY)
    if (third !== found[1]) found.push(third)
  }
  return found
}
