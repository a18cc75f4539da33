import type Database from 'better-sqlite3'
import { fold } from '../../src/text/fold.js'
import { lettersOf } from '../../src/text/words.js'

/** How often values occur, most frequent first. */
export type Counts = readonly (readonly [value: string, count: number])[]

/** What is frequent and rare in a generation: where the worst cases are made from. */
export interface Census {
  readonly noms: Counts
  readonly nomStarts: Counts
  readonly prenomStarts: Counts
  readonly cities: Counts
  readonly departements: Counts
  readonly professions: Counts
  readonly structureStarts: Counts
  readonly addressStarts: Counts
  /** Savoir-faire of each profession. */
  readonly specialites: ReadonlyMap<string, Counts>
  /** Three-letter pieces of names, structures and cities. */
  readonly nomPieces: Counts
  readonly structurePieces: Counts
  readonly cityPieces: Counts
  /** `profession département savoir-faire` and `ville département` that somebody has. */
  readonly met: ReadonlySet<string>
}

const PLACED = 'FROM activite a JOIN lieu s ON s.id = a.structure'

/** Counts by reading whole tables: a few seconds at full size, and no index is needed. */
export function takeCensus(db: Database.Database): Census {
  const counts = (sql: string): Counts => db.prepare(`${sql} ORDER BY 2 DESC`).raw().all() as [string, number][]
  const rows = (sql: string): string[][] => db.prepare(sql).raw().all() as string[][]
  const grouped = (value: string, from: string): Counts =>
    counts(`SELECT ${value}, count(*) FROM ${from} WHERE ${value} <> '' GROUP BY 1`)
  const noms = summed(grouped('nom_plie', 'professionnel'), lettersOf)
  const cities = summed(counts(`SELECT s.commune, count(*) ${PLACED} WHERE s.commune <> '' GROUP BY 1`), city)
  const structures = summed(
    counts(`SELECT s.raison_sociale, count(*) ${PLACED} WHERE s.raison_sociale <> '' GROUP BY 1`),
    fold,
  )
  return {
    noms,
    nomStarts: summed(noms, start),
    prenomStarts: summed(grouped('prenom_plie', 'professionnel'), (name) => start(lettersOf(name))),
    cities,
    departements: counts(`SELECT s.departement, count(*) ${PLACED} WHERE s.departement <> '' GROUP BY 1`),
    professions: grouped('profession', 'activite'),
    structureStarts: summed(structures, start),
    addressStarts: grouped('lower(substr(adresse, 1, 3))', 'bal'),
    specialites: byProfession(rows('SELECT profession, code, count(*) FROM acquis GROUP BY 1, 2 ORDER BY 3 DESC')),
    nomPieces: pieces(noms),
    structurePieces: pieces(structures),
    cityPieces: pieces(summed(cities, fold)),
    met: new Set([
      ...rows(`SELECT DISTINCT a.profession, s.departement, f.code ${PLACED} JOIN acquis f ON f.rang = a.rang`).map(
        (row) => row.join(' '),
      ),
      ...rows(`SELECT DISTINCT s.commune, s.departement ${PLACED} WHERE s.commune <> ''`).map(
        ([name, departement]) => `${city(name!)} ${departement}`,
      ),
    ]),
  }
}

/** A big city is searched by its name alone: `Paris` for `Paris 15e Arrondissement` and `PARIS CEDEX 15`. */
function city(commune: string): string {
  return commune.replace(/\s+(\d|cedex).*$/i, '')
}

function start(folded: string): string {
  return folded.slice(0, 3)
}

function summed(counts: Counts, key: (value: string) => string): Counts {
  const sums = new Map<string, number>()
  for (const [value, count] of counts) sums.set(key(value), (sums.get(key(value)) ?? 0) + count)
  return sorted(sums)
}

/** Pieces that a text holds twice count twice: the order is what matters. */
function pieces(folded: Counts): Counts {
  const sums = new Map<string, number>()
  for (const [value, count] of folded) {
    for (let at = 0; at + 3 <= value.length; at++) {
      const piece = value.slice(at, at + 3)
      sums.set(piece, (sums.get(piece) ?? 0) + count)
    }
  }
  return sorted(sums)
}

function sorted(sums: ReadonlyMap<string, number>): Counts {
  return [...sums].filter(([value]) => value !== '').sort((one, other) => other[1] - one[1])
}

function byProfession(rows: readonly (readonly unknown[])[]): Map<string, Counts> {
  const specialites = new Map<string, [string, number][]>()
  for (const [profession, code, count] of rows as readonly [string, string, number][]) {
    const known = specialites.get(profession)
    if (known === undefined) specialites.set(profession, [[code, count]])
    else known.push([code, count])
  }
  return specialites
}
