import { AnnuaireError } from '../../errors.js'
import { escapeValue } from '../dn/escape-value.js'
import { rdnKey } from '../dn/name-key.js'
import { parseDn } from '../dn/parse-dn.js'
import { containerEntry } from './container-entry.js'
import type { Entry } from './entry.js'

export const NATIONAL = 'national'
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
 * The two trees (design.md §6): mailboxes under their source, professionals in one container.
 * @throws AnnuaireError CONFIGURATION_INVALIDE when a root is no valid name, or one lies inside the other
 */
export class Dit {
  readonly baseBal: string
  readonly baseRpps: string
  readonly #balKeys: readonly string[]
  readonly #national: Node
  readonly #professionals: Context
  readonly #regional: string
  readonly #regions = new Map<string, Node>()
  /** Trees by the regional sources that they show: few accounts differ in what they may read. */
  readonly #contexts = new Map<string, readonly Context[]>()
  /** What completes the names of a source's mailboxes, in bytes. */
  readonly #endings = new Map<string, Buffer>()
  readonly #nationalEnding: Buffer

  constructor(baseBal: string, baseRpps: string) {
    this.baseBal = baseBal
    this.baseRpps = baseRpps
    this.#balKeys = keysOf(baseBal)
    this.#regional = `ou=regional,${baseBal}`
    this.#national = node(`ou=${NATIONAL},${baseBal}`, 'Boîtes aux lettres nationales', [], {
      kind: 'bals',
      source: NATIONAL,
    })
    this.#nationalEnding = Buffer.from(`,${this.#national.entry.dn}`)
    const people = node(this.parentOfProfessionals, 'Professionnels', [], { kind: 'professionnels' })
    this.#professionals = {
      keys: keysOf(baseRpps),
      root: node(baseRpps, 'Répertoire des professionnels de santé', [people], null),
    }
    if (endsWith(this.#balKeys, this.#professionals.keys) || endsWith(this.#professionals.keys, this.#balKeys)) {
      throw new AnnuaireError(
        'CONFIGURATION_INVALIDE',
        `Les racines LDAP « ${baseBal} » et « ${baseRpps} » se recouvrent : séparez-les.`,
      )
    }
    // A root that cannot be served is told at the start, not at the first search.
    this.contexts([])
  }

  get parentOfProfessionals(): string {
    return `ou=professionnels,${this.baseRpps}`
  }

  /** DN of the container of a source's mailboxes. */
  parentOfBals(source: string): string {
    return source === NATIONAL ? this.#national.entry.dn : `ou=${escapeValue(source)},${this.#regional}`
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

  /** Both trees with the regional sources given: the others do not exist for who asks. */
  contexts(sources: readonly string[]): readonly Context[] {
    const key = sources.join(',')
    let contexts = this.#contexts.get(key)
    if (contexts === undefined) {
      contexts = this.#build(sources)
      if (this.#contexts.size >= MAX_CONTEXTS) this.#contexts.clear()
      this.#contexts.set(key, contexts)
    }
    return contexts
  }

  #build(sources: readonly string[]): readonly Context[] {
    const regional = node(
      this.#regional,
      'Boîtes aux lettres régionales',
      sources.map((one) => this.#region(one)),
      null,
    )
    const root = node(this.baseBal, 'Annuaire des boîtes aux lettres MSSanté', [this.#national, regional], null)
    return [{ keys: this.#balKeys, root }, this.#professionals]
  }

  #region(source: string): Node {
    let region = this.#regions.get(source)
    if (region === undefined) {
      region = node(this.parentOfBals(source), `Boîtes aux lettres de la source ${source}`, [], {
        kind: 'bals',
        source,
      })
      this.#regions.set(source, region)
    }
    return region
  }
}

function isNational(bytes: Buffer, start: number, end: number): boolean {
  if (end - start !== NATIONAL_BYTES.length) return false
  for (let at = 0; at < NATIONAL_BYTES.length; at++) if (bytes[start + at] !== NATIONAL_BYTES[at]) return false
  return true
}

function node(dn: string, description: string, children: readonly Node[], leaves: Leaves | null): Node {
  return { key: keysOf(dn)[0]!, entry: containerEntry(dn, description), children, leaves }
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
