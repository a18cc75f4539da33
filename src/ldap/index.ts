export { ldif } from './ldif/index.js'
export { openldapSchema } from './schema/openldap-schema.js'
export { type LdapServer, type LdapServerOptions, startLdapServer } from './server/start.js'

/** The module that prepares mailboxes during an import, in a thread of its own. */
export const BAL_PREPARER = new URL('./tree/prepared-bal.js', import.meta.url).href
