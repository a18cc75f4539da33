/**
 * The three values of RFC 4511 §4.5.1.7, in an order in which AND is the least, OR the greatest and NOT the mirror.
 */
export const FALSE = 0
export const UNDEFINED = 1
export const TRUE = 2
export type Truth = typeof FALSE | typeof UNDEFINED | typeof TRUE
