import { CompiledFilter } from '../filter/compile.js'
import { foldingCost } from '../filter/folding-cost.js'
import type { Filter } from '../protocol/filter.js'
import { LdapFault } from '../result/fault.js'
import * as code from '../result/result-code.js'
import type { Prepared } from './gather.js'
import { COMPARISONS_OF_ENTRY, FILTER_BYTES } from './limits.js'

/** What the store answers exactly is not looked at: most filters are never asked of an entry. */
export function compiledWhenAsked(filter: Filter): Prepared {
  let compiled: CompiledFilter | null = null
  return () => {
    if (compiled !== null) return compiled
    compiled = new CompiledFilter(filter)
    if (compiled.cost <= COMPARISONS_OF_ENTRY) return compiled
    throw new LdapFault(code.ADMIN_LIMIT_EXCEEDED, 'Recherche trop coûteuse : le filtre a trop de conditions.')
  }
}

/**
 * @param length bytes that the filter was written in
 * @throws LdapFault adminLimitExceeded for a filter whose values would take too long to fold
 */
export function refuseLong(filter: Filter, length: number): void {
  if (length <= FILTER_BYTES / 10 || foldingCost(filter) <= FILTER_BYTES) return
  throw new LdapFault(code.ADMIN_LIMIT_EXCEEDED, 'Le filtre est trop long : découpez-le en plusieurs recherches.')
}
