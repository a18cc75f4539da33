import { connect, type Socket } from 'node:net'

export interface Target {
  readonly host: string
  readonly port: number
}

/** One connection, whatever becomes of it: who attacks does not mind being thrown out. */
function open({ host, port }: Target): Promise<Socket> {
  return new Promise((resolve) => {
    const socket = connect(port, host, () => resolve(socket))
    socket.on('error', () => resolve(socket))
  })
}

export async function crowd(target: Target, count: number): Promise<readonly Socket[]> {
  const sockets: Socket[] = []
  // In waves: more at once would wait in the system, not in the server.
  while (sockets.length < count) {
    const wave = Math.min(200, count - sockets.length)
    sockets.push(...(await Promise.all(Array.from({ length: wave }, () => open(target)))))
  }
  return sockets
}

/**
 * Sends the same bytes over and over on some connections, as soon as an answer has come, and opens those again that
 * the server closes.
 * @param ended whether what came so far ends an answer
 */
export async function insist(
  target: Target,
  connections: number,
  bytes: () => Buffer,
  ended: (chunk: Buffer) => boolean,
): Promise<never> {
  const one = async (): Promise<never> => {
    for (;;) {
      const socket = await open(target)
      await new Promise<void>((resolve) => {
        const again = (): void => {
          if (socket.writable) socket.write(bytes())
          else resolve()
        }
        socket.on('data', (chunk: Buffer) => {
          if (ended(chunk)) again()
        })
        socket.once('close', resolve)
        again()
      })
      socket.destroy()
      // A client that is thrown out comes back at once, but not in a loop that never lets anybody run.
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
  await Promise.all(Array.from({ length: connections }, one))
  throw new Error('never comes here')
}

/** Opens, sends and goes away, again and again. */
export async function comeAndGo(target: Target, at: number, bytes: Buffer): Promise<never> {
  const one = async (): Promise<never> => {
    for (;;) {
      const socket = await open(target)
      if (bytes.length > 0 && socket.writable) socket.write(bytes)
      await new Promise((resolve) => setTimeout(resolve, 5))
      socket.destroy()
    }
  }
  await Promise.all(Array.from({ length: at }, one))
  throw new Error('never comes here')
}

export const forever = (): Promise<never> => new Promise(() => {})
