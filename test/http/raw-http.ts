import { connect, type Socket } from 'node:net'

export interface RawAnswer {
  readonly status: number
  readonly headers: ReadonlyMap<string, string>
  readonly body: string
}

/** A client that sends bytes as they are, and reads what comes back. */
export class RawHttp {
  readonly socket: Socket
  #received = Buffer.alloc(0)
  #wake: () => void = () => {}
  closed = false

  private constructor(socket: Socket) {
    this.socket = socket
    socket.on('data', (bytes: Buffer) => {
      this.#received = Buffer.concat([this.#received, bytes])
      this.#wake()
    })
    const over = (): void => {
      this.closed = true
      this.#wake()
    }
    socket.on('error', over)
    socket.on('end', over)
    socket.on('close', over)
  }

  /** @param from address to connect from */
  static async open(url: string, from?: string): Promise<RawHttp> {
    const { hostname, port } = new URL(url)
    const socket = connect({ host: hostname, port: Number(port), localAddress: from })
    const client = new RawHttp(socket)
    await new Promise((resolve) => socket.once('connect', resolve).once('close', resolve))
    return client
  }

  send(bytes: string | Buffer): void {
    this.socket.write(bytes)
  }

  /** The next answer; null when the connection closes before. @param hasBody false for HEAD */
  async answer(hasBody = true): Promise<RawAnswer | null> {
    for (;;) {
      const whole = this.#take(hasBody)
      if (whole !== null) return whole
      if (this.closed) return null
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }

  close(): void {
    this.socket.destroy()
  }

  #take(hasBody: boolean): RawAnswer | null {
    const end = this.#received.indexOf('\r\n\r\n')
    if (end === -1) return null
    const [first = '', ...lines] = this.#received.subarray(0, end).toString('latin1').split('\r\n')
    const headers = new Map(
      lines.map((line) => {
        const colon = line.indexOf(':')
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
      }),
    )
    const length = hasBody ? Number(headers.get('content-length') ?? 0) : 0
    if (this.#received.length < end + 4 + length) return null
    const body = this.#received.subarray(end + 4, end + 4 + length).toString('utf8')
    this.#received = this.#received.subarray(end + 4 + length)
    return { status: Number(first.split(' ')[1]), headers, body }
  }
}

export const get = (path: string, ...headers: readonly string[]): string =>
  [`GET ${path} HTTP/1.1`, 'Host: annuaire', ...headers, '', ''].join('\r\n')
