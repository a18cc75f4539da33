/** How many people there are of each profession, and activities in each département: a file that lost a part of them shows. */
export interface Spread {
  readonly professions: Readonly<Record<string, number>>
  readonly departements: Readonly<Record<string, number>>
}

/** A column that holds something else entirely would bring any number. */
const MOST = 500

export class SpreadCount {
  readonly #professions = new Map<string, number>()
  readonly #departements = new Map<string, number>()

  person(profession: string): void {
    add(this.#professions, profession)
  }

  activity(departement: string | null): void {
    if (departement !== null) add(this.#departements, departement)
  }

  all(): Spread {
    return {
      professions: Object.fromEntries(this.#professions),
      departements: Object.fromEntries(this.#departements),
    }
  }
}

function add(counts: Map<string, number>, code: string): void {
  const count = counts.get(code)
  if (count !== undefined) counts.set(code, count + 1)
  // A copy of the key: a cell may keep the whole chunk of the file that it was read in alive.
  else if (counts.size < MOST && code !== '') counts.set(Buffer.from(code).toString(), 1)
}
