import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { Socket } from 'node:net'
import type { Log } from '../../log.js'
import { Addresses } from '../../serving/addresses.js'
import { httpProblem, STOPPING, TOO_MANY } from '../problem.js'
import { Client, type Handler, type Shared } from './client.js'
import * as limits from './limits.js'
import { Outbox } from './outbox.js'
import { endWithProblem } from './raw-problem.js'
import { Refusals } from './refusals.js'
import { Rounds } from './rounds.js'

export interface DoorOptions {
  /** Connections of one client address at a time. */
  readonly perAddress: number
  readonly log: Log
}

/** The listening side of HTTP: admits connections and keeps each client, and all of them, within their limits. */
export class Door {
  readonly rounds = new Rounds()
  readonly outbox = new Outbox()
  readonly #clients = new Map<Socket, Client>()
  readonly #addresses: Addresses
  readonly #refusals: Refusals
  readonly #sweeper: NodeJS.Timeout
  #held = 0
  #closing = false

  constructor({ perAddress, log }: DoorOptions) {
    this.#addresses = new Addresses(perAddress)
    this.#refusals = new Refusals(log)
    this.#sweeper = setInterval(
      () => this.#refusals.count('lecteur', this.outbox.sweep(performance.now())),
      limits.SWEEP_MS,
    )
    this.#sweeper.unref()
  }

  /**
   * A server whose connections keep within the limits; a name that stands for several addresses needs several.
   * @param handler answers each request
   */
  serve(handler: Handler): Server {
    const server = createServer({
      maxHeaderSize: limits.HEADER_BYTES,
      // Checked by a hook, which tells it as a problem; Node's own answer is empty.
      requireHostHeader: false,
      headersTimeout: limits.REQUEST_TIMEOUT_MS,
      requestTimeout: limits.REQUEST_TIMEOUT_MS,
      keepAliveTimeout: limits.KEEP_ALIVE_MS,
      connectionsCheckingInterval: 1_000,
      noDelay: true,
    })
    server.maxHeadersCount = limits.HEADERS
    server.setTimeout(limits.IDLE_TIMEOUT_MS)
    const shared: Shared = { handler, rounds: this.rounds, hold: (bytes) => this.#hold(bytes) }
    server.on('connection', (socket: Socket) => this.#connected(socket, shared))
    server.on('request', (request, response) => this.#clients.get(request.socket)?.take(request, response))
    // An expectation that nobody knows may be ignored (RFC 9110 §10.1.1); Node would answer it unseen.
    server.on('checkExpectation', (request, response) => server.emit('request', request, response))
    server.on('connect', (_request: IncomingMessage, socket: Socket) => this.#refuse(socket, 405))
    server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => this.#clientError(error, socket))
    return server
  }

  get closing(): boolean {
    return this.#closing
  }

  usageOf(socket: Socket) {
    return this.#clients.get(socket)?.usage
  }

  /** A fault that Node's parser found: what cannot be a request has no route, and is told as the others are. */
  #clientError(error: NodeJS.ErrnoException, socket: Socket): void {
    const status = statusOf(error.code)
    // Nobody is left to read it, or it would be taken for a part of the answer under way.
    if (status === null || this.#clients.get(socket)?.answering === true) socket.destroy()
    else this.#refuse(socket, status)
  }

  /** Idle connections close; those in use close when they are answered, or after a moment. */
  close(): void {
    this.#closing = true
    clearInterval(this.#sweeper)
    this.#refusals.close()
    for (const client of this.#clients.values()) client.leave()
    const end = setTimeout(() => {
      for (const socket of this.#clients.keys()) socket.destroy()
    }, limits.LINGER_MS)
    end.unref()
  }

  #hold(bytes: number): boolean {
    this.#held += bytes
    return this.#held <= limits.HELD_BYTES_OF_ALL
  }

  #connected(socket: Socket, shared: Shared): void {
    const feed = takeOver(socket)
    socket.once('close', () => this.#clients.delete(socket))
    if (this.#closing) {
      endWithProblem(socket, 503, STOPPING)
      return
    }
    if (!this.#addresses.admit(socket)) {
      this.#refuse(socket, 503, 'adresse')
      return
    }
    if (this.#clients.size >= limits.MAX_CONNECTIONS && !this.#makeRoom()) {
      this.#refuse(socket, 503, 'nombre')
      return
    }
    this.#clients.set(socket, new Client(socket, shared, feed.parse, feed.endOfInput))
  }

  /**
   * Closes the connection that has said nothing for the longest time among those that will send no more, which most often
   * have left; else among those that are idle.
   * @returns false when there are none
   */
  #makeRoom(): boolean {
    const oldest = this.#oldest((client) => client.hasEnded && !client.idle) ?? this.#oldest((client) => client.idle)
    if (oldest === null) return false
    this.#refusals.count('inactive', 1)
    this.#clients.delete(oldest)
    oldest.destroy()
    return true
  }

  #oldest(among: (client: Client) => boolean): Socket | null {
    let oldest: readonly [Socket, Client] | null = null
    for (const one of this.#clients) {
      if (among(one[1]) && (oldest === null || one[1].lastSeen < oldest[1].lastSeen)) oldest = one
    }
    return oldest?.[0] ?? null
  }

  #refuse(socket: Socket, status: number, reason = String(status)): void {
    this.#refusals.count(reason, 1)
    endWithProblem(socket, status, status === 503 ? TOO_MANY : httpProblem(status))
  }
}

/** Takes the bytes of a connection from Node's parser, which gets them back one request at a time. */
function takeOver(socket: Socket): { parse(bytes: Buffer): void; endOfInput(): void } {
  const [onData] = socket.listeners('data') as ((bytes: Buffer) => void)[]
  const [onEnd] = socket.listeners('end').slice(-1) as (() => void)[]
  if (onData === undefined || onEnd === undefined)
    throw new Error('node:http listens to its connections in another way')
  socket.removeListener('data', onData)
  socket.removeListener('end', onEnd)
  return { parse: onData, endOfInput: onEnd }
}

/** @returns null when the connection broke, and nothing can be told */
function statusOf(code: string | undefined): number | null {
  if (code === 'HPE_HEADER_OVERFLOW') return 431
  if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') return 413
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 408
  return code?.startsWith('HPE_') === true ? 400 : null
}
