import type Database from 'better-sqlite3'
import type { Domaine } from '../resources/domains.js'
import { fold } from '../text/fold.js'
import { foldAddress } from '../values/index.js'

/** Under which name a generation says which white list it holds: its date and its file. */
export const WHITE_LIST_FACT = 'liste_blanche'

interface Row {
  readonly nom: string
  readonly description: string | null
  readonly operateur: string
  readonly certificat: string | null
  readonly support: string | null
  readonly mis_a_jour: string | null
}

interface Listed {
  readonly domaine: Domaine
  readonly operateurs: readonly string[]
}

/** What is asked of the list; null for any. */
export interface DomainQuestion {
  /** A part of the domain, or a whole address. */
  readonly domaine: string | null
  /** A part of the operator's name. */
  readonly operateur: string | null
}

/** The white list of a generation, by domain. It is read when it is first asked for. */
export class ListedDomains {
  /** When the list was made, ISO 8601; null when the generation has none. */
  readonly date: string | null
  readonly #db: Database.Database
  #listed: readonly Listed[] | null = null

  constructor(db: Database.Database) {
    this.#db = db
    const fact = db.prepare('SELECT valeur FROM generation WHERE cle = ?').pluck().get(WHITE_LIST_FACT)
    this.date = typeof fact === 'string' ? fact.split('|')[0]! : null
  }

  /** The domains that match, in the order of their names. */
  search({ domaine, operateur }: DomainQuestion): readonly Domaine[] {
    const name = domaine === null ? '' : foldAddress(domaine.slice(domaine.lastIndexOf('@') + 1))
    const folded = operateur === null ? '' : fold(operateur)
    return this.#all()
      .filter((one) => one.domaine.nom.includes(name) && one.operateurs.some((other) => other.includes(folded)))
      .map((one) => one.domaine)
  }

  /** The domain of an address, when the list has it. */
  ofAddress(adresse: string): Domaine | null {
    const name = foldAddress(adresse.slice(adresse.lastIndexOf('@') + 1))
    return this.#all().find(({ domaine }) => domaine.nom === name)?.domaine ?? null
  }

  #all(): readonly Listed[] {
    if (this.#listed === null) {
      const rows = this.#db.prepare('SELECT * FROM domaine ORDER BY rowid').all() as Row[]
      const byName = grouped(rows, ({ nom }) => foldAddress(nom))
      this.#listed = [...byName]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([nom, same]) => ({
          domaine: { nom, operateurs: operatorsOf(same) },
          operateurs: same.map(({ operateur }) => fold(operateur)),
        }))
    }
    return this.#listed
  }
}

function grouped(rows: readonly Row[], keyOf: (row: Row) => string): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const key = keyOf(row)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  return groups
}

/** One for each operator that describes the domain in one way, with all its certificates. */
function operatorsOf(rows: readonly Row[]): Domaine['operateurs'] {
  const same = grouped(rows, ({ operateur, description, support }) => JSON.stringify([operateur, description, support]))
  return [...same.values()].map((ones) => {
    const { operateur, description, support } = ones[0]!
    const dates = ones.map((one) => one.mis_a_jour).filter((date) => date !== null)
    return {
      nom: operateur,
      description,
      support,
      misAJour: dates.reduce<string | null>((one, other) => (one !== null && one > other ? one : other), null),
      certificats: ones.map(({ certificat }) => certificat).filter((certificat) => certificat !== null),
    }
  })
}
