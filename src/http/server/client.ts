import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { Usage } from '../../serving/turns.js'
import { DROPPED_BYTES, HELD_BYTES, HELD_LITTLE, LINGER_MS } from './limits.js'
import { endOfRequest } from './next-request.js'
import type { Rounds } from './rounds.js'

/** Answers a request. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** What the clients of a server share. */
export interface Shared {
  readonly rounds: Rounds
  readonly handler: Handler
  /** Bytes held over all clients: adds some. @returns false when there are too many */
  hold(bytes: number): boolean
}

interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

/**
 * One connection, which has one request in hand at a time. Node's parser makes requests of all the bytes that it is given,
 * hundreds at once: it is given those of one request, and the rest when that one is answered.
 */
export class Client {
  /** What the searches of the connection have cost lately: among those of this door, and among all. */
  readonly usage = { ofDoor: new Usage(), ofAll: new Usage() }
  /** Time of its last sign of life. */
  lastSeen = performance.now()
  readonly #socket: Socket
  readonly #shared: Shared
  readonly #parse: (bytes: Buffer) => void
  readonly #endOfInput: () => void
  #held: Buffer | null = null
  #inHand: Exchange | null = null
  /** Read from the bytes that ended the request before. */
  #next: Exchange[] = []
  #inputEnded = false
  #leaving = false
  #scheduled = false

  /**
   * @param parse gives bytes to the parser
   * @param endOfInput tells it that no more will come
   */
  constructor(socket: Socket, shared: Shared, parse: (bytes: Buffer) => void, endOfInput: () => void) {
    this.#socket = socket
    this.#shared = shared
    this.#parse = parse
    this.#endOfInput = endOfInput
    socket.on('data', (bytes: Buffer) => this.#receive(bytes))
    socket.on('end', () => {
      this.#inputEnded = true
      this.#advance()
    })
    socket.on('close', () => this.#keep(null))
  }

  /** No request is in hand: the connection may be closed without loss. */
  get idle(): boolean {
    return this.#inHand === null && this.#next.length === 0 && this.#held === null
  }

  /** An answer is under way, or owed: what is written now would be taken for a part of it. */
  get answering(): boolean {
    return this.#next.length > 0 || (this.#inHand !== null && (this.#inHand.response.headersSent || !this.#reading))
  }

  /** The body of the request in hand is still to come. */
  get #reading(): boolean {
    return this.#inHand !== null && !this.#inHand.request.complete
  }

  /** It will send no more, as when it has left; who only closes its own side still waits for its answer. */
  get hasEnded(): boolean {
    return this.#inputEnded
  }

  /** A request was parsed. */
  take(request: IncomingMessage, response: ServerResponse): void {
    this.lastSeen = performance.now()
    const exchange = { request, response }
    response.once('close', () => this.#answered(exchange))
    if (this.#inHand === null) this.#begin(exchange)
    else this.#next.push(exchange)
  }

  /** Takes no further request, and closes when the one in hand, whose body is read on, is answered. */
  leave(): void {
    this.#leaving = true
    this.#next = []
    if (!this.#reading) this.#keep(null)
    if (this.#inHand === null) this.#socket.destroySoon()
    else if (!this.#inHand.response.headersSent) this.#inHand.response.setHeader('connection', 'close')
  }

  #receive(bytes: Buffer): void {
    this.lastSeen = performance.now()
    if (this.#leaving && !this.#reading) return
    this.#keep(this.#held === null ? bytes : Buffer.concat([this.#held, bytes]))
    // What is read behind a request that is in hand waits its turn; so does what follows it in the same bytes.
    if (!this.#scheduled) this.#advance()
    if (this.#held !== null && this.#held.length >= HELD_BYTES) this.#socket.pause()
  }

  /** Gives the parser what is left of a request, and begins the next one when none is in hand. */
  #advance(): void {
    while (this.#held !== null && this.#mayParse()) {
      const held: Buffer = this.#held
      const end = endOfRequest(held)
      this.#keep(end === held.length ? null : held.subarray(end))
      this.#parse(end === held.length ? held : held.subarray(0, end))
    }
    if (this.#held === null && this.#socket.isPaused() && !this.#leaving) this.#socket.resume()
    if (this.#inputEnded && this.idle) this.#endOfInput()
  }

  /** The body of the request in hand is read on, so that who waits for its end is answered. */
  #mayParse(): boolean {
    if (this.#socket.destroyed || this.#next.length > 0) return false
    return this.#reading || (this.#inHand === null && !this.#leaving)
  }

  #begin(exchange: Exchange): void {
    this.#inHand = exchange
    this.#shared.handler(exchange.request, exchange.response)
  }

  #answered(exchange: Exchange): void {
    if (this.#inHand !== exchange) return
    this.#inHand = null
    this.lastSeen = performance.now()
    if (this.#socket.destroyed) return
    // A body that is still on its way when it is answered has to be read to its end first, which may be far or never come.
    if (!endsSoon(exchange.request) || this.#leaving) {
      this.#leaving = true
      this.#linger()
      return
    }
    if (this.#next.length === 0 && this.#held === null && !this.#inputEnded) return
    // Others come first: they have not sent their next request before they were answered.
    this.#scheduled = true
    this.#shared.rounds.add(() => {
      this.#scheduled = false
      if (this.#socket.destroyed || this.#leaving) return
      const next = this.#next.shift()
      if (next !== undefined) this.#begin(next)
      this.#advance()
    })
  }

  #linger(): void {
    this.#keep(null)
    const socket = this.#socket
    socket.resume()
    const linger = setTimeout(() => socket.destroy(), LINGER_MS).unref()
    socket.once('close', () => clearTimeout(linger))
    socket.end()
  }

  /** Counts what is held; a client that sends much ahead while all do is closed. */
  #keep(bytes: Buffer | null): void {
    const more = (bytes?.length ?? 0) - (this.#held?.length ?? 0)
    this.#held = bytes
    if (more === 0) return
    if (!this.#shared.hold(more) && more > 0 && bytes!.length > HELD_LITTLE) this.#socket.destroy()
  }
}

/** Nothing more comes of a request, or so little that its connection is worth keeping: Node reads it and drops it. */
function endsSoon({ complete, headers }: IncomingMessage): boolean {
  return complete || Number(headers['content-length']) <= DROPPED_BYTES
}
