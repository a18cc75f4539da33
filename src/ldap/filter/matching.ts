import { FORMS, type Form } from '../../search/forms.js'
import { fold, foldText, foldWords, plainWords } from '../../text/fold.js'
import { foldCity, foldCityWords } from '../../text/fold-city.js'
import { foldStreet, streetFragmentWords } from '../../text/fold-street.js'
import { foldTelephone } from '../../text/fold-telephone.js'
import { fragmentOf, joined, markedCity, markedName, markedStreet, markedText } from '../../text/words.js'
import { dnKey } from '../dn/name-key.js'
import type { AttributeType, Matching } from '../schema/attribute-type.js'
import type { RuleMatching } from '../schema/matching-rules.js'
import { objectClass } from '../schema/object-classes.js'
import type { Entry } from '../tree/entry.js'
import { namesIn } from '../tree/names-in.js'

/** The comparable form of a value, null when the value is not of the attribute's syntax. */
export type Normaliser = (value: string, type?: AttributeType, entry?: Entry) => string | null

/** No stored value is as long (a cell has 1000 characters at most): a longer assertion or fragment is true of none. */
const LONGEST_VALUE = 1000
/** Several cells may make one value. What is longer than this has no comparable form. */
const LONGEST_COMPARED = 8192

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const OID = /^\d+(\.\d+)+$/

/** RFC 4518 §2.6.1: outer spaces go, inner runs are one space. */
function spaces(value: string): string {
  return value.trim().replace(/\s+/g, ' ')
}

const RULES: Readonly<Record<Matching | RuleMatching, Normaliser>> = {
  name: fold,
  city: foldCity,
  street: foldStreet,
  text: foldText,
  address: foldText,
  ignore: (value) => spaces(value.normalize('NFKC').toLowerCase()),
  exact: (value) => spaces(value.normalize('NFKC')),
  telephone: foldTelephone,
  // RFC 4517 §4.2.12: spaces at the ends of a line do not count.
  lines: (value) => value.split('$').map(foldText).join('$'),
  digits: (value) => (/^[\d ]*$/.test(value) ? value.replaceAll(' ', '') : null),
  octets: (value) => value,
  bits: (value) => (/^'[01]*'B$/.test(value) ? value : null),
  none: () => null,
  code: (value) => value.trim().toUpperCase(),
  // 8 + RPPS and 0 + ADELI differ from the bare numbers by their length.
  personNumber: (value) =>
    value
      .trim()
      .toUpperCase()
      .replace(/^(?:8(?=.{11}$)|0(?=.{9}$))/, ''),
  boolean: (value) => (value === 'TRUE' || value === 'FALSE' ? value : null),
  integer: (value) => (/^-?\d{1,15}$/.test(value) ? String(Number(value)) : null),
  dn: dnKey,
  // A class by an unknown name is Undefined, by an unknown number merely absent (RFC 4517 §4.2.26).
  objectClass: (value) => objectClass(value)?.name ?? (OID.test(value) ? value : null),
  uuid: (value) => (UUID.test(value) ? value.toLowerCase() : null),
  time: (value) =>
    /^\d{10,14}(?:[.,]\d+)?Z$/.test(value) ? value.replace(/^(\d{10,14}).*/, '$1').padEnd(14, '0') : null,
}

/** SmallTable whose values have a syntax: what has not is no value of theirs, rather than another one. */
const BY_SYNTAX: ReadonlySet<Matching | RuleMatching> = new Set([
  'none',
  'digits',
  'bits',
  'boolean',
  'integer',
  'dn',
  'objectClass',
  'uuid',
  'time',
])

const NORMALISERS = Object.fromEntries(
  Object.entries(RULES).map(([matching, rule]) => {
    const tooLong = BY_SYNTAX.has(matching as Matching) ? null : ''
    return [matching, (value: string) => (value.length > LONGEST_COMPARED ? tooLong : rule(value))]
  }),
) as unknown as typeof RULES

/** Makes stored values comparable. */
export function normaliser(matching: Matching | RuleMatching): Normaliser {
  return NORMALISERS[matching]
}

