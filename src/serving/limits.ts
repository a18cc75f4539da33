/** Searches of all connections, whatever their door, that run at the same time. */
export const MAX_SEARCHES = 8
