import { SHORTEST_INFIX } from '../../search/criteria.js'
import { isExactTrigram } from '../../text/trigram.js'
import { fieldMatcher, type IndexedField, idsMatcher } from './field.js'
import { type Lead, type Matcher, type Test, together } from './matcher.js'

/** Mail addresses: fragments are indexed in what stands before the `@`, domains are a short list of their own. */
export interface AddressField {
  readonly address: IndexedField
  readonly domain: IndexedField
}

/**
 * Addresses that contain a fragment. Few domains are shared by all: apart, they do not blur the index of the names.
 * Half a million addresses are not all checked: those that an answer needs are, one by one.
 */
export function addressFragment(field: AddressField, fragment: string): Matcher {
  const { dictionary, columns } = field.address
  const ids = columns[0]!.all()
  const test: Test = (row) => dictionary.at(ids[row]!).includes(fragment)
  // The index knows nothing of the @ itself.
  const certain = isExactTrigram(fragment) && !fragment.includes('@')
  return { lead: leadOf(field, fragment), leadTester: certain ? null : () => test, tester: () => test }
}

/** Rows among which those of the fragment lie; null when nothing narrows them. */
function leadOf({ address, domain }: AddressField, fragment: string): Lead | null {
  const likely = (name: string): Lead => idsMatcher(address, address.dictionary.likely(name)).lead!
  const at = fragment.indexOf('@')
  if (at === -1) return together([likely(fragment), idsMatcher(domain, domain.dictionary.infix(fragment)).lead!])
  const [name, start] = [fragment.slice(0, at), fragment.slice(at + 1)]
  if (start !== '') return fieldMatcher(domain, 'prefix', start).lead
  return name.length < SHORTEST_INFIX ? null : likely(name)
}
