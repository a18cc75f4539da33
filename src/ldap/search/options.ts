import { type Control, refuseUnknown } from '../protocol/controls.js'
import { LIST_VIEW_REQUEST, type ListViewRequest, listViewRequest } from '../protocol/list-view-control.js'
import { PAGED_RESULTS, type PagedRequest, pagedRequest } from '../protocol/paged-control.js'
import { SORT_REQUEST, type SortRequest, sortRequest } from '../protocol/sort-control.js'

/** What the controls of a search ask. */
export interface SearchOptions {
  readonly paged: PagedRequest | null
  readonly sort: SortRequest | null
  readonly view: ListViewRequest | null
}

const NONE: SearchOptions = { paged: null, sort: null, view: null }

/** @throws LdapFault protocolError for a control that cannot be read, unavailableCriticalExtension for an unknown one */
export function searchOptions(controls: readonly Control[]): SearchOptions {
  if (controls.length === 0) return NONE
  const options = { paged: pagedRequest(controls), sort: sortRequest(controls), view: listViewRequest(controls) }
  refuseUnknown(controls, [PAGED_RESULTS, SORT_REQUEST, LIST_VIEW_REQUEST])
  return options
}
