/** Tags of the protocol operations (RFC 4511 §4.2 to §4.13). */
export const BIND_REQUEST = 0x60
const BIND_RESPONSE = 0x61
export const UNBIND_REQUEST = 0x42
export const SEARCH_REQUEST = 0x63
export const SEARCH_RESULT_ENTRY = 0x64
export const SEARCH_RESULT_DONE = 0x65
const MODIFY_REQUEST = 0x66
const ADD_REQUEST = 0x68
const DELETE_REQUEST = 0x4a
const MODIFY_DN_REQUEST = 0x6c
export const COMPARE_REQUEST = 0x6e
const COMPARE_RESPONSE = 0x6f
export const ABANDON_REQUEST = 0x50
export const EXTENDED_REQUEST = 0x77
export const EXTENDED_RESPONSE = 0x78

/** Response tag of each request; null for the two requests that have none. */
export const RESPONSE_OF: ReadonlyMap<number, number | null> = new Map([
  [BIND_REQUEST, BIND_RESPONSE],
  [UNBIND_REQUEST, null],
  [SEARCH_REQUEST, SEARCH_RESULT_DONE],
  [MODIFY_REQUEST, 0x67],
  [ADD_REQUEST, 0x69],
  [DELETE_REQUEST, 0x6b],
  [MODIFY_DN_REQUEST, 0x6d],
  [COMPARE_REQUEST, COMPARE_RESPONSE],
  [ABANDON_REQUEST, null],
  [EXTENDED_REQUEST, EXTENDED_RESPONSE],
])
