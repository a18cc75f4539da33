import { connect, type Socket } from 'node:net'
import { type Received, receivedIn } from './ber.js'

/** A socket that sends any bytes and shows the messages that come back. */
export class RawClient {
  readonly #socket: Socket
  #chunks: Buffer[] = []
  #ended = false

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.on('data', (chunk: Buffer) => {
      this.#chunks.push(chunk)
    })
    for (const event of ['end', 'close', 'error']) {
      socket.on(event, () => {
        this.#ended = true
      })
    }
  }

  static open(port: number): Promise<RawClient> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => resolve(new RawClient(socket)))
      socket.once('error', reject)
    })
  }

  get received(): Received[] {
    const bytes = Buffer.concat(this.#chunks)
    this.#chunks = [bytes]
    return receivedIn(bytes)
  }

  /** Drops what was received so far. */
  forget(): void {
    this.#chunks = []
  }

  get ended(): boolean {
    return this.#ended
  }

  send(...frames: readonly Buffer[]): void {
    this.#socket.write(Buffer.concat(frames))
  }

  /** Closes the sending side only. */
  finish(): void {
    this.#socket.end()
  }

  /** Stops reading, as a client on a bad line does. */
  pause(): void {
    this.#socket.pause()
  }

  resume(): void {
    this.#socket.resume()
  }

  /** Waits for a condition, at most a few seconds. */
  async until(condition: () => boolean, ms = 10_000): Promise<void> {
    const end = Date.now() + ms
    while (!condition()) {
      if (Date.now() > end) throw new Error('the server did not answer in time')
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }

  close(): void {
    this.#socket.destroy()
  }
}

/** Sends frames on a new connection and gives the answers up to the one with this number, or to the end. */
export async function exchange(port: number, frames: readonly Buffer[], last: number): Promise<Received[]> {
  const client = await RawClient.open(port)
  client.send(...frames)
  const done = () => client.received.some(({ id, code }) => id === last && code !== -1)
  await client.until(() => done() || client.ended)
  client.close()
  return client.received
}
