import type { Socket } from 'node:net'
import { stackOf } from '../../log.js'
import { Usage } from '../../serving/turns.js'
import { ANONYMOUS } from '../../store/directory.js'
import { runSteps, type Steps } from '../../store/steps.js'
import { FrameReader, FramingError } from '../ber/frame-reader.js'
import { validate } from '../ber/validate.js'
import { encodeDisconnection, encodeResult } from '../protocol/encode-result.js'
import { type Envelope, readEnvelope } from '../protocol/envelope.js'
import { ABANDON_REQUEST, EXTENDED_RESPONSE, UNBIND_REQUEST } from '../protocol/operations.js'
import { decodeAbandonRequest } from '../protocol/requests.js'
import { LdapFault } from '../result/fault.js'
import { OTHER, PROTOCOL_ERROR, SUCCESS } from '../result/result-code.js'
import { answer } from './answer.js'
import { Delivery } from './delivery.js'
import * as limits from './limits.js'
import { Outbox } from './outbox.js'
import { Request } from './request.js'
import { RequestQueue } from './request-queue.js'
import type { Services, Session } from './services.js'
import { asksForTls, startTlsResult } from './start-tls.js'

/** One client: cuts its bytes into requests, has them answered, and keeps it within its limits. */
export class Connection {
  readonly #socket: Socket
  readonly #services: Services
  readonly #frames = new FrameReader()
  readonly #outbox: Outbox
  readonly #schedule: RequestQueue
  readonly #upgrade: (socket: Socket) => void
  readonly #secure: boolean
  #session: Session
  #closing = false
  /** The client sends nothing more; what it asked before is still answered. */
  #inputEnded = false
  #lastRequest = performance.now()
  /** Time since which a message has been arriving, null when none is. */
  #partialSince: number | null = null

