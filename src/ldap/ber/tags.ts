/** Universal tags that LDAP uses (X.690 §8; RFC 4511 §5.1 restricts them). */
export const BOOLEAN = 0x01
export const INTEGER = 0x02
export const OCTET_STRING = 0x04
export const ENUMERATED = 0x0a
export const SEQUENCE = 0x30
export const SET = 0x31

/** Bit that marks an element made of other elements. */
export const CONSTRUCTED = 0x20
