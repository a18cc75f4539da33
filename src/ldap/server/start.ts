import type { AddressInfo, Socket } from 'node:net'
import ldap, { type Server, type ServerOptions } from 'ldapjs'
import type { Authenticator } from '../../accounts/authenticator.js'
import type { DirectorySwitch } from '../../store/directory.js'
import { UNAVAILABLE } from '../protocol/result-code.js'
import { Dit } from '../tree/dit.js'
import { rootDse } from '../tree/root-dse.js'
import { Connection } from './connection.js'
import { MAX_CONNECTIONS, MAX_SEARCHES, SWEEP_MS } from './limits.js'
import type { Services } from './services.js'
import { Turns } from './turns.js'

export interface LdapServerOptions {
  readonly host: string
  /** 0 for any free port. */
  readonly port: number
  /** Root of the mailboxes' tree. */
  readonly baseBal: string
  /** Root of the professionals' tree. */
  readonly baseRpps: string
  readonly directory: DirectorySwitch
  readonly authenticator: Authenticator
  /** Takes one object for each search and each unforeseen error. */
  readonly log?: (line: object) => void
}

export interface LdapServer {
  readonly port: number
  /** Takes leave of every client (Notice of Disconnection, unavailable) and stops listening. */
  close(): Promise<void>
}

/**
 * Starts to listen. ldapjs holds the listening socket, and hands every connection over by its `connectionRouter`: no
 * byte from the network reaches its parser, which hostile frames can kill or hang (README.md).
 */
export async function startLdapServer(options: LdapServerOptions): Promise<LdapServer> {
  const services: Services = {
    directory: options.directory,
    authenticator: options.authenticator,
    dit: new Dit(options.baseBal, options.baseRpps),
    rootDse: rootDse([options.baseBal, options.baseRpps]),
    turns: new Turns(MAX_SEARCHES),
    log: options.log ?? (() => {}),
  }
  const connections = new Set<Connection>()
  const router: ServerOptions & { connectionRouter(socket: Socket): void } = {
    connectionRouter(socket) {
      const connection = new Connection(socket, services)
      connections.add(connection)
      socket.on('close', () => connections.delete(connection))
    },
  }
  // @types/ldapjs lacks this method of ldapjs.
  const server = ldap.createServer(router) as Server & { address(): AddressInfo }
  server.maxConnections = MAX_CONNECTIONS
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, options.host, () => {
      server.removeListener('error', reject)
      server.on('error', (error: Error) => services.log({ evenement: 'ldap.erreur', erreur: error.message }))
      resolve()
    })
  })
  const sweeper = setInterval(() => {
    const now = performance.now()
    for (const connection of connections) connection.sweep(now)
  }, SWEEP_MS)
  sweeper.unref()
  return {
    port: server.address().port,
    close: () =>
      new Promise((resolve) => {
        clearInterval(sweeper)
        server.close(() => resolve())
        for (const connection of connections) connection.disconnect(UNAVAILABLE, 'L’annuaire s’arrête.')
      }),
  }
}
