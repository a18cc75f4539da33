export { ldif } from './ldif/index.js'
export { openldapSchema } from './schema/openldap-schema.js'
export { type LdapServer, type LdapServerOptions, startLdapServer } from './server/start.js'
export { prepareBal } from './tree/prepared-bal.js'
