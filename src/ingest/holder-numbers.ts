import type Database from 'better-sqlite3'
import type { PersonLists } from './person-lists.js'
import { readRows } from './read-rows.js'

/** What a mailbox is given of the place where its holder works. */
export interface Numbers {
  readonly telephones: readonly string[]
  readonly telecopie: string | null
}

const BETWEEN = '\t'
/** In a whole number fit nine signs of 36, and fourteen digits. */
const BASE: Readonly<Record<string, number>> = { FINESS: 36, SIRET: 10 }

/**
 * Telephones and fax of mailboxes whose own file gives none: those of the holder's activity in the structure of the mailbox, else
 * of the only structure where he works. National files give a mailbox its holder and its structure, never a number.
 */
export class HolderNumbers {
  readonly #activites: PersonLists
  /** For each structure the place of its numbers among the different ones, which count from 1. */
  #numbersOf: Uint32Array
  #finess: Float64Array
  #siret: Float64Array
  readonly #telephones: (string | null)[] = [null]
  readonly #telecopies: (string | null)[] = [null]
  /** For each mailbox in the order of arrival, from 1. */
  #given: Uint32Array

  /** @param bals mailboxes that were read */
  constructor(db: Database.Database, activites: PersonLists, bals: number) {
    this.#activites = activites
    this.#given = new Uint32Array(bals + 1)
    const last = db.prepare('SELECT ifnull(max(id), 0) FROM main.structure').pluck().get() as number
    this.#numbersOf = new Uint32Array(last + 1)
    this.#finess = new Float64Array(last + 1).fill(Number.NaN)
    this.#siret = new Float64Array(last + 1).fill(Number.NaN)
    const places = new Map<string, number>()
    readRows(db, 'main.structure', 'id', last, ['id', 'finess', 'siret', 'telephones', 'telecopie'], (cells) => {
      const [id, finess, siret, telephones, telecopie] = cells as readonly [string, string, string, string, string]
      if (telephones === '' && telecopie === '') return
      const structure = Number(id)
      this.#finess[structure] = parsed(finess, 'FINESS')
      this.#siret[structure] = parsed(siret, 'SIRET')
      const text = telephones + BETWEEN + telecopie
      let place = places.get(text)
      if (place === undefined) {
        place = this.#telephones.push(telephones || null) - 1
        this.#telecopies.push(telecopie || null)
        places.set(text, place)
      }
      this.#numbersOf[structure] = place
    })
  }

  /** Lets SQL ask for the numbers of a mailbox (schema/finalisation.sql). */
  registerFunctions(db: Database.Database): void {
    const known = { telephones_du_titulaire: this.#telephones, telecopie_du_titulaire: this.#telecopies }
    for (const [name, numbers] of Object.entries(known)) {
      db.function(name, (arrival, person, type, structure) => {
        if (person === null) return null
        // Both functions are asked for each mailbox.
        const found = this.#given[arrival as number]!
        const place = found || this.#find(person as number, type as string | null, structure as string | null)
        this.#given[arrival as number] = place
        return numbers[place]!
      })
    }
  }

  /**
   * What mailboxes were given, made into bytes once for all that were given the same. None may be asked for any more: what helped
   * to find them goes.
   * @param arrivals of the mailboxes, in the order of the rows
   */
  settle(arrivals: Uint32Array, prepare: (numbers: Numbers) => Uint8Array): Endings {
    const pieces: Uint8Array[] = []
    const ends: number[] = [0]
    const places = new Uint32Array(this.#telephones.length)
    const rows = arrivals.map((arrival) => {
      const given = this.#given[arrival]!
      if (given === 0 || places[given] !== 0) return places[given]!
      const telephones = this.#telephones[given]!
      const piece = prepare({
        telephones: telephones === null ? [] : telephones.split('\n'),
        telecopie: this.#telecopies[given]!,
      })
      pieces.push(piece)
      places[given] = ends.push(ends.at(-1)! + piece.length) - 1
      return places[given]
    })
    this.#telephones.length = this.#telecopies.length = 0
    this.#given = this.#numbersOf = new Uint32Array(0)
    this.#finess = this.#siret = new Float64Array(0)
    return { rows, ends: Uint32Array.from(ends), bytes: new Uint8Array(Buffer.concat(pieces)) }
  }

  #find(person: number, type: string | null, number: string | null): number {
    const pairs = this.#activites.of(person)
    const numbers = type === 'SIRET' ? this.#siret : this.#finess
    const wanted = parsed(number, type)
    let only = 0
    let several = false
    let found = 0
    for (let at = 1; at < pairs.length; at += 2) {
      const structure = pairs[at]!
      if (structure === 0) continue
      if (found === 0 && numbers[structure] === wanted) found = this.#numbersOf[structure]!
      if (only === 0) only = structure
      else if (structure !== only) several = true
    }
    return found !== 0 || several || only === 0 ? found : this.#numbersOf[only]!
  }
}

/** What entries end with: for each row the place of its ending, which lies behind that of the place before; 0 for none. */
export interface Endings {
  readonly rows: Uint32Array
  readonly ends: Uint32Array
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** A number of a type as one that is quickly compared; NaN, which equals nothing, for any other text or type. */
function parsed(number: string | null, type: string | null): number {
  const base = BASE[type ?? '']
  return base === undefined || number === null || number === '' ? Number.NaN : Number.parseInt(number, base)
}
