/** Longest message of a client that is not bound to an account (OpenLDAP's sockbuf_max_incoming). */
export const MESSAGE_ANONYMOUS = 256 * 1024
/** The same once bound. */
export const MESSAGE_BOUND = 4 * 1024 * 1024

/** Requests of one connection read ahead; beyond, its bytes wait in the network. */
export const MAX_PENDING = 100
/** Requests of one connection that run or wait for their turn: a long search must not hold up the next one. */
export const MAX_RUNNING = 2
export { MAX_SEARCHES } from '../../serving/limits.js'

/** Bytes that may wait for a slow reader before its next answer is held back. */
export const HIGH_WATER = 256 * 1024

export const MAX_CONNECTIONS = 2000
/** Of one client address: a quarter of the places. */
export const MAX_PER_ADDRESS = 500
/** Connections that the system may keep for us to accept: with Node's 511, a crowd that comes back at once waits for seconds. */
export const BACKLOG = MAX_CONNECTIONS

/** Time to send a whole message, and to read an answer. */
export const MESSAGE_TIMEOUT_MS = 15_000
export const WRITE_TIMEOUT_MS = 60_000
/** A connection without any request is closed after this time. */
export const IDLE_TIMEOUT_MS = 15 * 60_000
export const SWEEP_MS = 5_000
/** After the last word to a client, the time it has to read it. */
export const LINGER_MS = 1_000
