import { once } from 'node:events'
import { connect } from 'node:net'
import { FrameReader } from '../../src/ldap/ber/frame-reader.js'

/** What one second of a client's searches was. */
export interface Second {
  readonly count: number
  /** Milliseconds. */
  readonly p99: number
  readonly longest: number
}

const RESULT_DONE = 0x65
const LONGEST_MESSAGE = 1024 * 1024

/**
 * Sends one LDAP request after the other over one connection, and counts second by second.
 * @param requests one after the other, each behind its length in 4 bytes
 */
export async function secondsOf(port: number, requests: Buffer, seconds: number): Promise<readonly Second[]> {
  const socket = connect(port, '127.0.0.1').setNoDelay()
  await once(socket, 'connect')
  const delays: number[][] = Array.from({ length: seconds }, () => [])
  const frames = new FrameReader()
  const begun = performance.now()
  let at = 0
  let sent = 0
  const send = (): void => {
    if (at >= requests.length) at = 0
    const length = requests.readUInt32BE(at)
    sent = performance.now()
    socket.write(requests.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject)
    socket.on('data', (chunk: Buffer) => {
      frames.push(chunk)
      for (let frame = frames.next(LONGEST_MESSAGE); frame !== null; frame = frames.next(LONGEST_MESSAGE)) {
        if (operationOf(frame) !== RESULT_DONE) continue
        const now = performance.now()
        const second = Math.floor((now - begun) / 1000)
        if (second >= seconds) return resolve()
        delays[second]!.push(now - sent)
        send()
      }
    })
    send()
  })
  socket.destroy()
  return delays.map((own) => {
    const sorted = own.toSorted((one, other) => one - other)
    const place = Math.min(sorted.length - 1, Math.floor(sorted.length * 0.99))
    return { count: sorted.length, p99: sorted[place] ?? 0, longest: sorted.at(-1) ?? 0 }
  })
}

/** Tag of the operation of an LDAPMessage, which comes behind its number. */
function operationOf(frame: Buffer): number {
  const start = frame[1]! < 0x80 ? 2 : 2 + (frame[1]! - 0x80)
  return frame[start + 2 + frame[start + 1]!]!
}
