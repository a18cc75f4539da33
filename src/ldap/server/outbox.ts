import type { Socket } from 'node:net'
import { giveBack } from '../ber/block-pool.js'
import { HIGH_WATER } from './limits.js'

/** Bytes after which waiting blocks are written without delay. */
const BATCH = 64 * 1024
/** A whole answer of so many bytes is worth a write of its own: making it took longer than to wake who waits for it. */
const LONG = 16 * 1024

/**
 * What goes to a client. Answers made in the same turn of the event loop leave in one write, and whoever writes for a
 * slow reader has to wait, so that answers pile up neither in the process nor in the socket.
 */
export class Outbox {
  readonly #socket: Socket
  #waiting: Buffer[] = []
  #bytes = 0
  #scheduled = false
  /** Bytes sent since the last answer was finished. */
  #ofAnswer = 0
  #room: (() => void)[] = []
  /** Time (performance.now) since which the reader takes nothing; null while it keeps up. */
  blockedSince: number | null = null
  /**
   * TLS protects the connection: the end of a search leaves in a record of its own, behind those of its entries. Debian's curl
   * waits for ever for what it has already read in the record of an entry.
   */
  readonly apart: boolean
  /** Where answers leave apart: written one after the other, since what waits in a socket leaves as one record. */
  #behind: Buffer[] = []
  #behindBytes = 0
  #writing = false

  constructor(socket: Socket, apart: boolean) {
    this.#socket = socket
    this.apart = apart
    socket.on('close', () => {
      for (const block of this.#waiting) giveBack(block)
      for (const block of this.#behind) giveBack(block)
      this.#waiting = []
      this.#behind = []
      this.#bytes = this.#behindBytes = 0
      this.#release()
    })
  }

  /** Bytes that the client has not taken. */
  get held(): number {
    return this.#unsent + this.#bytes
  }

  get #unsent(): number {
    return this.#socket.writableLength + this.#behindBytes
  }

  send(block: Buffer): void {
    if (!this.#socket.writable) {
      giveBack(block)
      return
    }
    this.#waiting.push(block)
    this.#bytes += block.length
    this.#ofAnswer += block.length
    if (this.#bytes >= BATCH) this.flush()
    else if (!this.#scheduled) {
      this.#scheduled = true
      setImmediate(() => this.flush())
    }
  }

  /** An answer is complete: short ones wait for those of the same turn, to leave in one write with them. */
  finish(): void {
    if (this.#ofAnswer >= LONG) this.flush()
    this.#ofAnswer = 0
  }

  /** The client has taken what it was sent, or nearly. */
  get hasRoom(): boolean {
    if (this.#bytes >= HIGH_WATER) this.flush()
    const unsent = this.#unsent
    return unsent === 0 || unsent + this.#bytes < HIGH_WATER || this.#socket.destroyed
  }

  /** Settles when the client has taken enough, or has left; null when it already has. */
  room(): Promise<void> | null {
    return this.hasRoom ? null : this.#whenRoom()
  }

  async #whenRoom(): Promise<void> {
    // Of several that wait, the first one takes the room.
    while (!this.hasRoom) await new Promise<void>((resolve) => this.#room.push(resolve))
  }

  flush(): void {
    this.#scheduled = false
    if (this.#waiting.length === 0) return
    const waiting = this.#waiting
    const bytes = waiting.length === 1 ? waiting[0]! : Buffer.concat(waiting, this.#bytes)
    if (waiting.length > 1) for (const block of waiting) giveBack(block)
    this.#waiting = []
    this.#bytes = 0
    if (!this.#writing) {
      this.#write(bytes)
      return
    }
    this.#behind.push(bytes)
    this.#behindBytes += bytes.length
    this.blockedSince ??= performance.now()
  }

  #write(bytes: Buffer): void {
    if (!this.#socket.writable) return
    this.#writing = this.apart
    this.#socket.write(bytes, () => {
      giveBack(bytes)
      this.#written()
    })
    if (this.#unsent > 0) this.blockedSince ??= performance.now()
  }

  /**
   * Each write that is done may make room. A socket's `drain` does not say so: it follows only where a write went over the socket's
   * own mark, which is 16 KiB in Node 20 and 64 KiB from 22 on.
   */
  #written(): void {
    this.#writing = false
    const next = this.#behind.shift()
    if (next !== undefined) {
      this.#behindBytes -= next.length
      this.#write(next)
    }
    this.blockedSince = this.#unsent === 0 ? null : performance.now()
    if (this.#room.length > 0 && this.hasRoom) this.#release()
  }

  #release(): void {
    const waiting = this.#room
    this.#room = []
    for (const resolve of waiting) resolve()
  }
}
