import { Remembered } from '../../remembered.js'
import { rdnKey } from './name-key.js'
import { parseDn, type Rdn } from './parse-dn.js'

/** A name taken apart: its parts from the entry to the root, and the comparable form of each. */
export interface Name {
  readonly rdns: readonly Rdn[]
  readonly keys: readonly string[]
}

/** Clients ask under the same few bases again and again. */
const REMEMBERED = 256
const known = new Remembered<string, Name>(REMEMBERED)

/** @returns null when the syntax is wrong */
export function parseName(text: string): Name | null {
  return known.get(text) ?? parseUnder(text) ?? parseWhole(text)
}

/** The name of an entry under a base that is known; null when it takes more than that. */
function parseUnder(text: string): Name | null {
  const comma = text.indexOf(',')
  const base = comma === -1 ? undefined : known.get(text.slice(comma + 1))
  if (base === undefined || text[comma - 1] === '\\') return null
  const first = parseDn(text.slice(0, comma))
  if (first === null || first.length !== 1) return null
  return { rdns: [first[0]!, ...base.rdns], keys: [rdnKey(first[0]!), ...base.keys] }
}

function parseWhole(text: string): Name | null {
  const rdns = parseDn(text)
  if (rdns === null) return null
  const name = { rdns, keys: rdns.map(rdnKey) }
  // Long names are those of entries, which do not come back; the bases that they lie under do.
  if (text.length <= LONGEST_BASE) known.set(text, name)
  else if (rdns.length > 1) parseBase(text)
  return name
}
const LONGEST_BASE = 64

/** Remembers what stands behind the first comma, if it is a name. */
function parseBase(text: string): void {
  const base = text.slice(text.indexOf(',') + 1)
  if (base.length <= LONGEST_BASE && !known.has(base)) parseWhole(base)
}

export function sameName(one: Name, other: Name): boolean {
  return one.keys.length === other.keys.length && one.keys.every((key, at) => key === other.keys[at])
}
