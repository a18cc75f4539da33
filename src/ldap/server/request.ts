import type { Envelope } from '../protocol/envelope.js'
import { BIND_REQUEST, UNBIND_REQUEST } from '../protocol/operations.js'

/** A request of a connection, from its arrival to its answer. */
export class Request {
  readonly envelope: Envelope
  /** The message is sound but too large a tree to be decoded. */
  readonly tooComplex: boolean
  abandoned = false
  /** Entries that it was answered with. */
  entries = 0
  /** Time (performance.now) from which the answer was ready, and the client took its time; null when it did not. */
  handedOver: number | null = null

  constructor(envelope: Envelope, tooComplex: boolean) {
    this.envelope = envelope
    this.tooComplex = tooComplex
  }

  /** What the end of a client's input amounts to. */
  static unbind(): Request {
    return new Request({ id: 0, operation: UNBIND_REQUEST, body: Buffer.alloc(0), controls: null }, false)
  }

  /** Bytes that it holds. */
  get bytes(): number {
    return this.envelope.body.length + (this.envelope.controls?.length ?? 0)
  }

  /** RFC 4511 §4.2.1: a bind waits for what is outstanding, and what follows waits for it. */
  get alone(): boolean {
    const { operation } = this.envelope
    return operation === BIND_REQUEST || operation === UNBIND_REQUEST
  }
}
