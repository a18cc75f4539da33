import { connect, type Socket } from 'node:net'

export interface RawAnswer {
  readonly status: number
  readonly headers: ReadonlyMap<string, string>
  readonly body: string
  readonly bytes: Buffer
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
    const rest = this.#received.subarray(end + 4)
    const length = hasBody ? Number(headers.get('content-length') ?? 0) : 0
    const read =
      hasBody && headers.get('transfer-encoding') === 'chunked'
        ? unchunked(rest)
        : rest.length < length
          ? null
          : { bytes: rest.subarray(0, length), end: length }
    if (read === null) return null
    this.#received = rest.subarray(read.end)
    return { status: Number(first.split(' ')[1]), headers, body: read.bytes.toString('utf8'), bytes: read.bytes }
  }
}

/** RFC 9112 §7.1, without trailers. @returns null when it is not whole yet */
function unchunked(received: Buffer): { readonly bytes: Buffer; readonly end: number } | null {
  const chunks: Buffer[] = []
  for (let at = 0; ; ) {
    const line = received.indexOf('\r\n', at)
    if (line === -1) return null
    const length = Number.parseInt(received.subarray(at, line).toString('latin1'), 16)
    const end = line + 2 + length + 2
    if (received.length < end) return null
    if (length === 0) return { bytes: Buffer.concat(chunks), end }
    chunks.push(received.subarray(line + 2, end - 2))
    at = end
  }
}

export const get = (path: string, ...headers: readonly string[]): string =>
  [`GET ${path} HTTP/1.1`, 'Host: annuaire', ...headers, '', ''].join('\r\n')
