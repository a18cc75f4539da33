import { Agent, request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { FrameReader } from '../../src/ldap/ber/frame-reader.js'
import { equality, message, search } from '../wire/ber.js'

/** A client in a hurry pauses so long between two lookups, in milliseconds: a DPI asks one thing after another. */
const PAUSE_MS = 5
/** After so long a lookup counts as lost. */
const LOST_MS = 90_000
const SEARCH_DONE = 0x65

/** What one client met while it looked people up. */
export interface Watch {
  /** Milliseconds of each lookup, those that failed included. */
  readonly delays: number[]
  failed: number
}

type Lookup = (number: string) => Promise<boolean>

/** Looks one RPPS after another up, until told to stop. Each lookup that fails is counted, and the next goes on. */
export async function watch(lookup: Lookup, numbers: readonly string[], over: () => boolean): Promise<Watch> {
  const seen: Watch = { delays: [], failed: 0 }
  for (let at = 0; !over(); at++) {
    const started = performance.now()
    if (!(await lookup(numbers[at % numbers.length]!))) seen.failed += 1
    seen.delays.push(performance.now() - started)
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
  return seen
}

/** Lookups through REST, on one connection that is kept. */
export function restLookup(origin: string): { lookup: Lookup; close(): void } {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  return {
    lookup: (number) =>
      new Promise((resolve) => {
        const asked = request(`${origin}/v1/professionnels/${number}`, { agent, timeout: LOST_MS }, (response) => {
          response.resume()
          response.on('end', () => resolve(response.statusCode === 200))
          response.on('error', () => resolve(false))
        })
        asked.on('timeout', () => asked.destroy())
        asked.on('error', () => resolve(false))
        asked.end()
      }),
    close: () => agent.destroy(),
  }
}

/** Lookups through LDAP, on one anonymous connection that is opened again when it is lost. */
export function ldapLookup(url: string, base: string): { lookup: Lookup; close(): void } {
  const { hostname, port } = new URL(url)
  let socket: Socket | null = null
  let answered: ((done: boolean) => void) | null = null
  const open = (): Socket => {
    const opened = connect(Number(port), hostname)
    opened.setNoDelay(true)
    const frames = new FrameReader()
    opened.on('data', (chunk: Buffer) => {
      frames.push(chunk)
      for (let frame = frames.next(1 << 26); frame !== null; frame = frames.next(1 << 26)) {
        if (frame.includes(SEARCH_DONE, 2) && operationOf(frame) === SEARCH_DONE) answered?.(true)
      }
    })
    opened.on('error', () => {})
    opened.on('close', () => {
      if (socket === opened) socket = null
      answered?.(false)
    })
    return opened
  }
  return {
    lookup: (number) =>
      new Promise((resolve) => {
        const lost = setTimeout(() => socket?.destroy(), LOST_MS)
        answered = (done) => {
          answered = null
          clearTimeout(lost)
          resolve(done)
        }
        socket ??= open()
        socket.write(message(2, search(base, 2, equality('IdentifiantPP', number), ['mail'])))
      }),
    close: () => socket?.destroy(),
  }
}

/** Tag behind the message number, which is one byte long here. */
function operationOf(frame: Buffer): number {
  const header = frame[1]! < 0x80 ? 2 : 2 + (frame[1]! & 0x7f)
  return frame[header + 2 + frame[header + 1]!]!
}
