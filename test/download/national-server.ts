import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll } from 'vitest'

/** What the server was asked. */
interface Asked {
  readonly method: string
  readonly path: string
  readonly range: string | null
  readonly ifRange: string | null
  readonly at: number
}

export type Handler = (request: IncomingMessage, response: ServerResponse, times: number) => void

interface LocalServer {
  readonly origin: string
  readonly asked: Asked[]
  gets(): readonly Asked[]
  /** From here on answers so, counting from 1, and forgets what it was asked. */
  answer(handler: Handler): void
}

/** A server on this machine that answers as the test says. */
export async function localServer(create: (handler: Handler) => Server = (handler) => createServer(handler as never)) {
  let handler: Handler = (_request, response) => response.writeHead(500).end()
  let times = 0
  const asked: Asked[] = []
  const server = create((request, response) => {
    const { method = '', url = '', headers } = request
    asked.push({
      method,
      path: url,
      range: headers.range ?? null,
      ifRange: (headers['if-range'] as string | undefined) ?? null,
      at: performance.now(),
    })
    handler(request, response, ++times)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const made: LocalServer & { readonly port: number } = {
    port,
    origin: `http://127.0.0.1:${port}`,
    asked,
    gets: () => asked.filter(({ method }) => method === 'GET'),
    answer(next) {
      handler = next
      times = 0
      asked.length = 0
    },
  }
  return made
}

/** One edition of a file, as an honest server has it. */
export interface Served {
  readonly content: Buffer
  readonly etag?: string
  readonly name?: string
  readonly modified?: string
}

function headersOf({ content, etag, name, modified }: Served): Record<string, string> {
  return {
    'content-type': 'application/zip',
    'content-length': String(content.length),
    ...(etag !== undefined && { etag }),
    ...(modified !== undefined && { 'last-modified': modified }),
    ...(name !== undefined && { 'content-disposition': `attachment; filename=${name}` }),
  }
}

/** Answers as RFC 9110 has it: HEAD, whole files, parts as long as If-Range holds. */
export function honest(file: Served): Handler {
  return (request, response) => {
    const headers = headersOf(file)
    if (request.method === 'HEAD') return void response.writeHead(200, headers).end()
    const start = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1]
    const holds =
      request.headers['if-range'] === undefined || request.headers['if-range'] === (file.etag ?? file.modified)
    if (start === undefined || !holds) return void response.writeHead(200, headers).end(file.content)
    sendPart(response, file, Number(start))
  }
}

/** A part, whatever was asked. */
export function sendPart(response: ServerResponse, file: Served, start: number): void {
  const total = file.content.length
  const headers = {
    ...headersOf(file),
    'content-length': String(total - start),
    'content-range': `bytes ${start}-${total - 1}/${total}`,
  }
  response.writeHead(206, headers).end(file.content.subarray(start))
}

/** Begins a whole file, sends so many bytes of it, and leaves the connection to the test. */
export function begin(response: ServerResponse, file: Served, bytes: number): Promise<void> {
  response.writeHead(200, headersOf(file))
  return new Promise((resolve) => response.write(file.content.subarray(0, bytes), () => setTimeout(resolve, 50)))
}