export function isTooLong(value: string): boolean {
  return value.length > LONGEST_VALUE
}

/** The comparable form of an assertion; '' when it can equal no value, null when it is not of the syntax. */
export function assertionOf(matching: Matching | RuleMatching, value: string): string | null {
  if (!isTooLong(value)) return NORMALISERS[matching](value)
  return BY_SYNTAX.has(matching) ? null : ''
}

const OTHERS: Partial<Record<Matching | RuleMatching, Form['others']>> = {
  name: FORMS.name.others,
  city: FORMS.city.others,
  street: FORMS.street.others,
}

/**
 * The comparable forms that a stored value may have of an assertion or a fragment, once normalised: in a name ST may be
 * SAINT (text/fold.ts).
 */
export function forms(matching: Matching | RuleMatching, normalised: string): readonly string[] {
  const others = OTHERS[matching]
  return others == null ? [normalised] : [normalised, ...others(normalised)]
}

/** SmallTable whose values can be searched by fragments (they have a substrings rule). */
const BY_FRAGMENT: ReadonlySet<Matching> = new Set([
  'name',
  'city',
  'street',
  'text',
  'address',
  'telephone',
  'lines',
  'digits',
  'code',
  'personNumber',
])
/** SmallTable whose values have an order. */
const ORDERED: ReadonlySet<Matching> = new Set([...BY_FRAGMENT, 'exact', 'integer', 'time'])

export function hasFragments(matching: Matching): boolean {
  return BY_FRAGMENT.has(matching)
}

export function isOrdered(matching: Matching): boolean {
  return ORDERED.has(matching)
}

/** Negative, zero or positive as `one` comes before, with or after `other`; both are normalised. */
export function order(matching: Matching, one: string, other: string): number {
  if (matching === 'integer') return Number(one) - Number(other)
  return one < other ? -1 : one > other ? 1 : 0
}

/** The comparable form of a value that is searched by fragments: a number keeps its type digit there. */
export function fragmentNormaliser(matching: Matching): Normaliser {
  return NORMALISERS[matching === 'personNumber' ? 'code' : matching]
}

/** SmallTable whose fragments respect words: how their values are marked, and what the words of a fragment are. */
const WORDED: Partial<Record<Matching, { mark(value: string): string; words(value: string): readonly string[] }>> = {
  name: { mark: markedName, words: foldWords },
  city: { mark: markedCity, words: foldCityWords },
  street: { mark: markedStreet, words: streetFragmentWords },
  text: { mark: markedText, words: plainWords },
}

export function isWorded(matching: Matching): boolean {
  return WORDED[matching] !== undefined
}

const MARKED: Partial<Record<Matching, Normaliser>> = Object.fromEntries(
  Object.entries(WORDED).map(([matching, { mark }]): [string, Normaliser] => [
    matching,
    (value, type, entry) =>
      value.length > LONGEST_COMPARED ? '' : joined(namesIn(value, type!, entry!).map((part) => mark(part))),
  ]),
)

/** Makes stored values ready for fragments that respect words. */
export function marker(matching: Matching): Normaliser {
  return MARKED[matching]!
}

/**
 * The comparable form of a fragment. In an address a space at the edge of a fragment counts (RFC 4518 §2.6.1); in names and
 * texts it stands for any separator; codes have none.
 */
export function normaliseFragment(matching: Matching, place: 'initial' | 'any' | 'final', piece: string): string {
  if (matching === 'personNumber') return NORMALISERS.code(piece) ?? ''
  const worded = WORDED[matching]
  if (worded !== undefined) return fragmentOf(piece.slice(0, LONGEST_COMPARED), worded.words)
  if (matching !== 'address' && matching !== 'lines') return NORMALISERS[matching](piece) ?? ''
  // The dots keep the outer spaces, which count in a fragment.
  const single = foldText(`.${piece.slice(0, LONGEST_COMPARED)}.`).slice(1, -1)
  if (place === 'initial') return single.trimStart()
  return place === 'final' ? single.trimEnd() : single
}
