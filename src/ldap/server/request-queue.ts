import type { MaybePromise } from '../../store/steps.js'
import { MAX_PENDING, MAX_RUNNING, PENDING_BYTES } from './limits.js'
import type { Request } from './request.js'

/** The requests of one connection: in order of arrival, a few at a time, binds alone. */
export class RequestQueue {
  readonly #waiting: Request[] = []
  readonly #running = new Set<Request>()
  #bytes = 0
  readonly #start: (request: Request) => MaybePromise<void>

  /** @param start runs a request to its end and never rejects */
  constructor(start: (request: Request) => MaybePromise<void>) {
    this.#start = start
  }

  get idle(): boolean {
    return this.#waiting.length === 0 && this.#running.size === 0
  }

  get full(): boolean {
    return this.#waiting.length + this.#running.size >= MAX_PENDING || this.#bytes >= PENDING_BYTES
  }

  /** Bytes of the requests that have not been answered. */
  get held(): number {
    return this.#bytes
  }

  add(request: Request): void {
    this.#bytes += request.bytes
    this.#waiting.push(request)
    this.#advance()
  }

  /** RFC 4511 §4.11: an unknown number is ignored, and an abandoned request gets no answer. */
  abandon(id: number): void {
    for (const request of this.#all()) if (request.envelope.id === id) request.abandoned = true
  }

  abandonAll(): void {
    for (const request of this.#all()) request.abandoned = true
    for (const { bytes } of this.#waiting) this.#bytes -= bytes
    this.#waiting.length = 0
  }

  *#all(): Iterable<Request> {
    yield* this.#running
    yield* this.#waiting
  }

  #advance(): void {
    for (;;) {
      const next = this.#waiting[0]
      if (next === undefined || this.#running.size >= MAX_RUNNING) return
      const [other] = this.#running
      if (other !== undefined && (next.alone || other.alone)) return
      this.#waiting.shift()
      this.#running.add(next)
      const running = this.#start(next)
      const ended = () => {
        this.#running.delete(next)
        this.#bytes -= next.bytes
      }
      if (!(running instanceof Promise)) {
        ended()
        continue
      }
      const done = () => {
        ended()
        this.#advance()
      }
      void running.then(done, done)
    }
  }
}
