import { TRUE } from '../filter/truth.js'
import type { Assertion } from '../protocol/assertion-control.js'
import { LdapFault } from '../result/fault.js'
import { ASSERTION_FAILED } from '../result/result-code.js'
import type { Entry } from '../tree/entry.js'
import { compiledWhenAsked, refuseLong } from './filter-cost.js'

/** @throws LdapFault assertionFailed when the assertion is not true of the entry that a request names (RFC 4528 §3) */
export function assertOf(entry: Entry, assertion: Assertion | null): void {
  if (assertion === null) return
  const { filter, length } = assertion
  refuseLong(filter, length)
  if (compiledWhenAsked(filter)().test(entry) === TRUE) return
  throw new LdapFault(ASSERTION_FAILED, 'L’assertion n’est pas vraie de cette entrée.')
}
