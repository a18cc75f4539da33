import { fold } from '../text/fold.js'
import { departements } from './departements.js'

export interface Region {
  /** Of INSEE (Code officiel géographique). */
  readonly code: string
  readonly libelle: string
}

/** Codes of the regions (INSEE, since 2016), by the names that `departements-regions_instamed.csv` gives. */
const CODES: Readonly<Record<string, string>> = {
  Guadeloupe: '01',
  Martinique: '02',
  Guyane: '03',
  'La Réunion': '04',
  Mayotte: '06',
  'Île-de-France': '11',
  'Centre-Val de Loire': '24',
  'Bourgogne-Franche-Comté': '27',
  Normandie: '28',
  'Hauts-de-France': '32',
  'Grand Est': '44',
  'Pays de la Loire': '52',
  Bretagne: '53',
  'Nouvelle-Aquitaine': '75',
  Occitanie: '76',
  'Auvergne-Rhône-Alpes': '84',
  "Provence-Alpes-Côte d'Azur": '93',
  Corse: '94',
}
const SHORT: Readonly<Record<string, string>> = { PACA: '93', ARA: '84', IDF: '11', BFC: '27', CVL: '24', HDF: '32' }

const REGIONS: readonly Region[] = Object.entries(CODES).map(([libelle, code]) => ({ code, libelle }))
const BY_NAME: ReadonlyMap<string, string> = new Map([
  ...REGIONS.map(({ code, libelle }) => [fold(libelle), code] as const),
  ...Object.entries(SHORT),
  ['REUNION', '04'],
  ['SUD', '93'],
])
const CODE_OF_DEPARTEMENT: ReadonlyMap<string, string> = new Map(
  departements().flatMap(({ code, region }) => {
    const found = region === null ? undefined : BY_NAME.get(fold(region))
    return found === undefined ? [] : [[code, found] as const]
  }),
)

export function regions(): readonly Region[] {
  return REGIONS
}

/** The region of a département; null for those that are in none (overseas collectivities). */
export function regionOf(departement: string): string | null {
  return CODE_OF_DEPARTEMENT.get(departement) ?? null
}

/** The code of a region by its code, its name or what it is called for short; null when it is none. */
export function readRegion(written: string): string | null {
  const text = written.trim()
  return REGIONS.some(({ code }) => code === text) ? text : (BY_NAME.get(fold(text)) ?? null)
}

/** Codes of the départements of a region. */
export function departementsOf(region: string): readonly string[] {
  return [...CODE_OF_DEPARTEMENT].filter(([, code]) => code === region).map(([departement]) => departement)
}
