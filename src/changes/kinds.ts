import { NATURES, OBJETS } from '../resources/changes.js'
import { BAL, PROFESSIONNEL, STRUCTURE_PROPERTIES } from '../resources/person.js'

/** What the journal follows, in the order in which a generation keeps it: the number of a kind is its place. */
export const KINDS = OBJETS
export type Kind = (typeof KINDS)[number]

/** Properties that name a record, follow from others, or say which file it is of. */
const LEFT_OUT: ReadonlySet<string> = new Set(
  'typeIdentifiant rpps adeli professions intitule provenance bals'.split(' '),
)

/**
 * Fields of each kind by the names of the API, in the order of their hashes. `bals` of a person is told by the mailboxes
 * themselves and comes last.
 */
export const FIELDS: Readonly<Record<Kind, readonly string[]>> = {
  professionnels: [...fieldsIn(PROFESSIONNEL.shape).filter((name) => name !== 'identifiant'), 'bals'],
  bals: fieldsIn(BAL.shape),
  structures: fieldsIn(STRUCTURE_PROPERTIES),
}

/** Fields of a person besides the mailboxes. */
export const OWN_FIELDS = FIELDS.professionnels.length - 1
/** The mailboxes of a person, among the changed fields. */
export const BALS_OF_PERSON = 1 << OWN_FIELDS

export { NATURES }
export type Nature = (typeof NATURES)[number]

/** @param bits one for each changed field */
export function fieldsOf(kind: Kind, bits: number): readonly string[] {
  return FIELDS[kind].filter((_, at) => (bits & (1 << at)) !== 0)
}

function fieldsIn(shape: object): readonly string[] {
  return Object.keys(shape).filter((name) => !LEFT_OUT.has(name))
}
