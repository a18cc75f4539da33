import type { Professionnel } from '../../resources/person.js'
import type { Directory, Reader } from '../../store/directory.js'
import { NATIONAL } from '../../values/index.js'
import { parseName, sameName } from '../dn/name.js'
import { Dit } from '../tree/dit.js'
import { professionnelEntry } from '../tree/professionnel-entry.js'
import { type ExportOptions, exportTree, record } from './export-tree.js'

export interface LdifOptions extends ExportOptions {
  readonly baseBal: string
  readonly baseRpps: string
  /** Root of the tree to export. */
  readonly base: string
}

/**
 * A tree of the directory as LDIF (RFC 2849), as a reader of these sources sees it.
 * @returns null when the base is the root of no tree
 */
export function ldif(directory: Directory, reader: Reader, options: LdifOptions): AsyncGenerator<string> | null {
  const dit = new Dit(options.baseBal, options.baseRpps)
  const wanted = parseName(options.base)
  const sources = directory.generation.sources.filter((one) => one !== NATIONAL && reader.sources.includes(one))
  const contexts = dit.contexts(sources, directory.generation.publieeLe)
  const context = contexts.find(({ keys }) => wanted !== null && sameName(wanted, { rdns: [], keys }))
  return context === undefined ? null : exportTree(context.root, directory, reader, dit, options)
}

/** One person as LDIF, with the attributes that people read. */
export function personLdif(
  person: Professionnel,
  { baseBal, baseRpps }: Pick<LdifOptions, 'baseBal' | 'baseRpps'>,
): string {
  const { parentOfProfessionals } = new Dit(baseBal, baseRpps)
  return record(professionnelEntry(person, parentOfProfessionals, person.provenance.date), { operational: false })
}
