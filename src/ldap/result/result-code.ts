/** Result codes of RFC 4511 appendix A that this server answers with. */
export const SUCCESS = 0
export const OPERATIONS_ERROR = 1
export const PROTOCOL_ERROR = 2
export const TIME_LIMIT_EXCEEDED = 3
export const SIZE_LIMIT_EXCEEDED = 4
export const COMPARE_FALSE = 5
export const COMPARE_TRUE = 6
export const AUTH_METHOD_NOT_SUPPORTED = 7
export const STRONGER_AUTH_REQUIRED = 8
export const ADMIN_LIMIT_EXCEEDED = 11
export const UNAVAILABLE_CRITICAL_EXTENSION = 12
export const CONFIDENTIALITY_REQUIRED = 13
export const NO_SUCH_ATTRIBUTE = 16
export const UNDEFINED_ATTRIBUTE_TYPE = 17
export const INAPPROPRIATE_MATCHING = 18
export const NO_SUCH_OBJECT = 32
export const INVALID_DN_SYNTAX = 34
export const INVALID_CREDENTIALS = 49
export const INSUFFICIENT_ACCESS_RIGHTS = 50
export const BUSY = 51
export const UNAVAILABLE = 52
export const UNWILLING_TO_PERFORM = 53
/** Of the virtual list view draft: what its control says, and what the search says when the control refuses it. */
export const SORT_CONTROL_MISSING = 60
export const OFFSET_RANGE_ERROR = 61
export const VIRTUAL_LIST_VIEW_ERROR = 76
export const OTHER = 80
/** Of the assertion control (RFC 4528). */
export const ASSERTION_FAILED = 122
