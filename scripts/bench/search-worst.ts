import { mayHave } from '../../src/nomenclature/index.js'
import type { Census, Counts } from './search-census.js'
import { accepted, type Drawn, type Family, type RestQuery } from './search-query.js'

export interface Rare {
  readonly profession: string
  readonly specialite: string
}

export function values(counts: Counts, limit: number): string[] {
  return counts.slice(0, limit).map(([value]) => value)
}

/** The rarest savoir-faire of the two most common professions that have any. */
export function rareSpecialties({ professions, specialites }: Census): Rare[] {
  return values(professions, professions.length)
    .map((profession) => ({ profession, codes: own(specialites, profession) }))
    .filter(({ codes }) => codes.length > 0)
    .slice(0, 2)
    .flatMap(({ profession, codes }) => codes.slice(-5).map(([specialite]) => ({ profession, specialite })))
}

/** The savoir-faire that a search may ask of a profession. */
function own(specialites: Census['specialites'], profession: string): Counts {
  return (specialites.get(profession) ?? []).filter(([code]) => mayHave(profession, code))
}

/** Common values that no activity has together: every one of them is long to walk, and the answer is empty. */
function neverMet({ professions, departements, cities, specialites, met }: Census): Drawn[] {
  const triples = values(professions, 5)
    .flatMap((profession) =>
      pairs(own(specialites, profession), departements, ([specialite, some], [departement, many]) => ({
        drawn: { profession, departement, specialite },
        weight: some * many,
      })),
    )
    .filter(({ drawn }) => !met.has(`${drawn.profession} ${drawn.departement} ${drawn.specialite}`))
    .sort((one, other) => other.weight - one.weight)
    .map(({ drawn }) => drawn)
  const places = values(cities, 10).flatMap((ville) =>
    values(departements, 10).map((departement) => ({ ville, departement })),
  )
  return [...triples.slice(0, 100), ...places.filter(({ ville, departement }) => !met.has(`${ville} ${departement}`))]
}

/** The worst cases of the search contract, made from what is frequent and rare in the generation. */
export function worstFamilies(census: Census): Family<RestQuery>[] {
  const noms = values(census.noms, 20)
  const cities = values(census.cities, 15)
  const departements = values(census.departements, 20)
  const prenoms = values(census.prenomStarts, 20)
  const professions = values(census.professions, 5)
  const structures = values(census.structureStarts, 20)
  const rare = rareSpecialties(census)
  const most = professions[0]!
  const professionnels: readonly (readonly [string, readonly Drawn[]])[] = [
    ['noms courants × grandes villes', pairs(noms, cities, (nom, ville) => ({ nom, ville }))],
    ['noms courants × profession courante', pairs(noms, professions, (nom, profession) => ({ nom, profession }))],
    [
      'profession courante, spécialité rare × grands départements',
      pairs(rare, departements, (one, departement) => ({ ...one, departement })),
    ],
    ['profession courante, spécialité rare × grandes villes', pairs(rare, cities, (one, ville) => ({ ...one, ville }))],
    [
      'nom courant × spécialité rare',
      pairs(values(census.nomStarts, 20), rare, (nom, { specialite }) => ({ nom, specialite })),
    ],
    ['débuts de nom les plus courants', values(census.nomStarts, 20).map((nom) => ({ nom }))],
    ['débuts de prénom les plus courants', prenoms.map((prenom) => ({ prenom }))],
    [
      'débuts de nom × de prénom courants',
      pairs(values(census.nomStarts, 20), prenoms, (nom, prenom) => ({ nom, prenom })),
    ],
    ['début de prénom × la plus grande ville', prenoms.map((prenom) => ({ prenom, ville: cities[0]! }))],
    ['professions les plus courantes', professions.map((profession) => ({ profession }))],
    [
      'profession la plus courante, sans BAL × grandes villes',
      cities.map((ville) => ({ profession: most, ville, avecBal: 'false' })),
    ],
    ['débuts de structure les plus courants', structures.map((structure) => ({ structure }))],
    [
      'début de structure courant × nom courant',
      pairs(structures.slice(0, 10), noms, (structure, nom) => ({ structure, nom })),
    ],
    [
      'début de structure courant, spécialité rare',
      pairs(structures.slice(0, 10), rare, (structure, { specialite }) => ({ structure, specialite })),
    ],
    ['valeurs courantes jamais ensemble', neverMet(census)],
  ]
  const bals: readonly (readonly [string, readonly Drawn[]])[] = [
    ['BAL : noms courants × grandes villes', pairs(noms, cities, (nom, ville) => ({ nom, ville }))],
    ['BAL : débuts d’adresse les plus courants', values(census.addressStarts, 20).map((adresse) => ({ adresse }))],
    [
      'BAL : débuts de structure courants × prénom',
      pairs(structures.slice(0, 10), prenoms, (structure, prenom) => ({ structure, prenom })),
    ],
    [
      'BAL : type courant × ville',
      pairs(['PER', 'ORG', 'APP', 'CAB'], cities, (typeBal, ville) => ({ typeBal, ville })),
    ],
  ]
  return [
    ...professionnels.map(([name, drawn]) => family('professionnels', name, drawn)),
    ...bals.map(([name, drawn]) => family('bals', name, drawn)),
  ]
}

export function pairs<A, B, C>(ones: readonly A[], others: readonly B[], make: (one: A, other: B) => C): C[] {
  return ones.flatMap((one) => others.map((other) => make(one, other)))
}

function family(route: RestQuery['route'], name: string, drawn: readonly Drawn[]): Family<RestQuery> {
  const parameters = drawn.map(accepted).filter((one) => one !== null)
  return { name: `pire : ${name}`, queries: parameters.map((one) => ({ route, parameters: one })) }
}
