import { ASSERTION, type Assertion, assertionRequest } from '../protocol/assertion-control.js'
import { type Control, refuseUnknown } from '../protocol/controls.js'
import { checkDontUseCopy, DONT_USE_COPY } from '../protocol/copy-control.js'
import { checkDomainScope, DOMAIN_SCOPE } from '../protocol/domain-scope-control.js'
import { LIST_VIEW_REQUEST, type ListViewRequest, listViewRequest } from '../protocol/list-view-control.js'
import { MATCHED_VALUES } from '../protocol/matched-values-control.js'
import { PAGED_RESULTS, type PagedRequest, pagedRequest } from '../protocol/paged-control.js'
import { SORT_REQUEST, type SortRequest, sortRequest } from '../protocol/sort-control.js'
import { SUBENTRIES, subentriesRequest } from '../protocol/subentries-control.js'

/** What the controls of a search ask. */
export interface SearchOptions {
  readonly paged: PagedRequest | null
  readonly sort: SortRequest | null
  readonly view: ListViewRequest | null
  /** True for subentries alone, false for the other entries alone. */
  readonly subentries: boolean | null
  /** What must be true of the base. */
  readonly assertion: Assertion | null
}

const NONE: SearchOptions = { paged: null, sort: null, view: null, subentries: null, assertion: null }

const KNOWN = [
  PAGED_RESULTS,
  SORT_REQUEST,
  LIST_VIEW_REQUEST,
  DOMAIN_SCOPE,
  DONT_USE_COPY,
  SUBENTRIES,
  ASSERTION,
  // What is sent of an entry is no matter of which entries are found (values-filter.ts).
  MATCHED_VALUES,
]

/** @throws LdapFault protocolError for a control that cannot be read, unavailableCriticalExtension for an unknown one */
export function searchOptions(controls: readonly Control[]): SearchOptions {
  if (controls.length === 0) return NONE
  checkDomainScope(controls)
  checkDontUseCopy(controls)
  const options = {
    paged: pagedRequest(controls),
    sort: sortRequest(controls),
    view: listViewRequest(controls),
    subentries: subentriesRequest(controls),
    assertion: assertionRequest(controls),
  }
  refuseUnknown(controls, KNOWN)
  return options
}

/** Whether entries of a kind are shown (RFC 3672 §3). */
export function shows({ subentries }: SearchOptions, areSubentries: boolean): boolean {
  return subentries === null || subentries === areSubentries
}
