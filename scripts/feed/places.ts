import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { departementLabel } from '../../src/nomenclature/index.js'
import { withoutAccents } from './names.js'
import { Weighted } from './weighted.js'

export interface Place {
  readonly code: string
  readonly nom: string
  /** Upper case without accents, as an address ends. */
  readonly ville: string
  readonly departement: string
  readonly libelleDepartement: string
  /** INSEE code of the region. */
  readonly region: string
  readonly codesPostaux: readonly string[]
  readonly population: number
}

interface Commune {
  readonly code: string
  readonly nom: string
  readonly type: string
  readonly departement?: string
  readonly region?: string
  readonly codesPostaux?: readonly string[]
  readonly population?: number
}

// Paris, Lyon and Marseille are given by their arrondissements.
const WHOLE_CITIES: ReadonlySet<string> = new Set(['75056', '69123', '13055'])

/**
 * The communes of France in code order, weighted by population. A place is a share from 0 to 1 of the population:
 * two shares that are close are two communes that are close, nearly always of one département.
 */
export class Places {
  readonly #weighted: Weighted<Place>

  constructor() {
    const path = createRequire(import.meta.url).resolve('@etalab/decoupage-administratif/data/communes.json')
    const communes = JSON.parse(readFileSync(path, 'utf8')) as readonly Commune[]
    const places = communes
      .filter(
        ({ type, code }) =>
          type === 'arrondissement-municipal' || (type === 'commune-actuelle' && !WHOLE_CITIES.has(code)),
      )
      .flatMap((commune) => placeOf(commune))
    this.#weighted = new Weighted(places.map((place) => [place, place.population]))
  }

  at(share: number): Place {
    return this.#weighted.at(share)
  }

  /** The most populous place of an interval: where its hospital is. */
  largest(from: number, to: number): Place {
    const places = this.#weighted.values
    let found = this.at(from)
    for (let index = this.#weighted.indexAt(from); index <= this.#weighted.indexAt(to); index++) {
      if (places[index]!.population > found.population) found = places[index]!
    }
    return found
  }
}

function placeOf({ code, nom, departement, region, codesPostaux, population }: Commune): Place[] {
  if (departement === undefined || codesPostaux === undefined || codesPostaux.length === 0) return []
  const libelleDepartement = departementLabel(departement)
  if (libelleDepartement === null || population === undefined || population === 0) return []
  const ville = withoutAccents(nom.toUpperCase())
  return [{ code, nom, ville, departement, libelleDepartement, region: region ?? '', codesPostaux, population }]
}
