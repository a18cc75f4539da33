import type Database from 'better-sqlite3'
import type { NumberColumn } from '../columns/number-column.js'
import type { IndexedField } from './matching/field.js'
import type { GenerationColumns } from './matching/generation-columns.js'

/** When each person and each mailbox of a generation was changed, ISO 8601. */
export class ChangeDates {
  readonly #rank: Database.Statement
  readonly #people: () => IndexedField
  readonly #bals: () => IndexedField

  constructor(
    db: Database.Database,
    columns: GenerationColumns,
    counts: { readonly professionnels: number; readonly bals: number },
  ) {
    this.#rank = db.prepare('SELECT rang FROM professionnel WHERE identifiant = ?').pluck()
    this.#people = () => columns.field('professionnel', 'modifie', counts.professionnels)
    this.#bals = () => columns.field('bal', 'modifie', counts.bals)
  }

  ofPerson(rang: number): string {
    return dateOf(this.#people(), rang)
  }

  /** Of the person whose identification is told. */
  ofIdentified(identifiant: string): string {
    return this.ofPerson(this.#rank.get(identifiant) as number)
  }

  ofMailbox(rang: number): string {
    return dateOf(this.#bals(), rang)
  }
}

function dateOf({ dictionary, columns }: IndexedField, rang: number): string {
  return dictionary.at((columns[0] as NumberColumn).all()[rang - 1]!)
}
