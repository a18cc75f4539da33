export { type LdapServer, type LdapServerOptions, startLdapServer } from './server/start.js'
export { prepareBal } from './tree/prepared-bal.js'
