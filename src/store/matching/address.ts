import { SHORTEST_INFIX } from '../../search/criteria.js'
import { fieldMatcher, type IndexedField, idsMatcher } from './field.js'
import { anyOf, type Lead, type Matcher, type Test } from './matcher.js'

/** Mail addresses: fragments are indexed in what stands before the `@`, domains are a short list of their own. */
export interface AddressField {
  readonly address: IndexedField
  readonly domain: IndexedField
}

/** Addresses that contain a fragment. Few domains are shared by all: apart, they do not blur the index of the names. */
export function addressFragment({ address, domain }: AddressField, fragment: string, loose: boolean): Matcher {
  const at = fragment.indexOf('@')
  if (at === -1) {
    const domains = idsMatcher(domain, domain.dictionary.infix(fragment))
    return anyOf([fieldMatcher(address, 'infix', fragment, loose), domains])
  }
  const [name, start] = [fragment.slice(0, at), fragment.slice(at + 1)]
  const ids = address.columns[0]!.all()
  const test: Test = (row) => address.dictionary.at(ids[row]!).includes(fragment)
  return { lead: leadOf(name, start), leadTester: () => test, tester: () => test }

  function leadOf(name: string, start: string): Lead | null {
    if (start !== '') return fieldMatcher(domain, 'prefix', start).lead
    return name.length < SHORTEST_INFIX ? null : fieldMatcher(address, 'infix', name, true).lead
  }
}
