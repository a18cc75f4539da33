import type Database from 'better-sqlite3'
import type { Batch } from '../records/batch.js'
import { NumberDraft } from './number-draft.js'
import { PersonLists } from './person-lists.js'
import { readRows } from './read-rows.js'

/** What each person does, masters and has learnt. */
export interface PeopleLists {
  /** Exercice and structure (0 for none) of each activity; the feed repeats one for each savoir-faire of the person. */
  readonly activites: PersonLists
  readonly savoirFaire: PersonLists
  readonly diplomes: PersonLists
}

/** What the people of a generation being built do, master and have learnt: numbers, set aside until the people are ranked. */
export class PeopleDraft {
  readonly #activites: NumberDraft
  readonly #savoirFaire: NumberDraft
  readonly #diplomes: NumberDraft

  constructor(paths: Readonly<Record<keyof PeopleLists, string>>) {
    this.#activites = new NumberDraft(paths.activites)
    this.#savoirFaire = new NumberDraft(paths.savoirFaire)
    this.#diplomes = new NumberDraft(paths.diplomes)
  }

  add(batch: Batch): void {
    this.#activites.add(batch.activites)
    this.#savoirFaire.add(batch.savoirFaireAcquis)
    this.#diplomes.add(batch.diplomesObtenus)
  }

  /** @param people of the feed */
  lists(people: number): PeopleLists {
    return {
      activites: new PersonLists(people, 2, this.#activites.read()),
      savoirFaire: new PersonLists(people, 1, this.#savoirFaire.read()),
      diplomes: new PersonLists(people, 1, this.#diplomes.read()),
    }
  }

  close(): void {
    this.#activites.close()
    this.#savoirFaire.close()
    this.#diplomes.close()
  }
}

/** Lets SQL ask for the lists of a person. */
export function registerLists(db: Database.Database, { activites, savoirFaire, diplomes }: PeopleLists): void {
  const places = placesOfSavoirFaire(db)
  db.function('activites_de', { deterministic: true }, (person) => activitiesText(activites.of(person as number)))
  db.function('savoir_faire_de', { deterministic: true }, (person) => {
    const known = savoirFaire.of(person as number)
    if (known.length === 0) return null
    return `[${known.toSorted((one, other) => places[one]! - places[other]!).join()}]`
  })
  db.function('diplomes_de', { deterministic: true }, (person) => {
    const known = diplomes.of(person as number)
    return known.length === 0 ? null : `[${known.join()}]`
  })
}

/** Person of each rank. */
export function personsByRank(db: Database.Database, people: number): Uint32Array {
  const persons = new Uint32Array(people)
  let person = 0
  readRows(db, 'etape.rang', 'arrivee', people, ['rang'], ([rang]) => {
    persons[Number(rang) - 1] = ++person
  })
  return persons
}

/** Place of each savoir-faire in the order in which a person's are shown. */
function placesOfSavoirFaire(db: Database.Database): Uint32Array {
  const ids = db.prepare('SELECT id FROM main.savoir_faire ORDER BY type, code, profession').pluck().all() as number[]
  const places = new Uint32Array(ids.length + 1)
  for (const [place, id] of ids.entries()) places[id] = place
  return places
}

function activitiesText(pairs: Uint32Array): string {
  let text = '['
  for (let at = 0; at < pairs.length; at += 2) text += `${at === 0 ? '' : ','}[${pairs[at]},${pairs[at + 1]}]`
  return `${text}]`
}