  /**
   * @param secure TLS protects the connection
   * @param upgrade takes the socket over when the client starts TLS
   */
  constructor(socket: Socket, services: Services, secure: boolean, upgrade: (socket: Socket) => void) {
    this.#socket = socket
    this.#services = services
    this.#secure = secure
    this.#upgrade = upgrade
    this.#session = {
      client: socket,
      usage: new Usage(),
      confidential: secure || isLoopback(socket.remoteAddress),
      reader: ANONYMOUS,
      account: null,
      stamp: null,
    }
    this.#outbox = new Outbox(socket, secure)
    this.#schedule = new RequestQueue((request) => runSteps(this.#run(request)))
    // Without it every answer waits 40 ms for an acknowledgement (Nagle's algorithm).
    socket.setNoDelay(true)
    // A client may close its sending side right after its requests, and still read the answers.
    socket.allowHalfOpen = true
    socket.on('data', (chunk: Buffer) => this.#receive(chunk))
    socket.on('end', () => {
      this.#inputEnded = true
      this.#readFrames()
    })
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      this.#closing = true
      this.#schedule.abandonAll()
    })
  }

  /** Says why (RFC 4511 §4.4.1) and ends the session. */
  disconnect(code: number, message: string): void {
    if (this.#closing) return
    this.#outbox.send(encodeDisconnection(code, message))
    this.#end(limits.LINGER_MS)
  }

  /** Name and state of the account that the session is bound to. */
  get bound(): Pick<Session, 'account' | 'stamp'> {
    return this.#session
  }

  /** Bytes that the connection has the server hold. */
  get held(): number {
    return this.#outbox.held + this.#frames.waiting + this.#schedule.held
  }

  /** Time since which the client takes nothing of what it is sent; null while it keeps up. */
  get blockedSince(): number | null {
    return this.#outbox.blockedSince
  }

  /** Ends the connection without a word. */
  destroy(): void {
    this.#socket.destroy()
  }

  /** Ends sessions that hold a place without using it. */
  sweep(now: number): void {
    const { blockedSince } = this.#outbox
    if (blockedSince !== null && now - blockedSince > limits.WRITE_TIMEOUT_MS) {
      this.#services.activity.refused('ne-lit-pas')
      this.#socket.destroy()
    } else if (this.#partialSince !== null && now - this.#partialSince > limits.MESSAGE_TIMEOUT_MS) {
      this.#services.activity.refused('message-inacheve')
      this.disconnect(PROTOCOL_ERROR, 'Le message commencé n’est pas arrivé en entier.')
    } else if (this.#schedule.idle && now - this.#lastRequest > limits.IDLE_TIMEOUT_MS) this.#end()
  }

  #receive(chunk: Buffer): void {
    // What still comes after the last word is read and dropped: unread bytes would make the system discard that word.
    if (this.#closing) return
    this.#frames.push(chunk)
    this.#readFrames()
  }

  #readFrames(): void {
    try {
      while (!this.#closing && !this.#schedule.full) {
        const frame = this.#frames.next(this.#messageLimit)
        if (frame === null) {
          this.#partialSince = this.#frames.waiting === 0 ? null : (this.#partialSince ?? performance.now())
          if (this.#inputEnded) this.#schedule.add(Request.unbind())
          else if (this.#socket.isPaused()) this.#socket.resume()
          return
        }
        this.#partialSince = null
        this.#accept(frame)
      }
      if (!this.#closing) this.#socket.pause()
    } catch (error) {
      if (error instanceof FramingError || error instanceof LdapFault) {
        this.#services.activity.refused('message-illisible')
        this.disconnect(PROTOCOL_ERROR, error.message)
      } else {
        // Not foreseen: this client pays for it, the others do not.
        this.#services.log.error({ evenement: 'ldap.erreur', erreur: stackOf(error) })
        this.disconnect(OTHER, 'Erreur interne de l’annuaire.')
      }
    }
  }

  get #messageLimit(): number {
    return this.#session.account === null ? limits.MESSAGE_ANONYMOUS : limits.MESSAGE_BOUND
  }

  #accept(frame: Buffer): void {
    const verdict = validate(frame, limits.elementsOf(this.#session) + limits.MOST_ATTRIBUTES)
    if (verdict === 'malformed') throw new FramingError('message mal formé')
    const envelope = readEnvelope(frame)
    this.#lastRequest = performance.now()
    this.#services.busyPoll.request()
    if (envelope.operation === ABANDON_REQUEST) {
      // Obeyed on arrival: in its turn it would come after what it is to stop.
      this.#schedule.abandon(decodeAbandonRequest(envelope.body))
      return
    }
    if (this.#services.tls !== null && asksForTls(envelope)) this.#startTls(envelope)
    else this.#schedule.add(new Request(envelope, verdict === 'too complex'))
  }

  #startTls({ id, body }: Envelope): void {
    // What came in clear behind the request would be taken for what TLS protects.
    if (this.#frames.waiting > 0) throw new LdapFault(PROTOCOL_ERROR, 'Des octets suivent la demande de TLS.')
    const result = startTlsResult(body, { secure: this.#secure, idle: this.#schedule.idle })
    this.#outbox.send(encodeResult(id, EXTENDED_RESPONSE, result))
    if (result.code !== SUCCESS) return
    this.#closing = true
    this.#outbox.flush()
    const socket = this.#socket
    socket.removeAllListeners('data')
    socket.removeAllListeners('end')
    this.#upgrade(socket)
  }

  *#run(request: Request): Steps<void> {
    if (request.envelope.operation === UNBIND_REQUEST) {
      this.#end()
      return
    }
    // While the client takes nothing, nothing more is made for it.
    const room = this.#outbox.room()
    if (room !== null) yield room
    const pause = this.#services.turns.yieldToEventLoop(this.#session.usage)
    if (pause !== null) yield pause
    if (!request.abandoned) yield* this.#answer(request)
    // Requests may have been left in the buffer while too many were pending.
    if (this.#socket.isPaused()) setImmediate(() => this.#readFrames())
  }

  *#answer(request: Request): Steps<void> {
    const started = performance.now()
    const { turns } = this.#services
    const delivery = new Delivery(request, this.#outbox, turns, this.#session.usage)
    const { code, session } = yield* answer(request, this.#services, this.#session, delivery)
    if (session !== undefined) this.#session = session
    this.#outbox.finish()
    const now = performance.now()
    this.#services.busyPoll.answered(now)
    const ms = (request.handedOver ?? now) - started
    this.#services.activity.answered(request.envelope.operation, code, request.entries, ms)
  }

  /** @param patience time that the client has at most to take what it was sent */
  #end(patience = limits.WRITE_TIMEOUT_MS): void {
    if (this.#closing) return
    this.#closing = true
    this.#schedule.abandonAll()
    this.#outbox.flush()
    const socket = this.#socket
    // Timers would keep a connection that is over in memory until they end.
    const impatience = setTimeout(() => socket.destroy(), patience).unref()
    let lingering: NodeJS.Timeout | undefined
    socket.once('close', () => {
      clearTimeout(impatience)
      clearTimeout(lingering)
    })
    socket.end(() => {
      if (!socket.destroyed) lingering = setTimeout(() => socket.destroy(), limits.LINGER_MS).unref()
    })
    socket.resume()
  }
}

function isLoopback(address: string | undefined): boolean {
  return address !== undefined && /^(?:127\.|::1$|::ffff:127\.)/.test(address)
}
