export { type LdapServer, type LdapServerOptions, startLdapServer } from './server/start.js'
