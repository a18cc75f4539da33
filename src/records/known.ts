import { GrowingNumbers } from '../growing-numbers.js'
import { hasTable, label } from '../nomenclature/index.js'
import { fold } from '../text/fold.js'
import { hash32, hash64 } from '../text/hash.js'
import { foldAddress, readCode, readLine } from '../values/index.js'
import type { Batch } from './batch.js'
import { KeyTable } from './key-table.js'

/** Numbers distinct texts from 1, in the order in which they are met, and keeps only their hashes. */
export class KnownTexts {
  readonly #ids: KeyTable
  /** Low bits of the hash that the key leaves out, to notice collisions. */
  readonly #checks: number[] = []

  /** @param capacity a power of two, 8 or more */
  constructor(capacity: number) {
    this.#ids = new KeyTable(capacity)
  }

  /** @returns the number of a text that was met, -1 for any other */
  known(text: string): number {
    const { high, low } = hash64(text)
    let key = high * 2097152 + (low >>> 11)
    for (let id = this.#ids.get(key); id !== -1; id = this.#ids.get(++key)) {
      if (this.#checks[id] === (low & 0x7ff)) return id
    }
    return -1
  }

  /** @returns the number of a text, and whether it is met for the first time */
  find(text: string): { readonly id: number; readonly isNew: boolean } {
    const { high, low } = hash64(text)
    let key = high * 2097152 + (low >>> 11)
    // Another text has the same 53 bits: look in the next place, as the table itself does.
    for (let id = this.#ids.get(key); id !== -1; id = this.#ids.get(++key)) {
      if (this.#checks[id] === (low & 0x7ff)) return { id, isNew: false }
    }
    const id = this.#ids.size + 1
    this.#ids.set(key, id)
    this.#checks[id] = low & 0x7ff
    return { id, isNew: true }
  }
}

/**
 * Structures already met, told apart by the whole of their cells joined: two lines that describe a structure differently
 * keep their own description, so that nothing of the feed is lost.
 */
export class KnownStructures extends KnownTexts {
  readonly #origins: DepartementOrigin[] = []
  readonly #departements: (string | null)[] = []

  constructor() {
    super(1 << 18)
  }

  setPlace(id: number, origin: DepartementOrigin, departement: string | null): void {
    this.#origins[id] = origin
    this.#departements[id] = departement
  }

  departement(id: number): string | null {
    return this.#departements[id] ?? null
  }

  origin(id: number): DepartementOrigin {
    return this.#origins[id] ?? 'fourni'
  }
}

/** How a structure's département is known: given by the file, though its commune may lie in another one, deduced from its commune or postcode, or not at all;
 * none is looked for where there is no address, or outside France. */
export type DepartementOrigin = 'fourni' | 'contredit' | 'deduit' | 'indetermine' | 'sans adresse' | 'hors de France'

/** Line on which each address of one source was kept, whatever its case. A refused line takes no address. */
export class KnownAddresses {
  readonly #lines = new KeyTable(1 << 16)

  /** @returns the line that has the address; null when none was kept so far */
  lineOf(address: string): number | null {
    const line = this.#lines.get(keyOf(address))
    return line === -1 ? null : line
  }

  /** Notes the address of a line that is loaded, published or not. */
  take(address: string, line: number): void {
    this.#lines.set(keyOf(address), line)
  }
}

function keyOf(address: string): number {
  const { high, low } = hash64(foldAddress(address))
  return high * 2097152 + (low >>> 11)
}

/** The name of each professional by order of arrival, as hashes: of name and first name, of each of them folded. */
export class KnownNames {
  readonly #names = new GrowingNumbers(1 << 17)

  /** The name of the next person; the first one has number 1. */
  add(nom: string, prenom: string): void {
    this.#names.push(hash32(`${nom}|${prenom}`))
    this.#names.push(hash32(fold(nom)))
    this.#names.push(hash32(fold(prenom)))
  }

  /** Whether both are what was set, to the letter. */
  isSame(person: number, nom: string, prenom: string): boolean {
    return this.#names.at(3 * person - 3) === hash32(`${nom}|${prenom}`)
  }

  /** Whether the name is the same but for its spelling. */
  isNamed(person: number, nom: string): boolean {
    return this.#names.at(3 * person - 2) === hash32(fold(nom))
  }

  /** Whether the first name is the same but for its spelling. */
  isFirstNamed(person: number, prenom: string): boolean {
    return this.#names.at(3 * person - 1) === hash32(fold(prenom))
  }
}

export interface KnownCode {
  /** null when the cell holds none. */
  readonly code: string | null
  readonly repaired: string | null
  readonly fault: string | null
  /** The nomenclature exists and lacks the code. */
  readonly unknown: boolean
}

/** What was written for codes, each read once: a feed repeats the same few by the million. */
export class KnownCodes {
  readonly #tables = new Map<string, Map<string, KnownCode>>()

  /** @returns the code, and whether this way of writing it is met for the first time */
  read(nomenclature: string, written: string): { readonly known: KnownCode; readonly isNew: boolean } {
    let codes = this.#tables.get(nomenclature)
    if (codes === undefined) {
      codes = new Map()
      this.#tables.set(nomenclature, codes)
    }
    const met = codes.get(written)
    if (met !== undefined) return { known: met, isNew: false }
    const isKnown = (code: string) => label(nomenclature, code) !== null
    const { value, repaired, fault } = readCode(written, isKnown)
    const unknown = value !== null && hasTable(nomenclature) && !isKnown(value)
    // A copy of the key: a cell may keep the whole chunk of the file that it was read in alive.
    const known = { code: value === null ? null : Buffer.from(value).toString(), repaired, fault, unknown }
    codes.set(Buffer.from(written).toString(), known)
    return { known, isNew: true }
  }
}

/** Characters of a label that are kept; the longest of the nomenclatures has 137. */
const LONGEST = 300

/**
 * Labels that the feed gives for its codes: the product shows them when the nomenclature does not know the code.
 * The first label of a code wins.
 */
export class KnownLabels {
  readonly #seen = new Map<string, Map<string, string>>()

  note(batch: Batch, nomenclature: string, code: string, written: string): void {
    let codes = this.#seen.get(nomenclature)
    if (codes === undefined) {
      codes = new Map()
      this.#seen.set(nomenclature, codes)
    }
    if (written === '' || codes.has(code)) return
    const libelle = (readLine(written.slice(0, LONGEST).toWellFormed()).value ?? '').slice(0, LONGEST)
    codes.set(Buffer.from(code).toString(), Buffer.from(libelle).toString())
    if (libelle !== '') batch.libelle.push(nomenclature, code, libelle)
  }

  /** @returns null when the feed gave none */
  of(nomenclature: string, code: string): string | null {
    return this.#seen.get(nomenclature)?.get(code) || null
  }
}
