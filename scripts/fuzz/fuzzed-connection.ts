import { connect, type Socket } from 'node:net'

const RESPONSES = new Set([0x61, 0x64, 0x65, 0x67, 0x69, 0x6b, 0x6d, 0x6f, 0x78])

/** A connection that sends anything and checks that what comes back is LDAP. */
export class FuzzedConnection {
  readonly #socket: Socket
  #received = Buffer.alloc(0)
  #wake: (() => void) | null = null
  /** Last bytes sent, to tell what an error came after. */
  readonly #sent: Buffer[] = []
  closed = false
  fault: string | null = null
  answers = 0

  constructor(port: number) {
    this.#socket = connect(port, '127.0.0.1')
    this.#socket.setNoDelay(true)
    this.#socket.on('data', (chunk: Buffer) => this.#take(chunk))
    this.#socket.on('error', () => {})
    this.#socket.on('close', () => {
      this.closed = true
      this.#wake?.()
    })
  }

  get sent(): string {
    return this.#sent.map((bytes) => bytes.toString('hex')).join('\n')
  }

  /** Sends some messages, in one segment or in several. */
  send(messages: readonly Buffer[], pieces: number): void {
    this.#sent.push(...messages)
    this.#sent.splice(0, this.#sent.length - 20)
    const bytes = Buffer.concat(messages)
    const size = Math.max(1, Math.ceil(bytes.length / pieces))
    for (let at = 0; at < bytes.length; at += size) this.#socket.write(bytes.subarray(at, at + size))
  }

  /** Settles when something came, when the connection closed, or after a while. */
  async heard(ms: number): Promise<void> {
    if (this.closed) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.#wake = null
  }

  close(): void {
    this.#socket.destroy()
  }

  #take(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk])
    for (;;) {
      const length = messageLength(this.#received)
      if (length === null) this.fault ??= `not BER: ${this.#received.subarray(0, 40).toString('hex')}`
      if (length === null || length === 0) break
      this.#check(this.#received.subarray(0, length))
      this.#received = this.#received.subarray(length)
      this.answers++
    }
    this.#wake?.()
  }

  /** The message number comes first, short, then the operation. */
  #check(message: Buffer): void {
    const number = headerLength(message)
    const tag = message[number + 2 + message[number + 1]!]
    if (message[0] !== 0x30 || tag === undefined || !RESPONSES.has(tag)) {
      this.fault ??= `not an answer: ${message.subarray(0, 60).toString('hex')}`
    }
  }
}

function headerLength(bytes: Buffer): number {
  return bytes[1]! & 0x80 ? 2 + (bytes[1]! & 0x7f) : 2
}

/** Length of the first message; 0 while it is not whole, null when there can be none. */
function messageLength(bytes: Buffer): number | null {
  if (bytes.length < 2) return 0
  if (bytes[0] !== 0x30 || bytes[1] === 0x80 || bytes[1]! > 0x84) return null
  const header = headerLength(bytes)
  if (bytes.length < header) return 0
  const length = header === 2 ? bytes[1]! : bytes.readUIntBE(2, header - 2)
  return bytes.length < header + length ? 0 : header + length
}
