import { term } from '../../search/terms.js'
import type { Directory, Ranked, Reader, Window } from '../../store/directory.js'
import { knownType } from '../schema/attribute-types.js'
import type { Dit, Leaves, Node } from '../tree/dit.js'
import type { Entry } from '../tree/entry.js'
import { PreparedEntry } from '../tree/prepared-entry.js'
import { professionnelEntry } from '../tree/professionnel-entry.js'
import { ldifRecord } from './ldif-record.js'

/** Entries read at a time. */
const PAGE = 500

/** Operational attributes that another directory may take over (RFC 4530, RFC 4512 §3.4). */
const KEPT = ['entryUUID', 'createTimestamp', 'modifyTimestamp'].map(knownType)

export interface ExportOptions {
  /** Operational attributes too, as `slapadd` takes them. */
  readonly operational: boolean
}

/**
 * A tree as LDIF, piece by piece, every entry after the one above it. There is no `version: 1` line, which OpenLDAP's
 * slapadd does not read.
 */
export async function* exportTree(
  node: Node,
  directory: Directory,
  reader: Reader,
  dit: Dit,
  options: ExportOptions,
): AsyncGenerator<string> {
  yield record(node.entry, options)
  if (node.leaves !== null) {
    for await (const entries of leavesOf(node.leaves, node.entry.dn, directory, reader, dit)) {
      yield entries.map((entry) => record(entry, options)).join('')
    }
  }
  for (const child of node.children) yield* exportTree(child, directory, reader, dit, options)
}

async function* leavesOf(
  leaves: Leaves,
  parent: string,
  directory: Directory,
  reader: Reader,
  dit: Dit,
): AsyncGenerator<readonly Entry[]> {
  for (let after = 0; ; ) {
    const page = await read(leaves, parent, directory, reader, dit, { after, limit: PAGE })
    yield page.map(({ value }) => value)
    if (page.length < PAGE) return
    after = page.at(-1)!.rang
  }
}

async function read(
  leaves: Leaves,
  parent: string,
  directory: Directory,
  reader: Reader,
  dit: Dit,
  window: Window,
): Promise<readonly Ranked<Entry>[]> {
  if (leaves.kind === 'professionnels') {
    const { results } = await directory.professionnels({ kind: 'all' }, reader, window)
    return results.map(({ rang, value }) => ({
      rang,
      value: professionnelEntry(value, parent, directory.records.dates.ofPerson(rang)),
    }))
  }
  const found = await directory.entrees(term('source', 'exact', leaves.source), reader, window)
  return found.ranks.map((rang, at) => ({
    rang,
    value: new PreparedEntry(found.entry(at), dit, directory.records.dates, rang),
  }))
}

export function record(entry: Entry, { operational }: ExportOptions): string {
  const user = entry.types.filter(({ usage }) => usage === undefined)
  return ldifRecord(entry, operational ? [...user, ...KEPT] : user)
}
