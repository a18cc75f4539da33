import type { Socket } from 'node:net'
import type { Problem } from '../../resources/service.js'
import { httpProblem } from '../problem.js'
import { SECURITY_HEADERS } from '../security-headers.js'
import { LINGER_MS } from './limits.js'

const PHRASES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  413: 'Payload Too Large',
  431: 'Request Header Fields Too Large',
  503: 'Service Unavailable',
}

/** Answers a client whose request never became one, and closes. */
export function endWithProblem(socket: Socket, status: number, problem: Problem = httpProblem(status)): void {
  if (!socket.writable) {
    socket.destroy()
    return
  }
  const body = JSON.stringify(problem)
  const headers = {
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    'cache-control': 'no-store',
    ...SECURITY_HEADERS,
    ...(status === 405 ? { allow: 'GET, HEAD' } : {}),
    ...(status === 503 ? { 'retry-after': '60' } : {}),
    connection: 'close',
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  endAfter(socket, `HTTP/1.1 ${status} ${PHRASES[status] ?? 'Error'}\r\n${lines.join('')}\r\n${body}`)
}

/**
 * Closes after a last word. What the client still sends is read and dropped: unread bytes would make the system discard
 * that word.
 */
function endAfter(socket: Socket, word: string): void {
  socket.removeAllListeners('data')
  socket.on('data', () => {})
  socket.on('error', () => socket.destroy())
  const linger = setTimeout(() => socket.destroy(), LINGER_MS).unref()
  socket.once('close', () => clearTimeout(linger))
  socket.once('end', () => socket.destroySoon())
  socket.end(word)
  socket.resume()
}
