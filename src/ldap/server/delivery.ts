import type { Turns, Usage } from '../../serving/turns.js'
import type { Recipient } from '../search/send-answer.js'
import type { Outbox } from './outbox.js'
import type { Request } from './request.js'

/** The client, as the answer to one request reaches it: not at all once the request is abandoned. */
export class Delivery implements Recipient {
  readonly #request: Request
  readonly #outbox: Outbox
  readonly #turns: Turns
  readonly #usage: Usage

  constructor(request: Request, outbox: Outbox, turns: Turns, usage: Usage) {
    this.#request = request
    this.#outbox = outbox
    this.#turns = turns
    this.#usage = usage
  }

  get gone(): boolean {
    return this.#request.abandoned
  }

  get hasRoom(): boolean {
    return this.#outbox.hasRoom
  }

  get apart(): boolean {
    return this.#outbox.apart
  }

  flush(): void {
    this.#outbox.flush()
  }

  send(block: Buffer): void {
    if (!this.#request.abandoned) this.#outbox.send(block)
  }

  /** Settles when the client has taken enough of what it was sent, and others have had their turn. */
  async room(): Promise<void> {
    do {
      await this.#outbox.room()
      // In its turn: many clients may take what they were sent at the same moment.
      await this.#turns.yieldToEventLoop(this.#usage)
    } while (!this.#outbox.hasRoom)
  }
}
