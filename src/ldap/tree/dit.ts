import { AnnuaireError } from '../../errors.js'
import { Remembered } from '../../remembered.js'
import { NATIONAL } from '../../values/index.js'
import { escapeValue } from '../dn/escape-value.js'
import { rdnKey } from '../dn/name-key.js'
import { parseDn } from '../dn/parse-dn.js'
import { containerEntry } from './container-entry.js'
import type { Entry } from './entry.js'

const NATIONAL_BYTES = Buffer.from(NATIONAL)
const MAX_CONTEXTS = 1000

/** Entries of the store that lie right under a container. */
export type Leaves = { readonly kind: 'bals'; readonly source: string } | { readonly kind: 'professionnels' }

/** A container of the tree. */
export interface Node {
  /** Comparable form of its own relative name. */
  readonly key: string
  readonly entry: Entry
  readonly children: readonly Node[]
  readonly leaves: Leaves | null
}

/** A root of the tree, whose name has several parts. */
export interface Context {
  /** Comparable forms of the parts of the root's name, from the entry to the root. */
  readonly keys: readonly string[]
  readonly root: Node
}

/**
 * The two trees (src/ldap/README.md): mailboxes under their source, professionals in one container.
 * @throws AnnuaireError CONFIGURATION_INVALIDE when a root is no valid name, or one lies inside the other
 */
export class Dit {
  readonly baseBal: string
  readonly baseRpps: string
  readonly #balKeys: readonly string[]
  readonly #rppsKeys: readonly string[]
  readonly #national: string
  readonly #regional: string
  /** Trees by the regional sources that they show: few accounts differ in what they may read. */
  readonly #contexts = new Remembered<string, readonly Context[]>(MAX_CONTEXTS)
  /** Date of the generation that they are of. */
  #date: string | null = null
  /** What completes the names of a source's mailboxes, in bytes. */
  readonly #endings = new Map<string, Buffer>()
  readonly #nationalEnding: Buffer

  constructor(baseBal: string, baseRpps: string) {
    this.baseBal = baseBal
    this.baseRpps = baseRpps
    this.#balKeys = keysOf(baseBal)
    this.#rppsKeys = keysOf(baseRpps)
    this.#national = `ou=${NATIONAL},${baseBal}`
    this.#regional = `ou=regional,${baseBal}`
    this.#nationalEnding = Buffer.from(`,${this.#national}`)
    if (endsWith(this.#balKeys, this.#rppsKeys) || endsWith(this.#rppsKeys, this.#balKeys)) {
      throw new AnnuaireError(
        'CONFIGURATION_INVALIDE',
        `Les racines LDAP « ${baseBal} » et « ${baseRpps} » se recouvrent : séparez-les.`,
      )
    }
    // A root that cannot be served is refused at the start, not at the first search.
    this.contexts([])
  }

  get parentOfProfessionals(): string {
    return `ou=professionnels,${this.baseRpps}`
  }

  /** DN of the container of a source's mailboxes. */
  parentOfBals(source: string): string {
    return source === NATIONAL ? this.#national : `ou=${escapeValue(source)},${this.#regional}`
  }

  /** What follows the relative name of a mailbox, comma included; its source is written from `start` to `end`. */
  endingOfBals(bytes: Buffer, start: number, end: number): Buffer {
    if (isNational(bytes, start, end)) return this.#nationalEnding
    const source = bytes.toString('utf8', start, end)
    let ending = this.#endings.get(source)
    if (ending === undefined) {
      ending = Buffer.from(`,${this.parentOfBals(source)}`)
      this.#endings.set(source, ending)
    }
    return ending
  }

  /**
   * Both trees with the regional sources given: the others do not exist for who asks.
   * @param date since when the generation is published, which its containers show as theirs
   */
  contexts(sources: readonly string[], date: string | null = null): readonly Context[] {
    if (date !== this.#date) this.#contexts.clear()
    this.#date = date
    return this.#contexts.of(sources.join(','), () => this.#build(sources, date))
  }

  #build(sources: readonly string[], date: string | null): readonly Context[] {
    const make = (dn: string, description: string, children: readonly Node[], leaves: Leaves | null): Node => {
      return { key: keysOf(dn)[0]!, entry: containerEntry(dn, description, date), children, leaves }
    }
    const ofSource = (source: string, description: string): Node =>
      make(this.parentOfBals(source), description, [], { kind: 'bals', source })
    const national = ofSource(NATIONAL, 'Boîtes aux lettres nationales')
    const regions = sources.map((one) => ofSource(one, `Boîtes aux lettres de la source ${one}`))
    const regional = make(this.#regional, 'Boîtes aux lettres régionales', regions, null)
    const bals = make(this.baseBal, 'Annuaire des boîtes aux lettres MSSanté', [national, regional], null)
    const people = make(this.parentOfProfessionals, 'Professionnels', [], { kind: 'professionnels' })
    const rpps = make(this.baseRpps, 'Répertoire des professionnels de santé', [people], null)
    return [
      { keys: this.#balKeys, root: bals },
      { keys: this.#rppsKeys, root: rpps },
    ]
  }
}

function isNational(bytes: Buffer, start: number, end: number): boolean {
  if (end - start !== NATIONAL_BYTES.length) return false
  for (let at = 0; at < NATIONAL_BYTES.length; at++) if (bytes[start + at] !== NATIONAL_BYTES[at]) return false
  return true
}

function keysOf(dn: string): readonly string[] {
  const rdns = parseDn(dn)
  if (rdns === null || rdns.length === 0) {
    throw new AnnuaireError('CONFIGURATION_INVALIDE', `Racine LDAP « ${dn} » refusée : ce n’est pas un nom LDAP.`)
  }
  return rdns.map(rdnKey)
}

/** The name is the other one or lies below it. */
export function endsWith(keys: readonly string[], end: readonly string[]): boolean {
  const from = keys.length - end.length
  return from >= 0 && end.every((key, index) => keys[from + index] === key)
}
