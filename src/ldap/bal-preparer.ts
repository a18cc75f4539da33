/** The module that prepares mailboxes during an import, in a thread of its own. Named here, so that an import loads no server. */
export const BAL_PREPARER = new URL('./tree/prepared-bal.js', import.meta.url).href
