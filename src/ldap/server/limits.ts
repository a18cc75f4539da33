/**
 * Elements of a message, the attributes asked for aside: a batch of 1 000 addresses has 3 012, and nothing else that real
 * clients send more than 300.
 */
const ELEMENTS_ANONYMOUS = 3200
const ELEMENTS_BOUND = 4096
export function elementsOf({ account }: { readonly account: string | null }): number {
  return account === null ? ELEMENTS_ANONYMOUS : ELEMENTS_BOUND
}

/** Attributes that a search asks for: each costs a look in a table. */
export const MOST_ATTRIBUTES = 10_000

/** Longest message of a client that is not bound to an account (OpenLDAP's sockbuf_max_incoming). */
export const MESSAGE_ANONYMOUS = 256 * 1024
/** The same once bound. */
export const MESSAGE_BOUND = 4 * 1024 * 1024

/** Requests of one connection read ahead; beyond, its bytes wait in the network. */
export const MAX_PENDING = 100
/** Requests of one connection that run or wait for their turn: a long search must not hold up the next one. */
export const MAX_RUNNING = 2
export { MAX_SEARCHES } from '../../serving/limits.js'

/** Bytes of the requests read ahead of one connection, unless a single one has more. */
export const PENDING_BYTES = 32 * 1024

/** Bytes that may wait for a slow reader, besides one block, before the next block is made (see block-pool.ts). */
export const HIGH_WATER = 16 * 1024
/** Bytes that connections may hold, sent and received ones together: beyond, those that take the least are closed. */
export const HELD_BYTES = 48 * 1024 * 1024

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
/** How often connections are looked at: whose account is gone loses its session within this time. */
export const SWEEP_MS = 250
/** How often the certificate is. */
export const CERTIFICATE_MS = 5_000
/** One line sums up the requests of so much time. */
export const ACTIVITY_MS = 10_000
/** After the last word to a client, the time it has to read it. */
export const LINGER_MS = 1_000
/** The same when the server stops. */
export const FAREWELL_MS = 400
