import { rdnKey } from './name-key.js'
import { parseDn, type Rdn } from './parse-dn.js'

/** A name taken apart: its parts from the entry to the root, and the comparable form of each. */
export interface Name {
  readonly rdns: readonly Rdn[]
  readonly keys: readonly string[]
}

/** Clients ask under the same few bases again and again. */
const REMEMBERED = 256
const known = new Map<string, Name>()

/** @returns null when the syntax is wrong */
export function parseName(text: string): Name | null {
  const remembered = known.get(text)
  if (remembered !== undefined) return remembered
  const rdns = parseDn(text)
  if (rdns === null) return null
  const name = { rdns, keys: rdns.map(rdnKey) }
  // Long names are those of entries, which do not come back.
  if (text.length <= LONGEST_BASE) {
    if (known.size === REMEMBERED) known.clear()
    known.set(text, name)
  }
  return name
}
const LONGEST_BASE = 64

export function sameName(one: Name, other: Name): boolean {
  return one.keys.length === other.keys.length && one.keys.every((key, at) => key === other.keys[at])
}
