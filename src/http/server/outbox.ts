import type { ServerResponse } from 'node:http'
import { PATIENCE_MS, WAITING_BYTES, WRITE_TIMEOUT_MS } from './limits.js'

interface Waiting {
  bytes: number
  readonly since: number
}

/** The answers that wait for their readers, over all connections. */
export class Outbox {
  // A Map keeps the order of insertion: the first one has waited longest.
  readonly #waiting = new Map<ServerResponse, Waiting>()
  #bytes = 0
  #room: (() => void)[] = []

  get bytes(): number {
    return this.#bytes
  }

  /** An answer of so many bytes is about to be sent; told again, its size replaces the first one. */
  add(response: ServerResponse, bytes: number): void {
    const known = this.#waiting.get(response)
    if (known !== undefined) {
      this.#bytes += bytes - known.bytes
      known.bytes = bytes
      return
    }
    if (response.destroyed || response.socket?.destroyed === true) return
    this.#waiting.set(response, { bytes, since: performance.now() })
    this.#bytes += bytes
    response.once('close', () => this.#remove(response))
  }

  /** Settles when a long answer may be made; null when it may be now. */
  room(): Promise<void> | null {
    return this.#bytes < WAITING_BYTES ? null : new Promise((resolve) => this.#room.push(resolve))
  }

  /** Closes readers that take too long; the laziest ones earlier when others wait for their room. */
  sweep(now: number): number {
    let closed = 0
    for (const [response, { since }] of this.#waiting) {
      const patience = this.#bytes < WAITING_BYTES ? WRITE_TIMEOUT_MS : PATIENCE_MS
      if (now - since < patience) break
      this.#remove(response)
      response.socket?.destroy()
      closed++
    }
    return closed
  }

  #remove(response: ServerResponse): void {
    const known = this.#waiting.get(response)
    if (known === undefined) return
    this.#waiting.delete(response)
    this.#bytes -= known.bytes
    if (this.#bytes >= WAITING_BYTES) return
    const waiting = this.#room
    this.#room = []
    for (const resolve of waiting) resolve()
  }
}
