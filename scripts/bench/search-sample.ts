import type Database from 'better-sqlite3'
import { lettersOf } from '../../src/text/words.js'
import { Rng } from '../feed/rng.js'

export interface Person {
  readonly identifiant: string
  readonly nom: string
  readonly prenom: string
  readonly nom_plie: string
  readonly prenom_plie: string
  /** One of the activities, drawn among those that have a structure. */
  readonly activite: Activity | undefined
  /** Code of one savoir-faire, of the profession of `activite` when there is one. */
  readonly specialite: string | undefined
}

interface Activity {
  readonly profession: string | null
  readonly commune: string | null
  readonly code_postal: string | null
  readonly departement: string | null
  readonly finess: string | null
  readonly raison_sociale: string | null
}

export interface Mailbox {
  readonly adresse: string
  readonly type: string
  readonly identifiant: string | null
  readonly nom: string | null
  readonly prenom: string | null
  readonly profession: string | null
  readonly commune: string | null
  readonly departement: string | null
  readonly raison_sociale: string | null
  readonly type_structure: string | null
  readonly id_structure: string | null
}

/** Draws people and mailboxes of a generation, the same ones for the same seed. Reads by primary key alone. */
export class Sample {
  readonly rng: Rng
  readonly #people: number
  readonly #mailboxes: number
  readonly #person: Database.Statement
  readonly #activities: Database.Statement
  readonly #savoirFaire: Database.Statement
  readonly #mailbox: Database.Statement

  constructor(db: Database.Database, seed: number) {
    this.rng = new Rng(seed)
    this.#people = db.prepare('SELECT max(rang) FROM professionnel').pluck().get() as number
    this.#mailboxes = db.prepare('SELECT max(rang) FROM bal').pluck().get() as number
    this.#person = db.prepare('SELECT * FROM professionnel WHERE rang = ?')
    this.#activities = db.prepare(
      `SELECT a.profession, s.commune, s.code_postal, s.departement, s.finess, s.raison_sociale
       FROM activite a JOIN lieu s ON s.id = a.structure WHERE a.rang = ? ORDER BY a.rowid`,
    )
    this.#savoirFaire = db.prepare('SELECT code, profession FROM acquis WHERE rang = ? ORDER BY rowid')
    this.#mailbox = db.prepare("SELECT * FROM bal WHERE rang = ? AND source = 'national'")
  }

  person(): Person | null {
    const rang = 1 + this.rng.below(this.#people)
    const row = this.#person.get(rang) as Omit<Person, 'activite' | 'specialite'> | undefined
    if (row === undefined) return null
    const activities = this.#activities.all(rang) as Activity[]
    const activite = activities.length === 0 ? undefined : this.rng.pick(activities)
    const codes = (this.#savoirFaire.all(rang) as { code: string; profession: string }[])
      .filter(({ profession }) => activite === undefined || profession === activite.profession)
      .map(({ code }) => code)
    const names = { nom_plie: lettersOf(row.nom_plie), prenom_plie: lettersOf(row.prenom_plie) }
    return { ...row, ...names, activite, specialite: codes.length === 0 ? undefined : this.rng.pick(codes) }
  }

  /** A mailbox of the national source, which anyone may read. */
  mailbox(): Mailbox | null {
    return (this.#mailbox.get(1 + this.rng.below(this.#mailboxes)) as Mailbox | undefined) ?? null
  }

  /** Draws until `count` queries are made, or until it is clear that the feed has too few that suit. */
  draw<T, Q>(count: number, one: () => T | null, make: (drawn: T) => Q | null): Q[] {
    const made: Q[] = []
    for (let tries = 0; made.length < count && tries < count * 100; tries++) {
      const drawn = one()
      const query = drawn === null ? null : make(drawn)
      if (query !== null) made.push(query)
    }
    return made
  }

  shuffled<T>(values: readonly T[]): T[] {
    const left = [...values]
    return values.map(() => left.splice(this.rng.below(left.length), 1)[0]!)
  }

  /** The start of a text, of a length drawn between two. */
  start(text: string, least: number, most: number): string | null {
    const length = least + this.rng.below(most - least + 1)
    return text.length < length ? null : text.slice(0, length)
  }

  /** A piece of 3 to 5 letters from the middle of a folded text: neither its start nor its end. */
  piece(text: string): string | null {
    const length = 3 + this.rng.below(3)
    const places = text.length - length - 1
    if (places < 1) return null
    const from = 1 + this.rng.below(places)
    return text.slice(from, from + length).toLowerCase()
  }
}
