import { HTTP_ATTACKS } from './hostile-http-attacks.js'
import { LDAP_ATTACKS } from './hostile-ldap-attacks.js'

/** A process that attacks until it is killed: `hostile-attacker.js ldap|http NUMBER HOST PORT`. */
const [door, number, host, port] = process.argv.slice(2)
const attack = (door === 'ldap' ? LDAP_ATTACKS : HTTP_ATTACKS)[Number(number)]
if (attack === undefined) throw new Error(`no attack ${number} at ${door}`)
// Connections that the server resets in the middle of a write are part of the game.
process.on('uncaughtException', (error: NodeJS.ErrnoException) => {
  if (error.code === undefined) throw error
})
await attack.run({ host: host!, port: Number(port) })
