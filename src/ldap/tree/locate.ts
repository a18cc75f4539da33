import type { Name } from '../dn/name.js'
import { canonicalType } from '../dn/name-key.js'
import type { Rdn } from '../dn/parse-dn.js'
import { type Context, endsWith, type Node } from './dit.js'

/** Where a name leads. */
export type Place =
  | { readonly kind: 'node'; readonly node: Node; readonly isRoot: boolean }
  /**
   * A name right under a container of entries; whether the entry exists, the store knows.
   * `whole` is false when the name goes on below it, where nothing is.
   */
  | { readonly kind: 'leaf'; readonly parent: Node; readonly value: string; readonly whole: boolean }
  /** `matchedDn`: the last part of the way that exists (RFC 4511 §4.1.9). */
  | { readonly kind: 'absent'; readonly matchedDn: string }

export function locate(contexts: readonly Context[], { rdns, keys }: Name): Place {
  const context = contexts.find((one) => endsWith(keys, one.keys))
  if (context === undefined) return { kind: 'absent', matchedDn: '' }
  let node = context.root
  for (let at = keys.length - context.keys.length - 1; at >= 0; at--) {
    const child = node.children.find((one) => one.key === keys[at])
    if (child !== undefined) {
      node = child
      continue
    }
    const value = leafValue(node, rdns[at]!)
    return value === null
      ? { kind: 'absent', matchedDn: node.entry.dn }
      : { kind: 'leaf', parent: node, value, whole: at === 0 }
  }
  return { kind: 'node', node, isRoot: node === context.root }
}

/** Value of the naming attribute, null when the name is not that of an entry of this container. */
function leafValue(parent: Node, rdn: Rdn): string | null {
  if (parent.leaves === null || rdn.length !== 1) return null
  const naming = parent.leaves.kind === 'bals' ? 'mail' : 'employeenumber'
  return canonicalType(rdn[0]!.type) === naming ? rdn[0]!.value.trim() : null
}
