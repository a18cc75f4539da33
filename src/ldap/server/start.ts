import { type AddressInfo, createServer, type Server as NetServer, type Socket } from 'node:net'
import ldap, { type Server, type ServerOptions } from 'ldapjs'
import type { Authenticator } from '../../accounts/authenticator.js'
import type { TlsFiles } from '../../config.js'
import { type Log, stackOf } from '../../log.js'
import { Addresses } from '../../serving/addresses.js'
import { Turns } from '../../serving/turns.js'
import type { DirectorySwitch } from '../../store/directory.js'
import { BUSY, UNAVAILABLE } from '../result/result-code.js'
import { Dit } from '../tree/dit.js'
import { rootDse } from '../tree/root-dse.js'
import { Activity } from './activity.js'
import { BusyPoll } from './busy-poll.js'
import { Connection } from './connection.js'
import { Connections } from './connections.js'
import {
  ACTIVITY_MS,
  BACKLOG,
  CERTIFICATE_MS,
  FAREWELL_MS,
  MAX_CONNECTIONS,
  MAX_PER_ADDRESS,
  MAX_SEARCHES,
  SWEEP_MS,
} from './limits.js'
import type { Services } from './services.js'
import { TlsIdentity } from './tls-identity.js'

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
  /** Certificate for LDAPS and StartTLS; null without TLS. */
  readonly tls?: TlsFiles | null
  /** Port of LDAPS, 0 for any free one; null for none. */
  readonly ldapsPort?: number | null
  /** Whether other machines may send a password without TLS. */
  readonly clearPasswords?: boolean
  /** Connections of one client address at a time. */
  readonly perAddress?: number
  /** Turns that the searches of every door take; its own when absent. */
  readonly turns?: Turns
  /** Gets what was asked in numbers, what was refused, and what went wrong. */
  readonly log: Log
}

export interface LdapServer {
  readonly port: number
  /** Port of LDAPS; null when it is not served. */
  readonly ldapsPort: number | null
  /** Takes leave of every client (Notice of Disconnection, unavailable) and stops listening. */
  close(): Promise<void>
}

/**
 * Starts to listen. ldapjs holds the listening socket, and hands every connection over by its `connectionRouter`: no
 * byte from the network reaches its parser, which hostile frames can kill or hang (src/ldap/README.md).
 */
export async function startLdapServer(options: LdapServerOptions): Promise<LdapServer> {
  const { log } = options
  const tls = options.tls ? new TlsIdentity(options.tls) : null
  const activity = new Activity(log)
  const services: Services = {
    directory: options.directory,
    authenticator: options.authenticator,
    dit: new Dit(options.baseBal, options.baseRpps),
    rootDse: rootDse([options.baseBal, options.baseRpps], tls !== null),
    turns: options.turns ?? new Turns(MAX_SEARCHES),
    busyPoll: new BusyPoll(),
    tls,
    clearPasswords: options.clearPasswords ?? false,
    log,
    activity,
  }
  const connections = new Connections(services)
  const addresses = new Addresses(options.perAddress ?? MAX_PER_ADDRESS)
  const admit = (socket: Socket, secure: boolean): void => {
    const connection = new Connection(socket, services, secure, (raw) => {
      connections.delete(connection)
      tls?.secure(raw, (protectedSocket) => admit(protectedSocket, true), handshakeFailed)
    })
    connections.add(connection)
    socket.on('close', () => connections.delete(connection))
  }
  const handshakeFailed = (): void => activity.refused('tls-echoue')
  const router: ServerOptions & { connectionRouter(socket: Socket): void } = {
    connectionRouter(socket) {
      if (addresses.admit(socket)) admit(socket, false)
      else {
        activity.refused('trop-par-adresse')
        const refused = new Connection(socket, services, false, () => {})
        refused.disconnect(BUSY, 'Trop de connexions sont ouvertes depuis cette adresse.')
      }
    },
  }
  // ldapjs's own `listen` takes no backlog; @types/ldapjs lacks the socket that it listens on.
  const holder = ldap.createServer(router) as Server & { server: NetServer }
  // It repeats the errors of the socket, and nobody would hear them there: a port that is taken would end the process.
  holder.on('error', () => {})
  const { server } = holder
  const ldaps =
    tls === null || options.ldapsPort == null
      ? null
      : createServer((raw) => {
          if (addresses.admit(raw)) tls.secure(raw, (socket) => admit(socket, true), handshakeFailed)
          else {
            activity.refused('trop-par-adresse')
            raw.destroy()
          }
        })
  const fault = (error: Error): void => log.error({ evenement: 'ldap.erreur', erreur: stackOf(error) })
  /** Those of clients that have not come as far as a connection, or have left it for TLS, too. */
  const sockets = new Set<Socket>()
  for (const one of [server, ldaps]) {
    if (one === null) continue
    one.maxConnections = MAX_CONNECTIONS
    one.on('drop', () => activity.refused('trop-de-connexions'))
    one.on('connection', (socket: Socket) => {
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
    })
  }
  await listening(server, options.port, options.host, fault)
  if (ldaps !== null) {
    await listening(ldaps, options.ldapsPort!, options.host, fault).catch((error: unknown) => {
      server.close(() => {})
      throw error
    })
  }
  const timers = [
    setInterval(() => connections.sweep(), SWEEP_MS),
    setInterval(() => tls?.refresh(log), CERTIFICATE_MS),
    setInterval(() => activity.write(connections.size), ACTIVITY_MS),
  ]
  for (const timer of timers) timer.unref()
  return {
    port: (server.address() as AddressInfo).port,
    ldapsPort: ldaps === null ? null : (ldaps.address() as AddressInfo).port,
    async close() {
      for (const timer of timers) clearInterval(timer)
      const closed = [server, ldaps].map((one) => one && new Promise<void>((resolve) => one.close(() => resolve())))
      connections.disconnectAll(UNAVAILABLE, 'L’annuaire s’arrête.')
      const impatience = setTimeout(() => {
        for (const socket of sockets) socket.destroy()
      }, FAREWELL_MS)
      await Promise.all(closed)
      clearTimeout(impatience)
      activity.write(connections.size)
    },
  }
}

/** Settles when the server listens. @param fault gets the errors that come after */
function listening(server: NetServer, port: number, host: string, fault: (error: Error) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host, backlog: BACKLOG }, () => {
      server.removeListener('error', reject)
      server.on('error', fault)
      resolve()
    })
  })
}
