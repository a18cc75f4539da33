/** What one client, and all of them together, may take of the server. `ldap/server/limits.ts` says the same for LDAP. */

/** Longest head of a request, in bytes (Node's own limit); header names and values at most. */
export const HEADER_BYTES = 16_384
export const HEADERS = 100

export const MAX_CONNECTIONS = 2000
/** Connections that the system may keep for us to accept. */
export const BACKLOG = MAX_CONNECTIONS

/** Bytes of one connection that were read and wait for its requests before; beyond, they wait in the network. */
export const HELD_BYTES = 64 * 1024
/** The same over all connections: whoever sends more ahead than `HELD_LITTLE` beyond it is closed. */
export const HELD_BYTES_OF_ALL = 16 * 1024 * 1024
export const HELD_LITTLE = 4 * 1024

/** Longest body that is read for nothing, when its request was answered before: beyond, the connection closes. */
export const DROPPED_BYTES = 1024 * 1024

/** Searches of this door at a time: each works in pieces of a few milliseconds, and the others wait. */
export const MAX_SEARCHES = 2
/** After so long in the queue a search is refused (503): the client has given up, or should. */
export const QUEUE_MS = 30_000

/** Bytes of answers that wait for their readers, over all connections; beyond, no search begins. */
export const WAITING_BYTES = 32 * 1024 * 1024
/** Beyond it, a reader that has not taken an answer for this time is closed, the oldest first. */
export const PATIENCE_MS = 1_000
/** The same however little waits. */
export const WRITE_TIMEOUT_MS = 60_000
/** Files of the documentation on their way at a time: each holds a descriptor. */
export const MAX_FILES = 32

/** Time to send a whole request. */
export const REQUEST_TIMEOUT_MS = 15_000
/** A connection on which nothing happens. */
export const IDLE_TIMEOUT_MS = 60_000
export const KEEP_ALIVE_MS = 72_000
/** After the last word to a client, the time it has to read it. */
export const LINGER_MS = 1_000
export const SWEEP_MS = 500
/** Counts of what was refused are logged this often. */
export const TOLD_MS = 10_000
