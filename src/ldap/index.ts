export { ldif, personLdif } from './ldif/index.js'
export { openldapSchema } from './schema/openldap-schema.js'
export { type LdapServer, type LdapServerOptions, startLdapServer } from './server/start.js'
