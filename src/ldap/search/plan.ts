import { NATIONAL } from '../../values/index.js'
import type { Scope } from '../protocol/search-request.js'
import type { AttributeType } from '../schema/attribute-type.js'
import type { Leaves, Node } from '../tree/dit.js'
import type { Entry } from '../tree/entry.js'

/** Entries of the store to look through; `source` is null when the reader's own view is the whole range. */
export type Range = { readonly kind: 'bals'; readonly source: string | null } | { readonly kind: 'professionnels' }

/** What lies in the scope of a search. */
export interface Plan {
  readonly containers: readonly Entry[]
  /** Types that the containers may hold. */
  readonly types: ReadonlySet<AttributeType>
  readonly ranges: readonly Range[]
}

/**
 * @param isRoot the node is the root of its tree: a search below it sees what the reader may see, each address once
 * @param nationalOnly the reader may see no other source, so that naming it would only cost time
 */
export function planSearch(node: Node, scope: Scope, isRoot: boolean, nationalOnly: boolean): Plan {
  let plans = known.get(node)
  if (plans === undefined) {
    plans = new Map()
    known.set(node, plans)
  }
  const key = `${scope} ${isRoot} ${nationalOnly}`
  let plan = plans.get(key)
  if (plan === undefined) {
    plan = makePlan(node, scope, isRoot, nationalOnly)
    plans.set(key, plan)
  }
  return plan
}

/** Containers are few and stay: so do the plans of searches under them. */
const known = new WeakMap<Node, Map<string, Plan>>()

function makePlan(node: Node, scope: Scope, isRoot: boolean, nationalOnly: boolean): Plan {
  if (scope === 'base') return plan([node.entry], [])
  if (scope === 'one') {
    return plan(
      node.children.map(({ entry }) => entry),
      node.leaves === null ? [] : [range(node.leaves, nationalOnly)],
    )
  }
  const nodes = below(node)
  const leaves = nodes.flatMap((one) => one.leaves ?? [])
  const merged = isRoot && leaves.some(({ kind }) => kind === 'bals')
  return plan(
    nodes.filter((one) => scope === 'sub' || one !== node).map(({ entry }) => entry),
    merged ? [{ kind: 'bals', source: null }] : leaves.map((one) => range(one, nationalOnly)),
  )
}

function plan(containers: readonly Entry[], ranges: readonly Range[]): Plan {
  return { containers, types: new Set(containers.flatMap(({ types }) => types)), ranges }
}

function range(leaves: Leaves, nationalOnly: boolean): Range {
  if (leaves.kind === 'professionnels') return leaves
  return { kind: 'bals', source: nationalOnly && leaves.source === NATIONAL ? null : leaves.source }
}

function below(node: Node): readonly Node[] {
  return [node, ...node.children.flatMap(below)]
}
