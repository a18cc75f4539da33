import fc from 'fast-check'
import { RawHttp } from '../wire/raw-http.js'
import { Judge } from './http-judge.js'
import { readOperations } from './http-operations.js'
import { type FuzzedRequest, requestsOf } from './http-requests.js'

/** Longest time, in milliseconds, in which a request must be answered. */
const PATIENCE = 20_000

export interface FuzzOutcome {
  readonly sent: number
  /** Answers of each status. */
  readonly statuses: Readonly<Record<string, number>>
  /** What went wrong, with the request, as short as it could be made; null when nothing did. */
  readonly fault: string | null
}

/**
 * Sends requests made from the description of the API, and holds the answers to it.
 * @param http address of a server @param credentials headers that are right @param milliseconds after which no more are sent
 */
export async function fuzzServer(
  http: string,
  requests: number,
  seed: number,
  credentials: readonly string[],
  milliseconds: number,
): Promise<FuzzOutcome> {
  const judge = new Judge()
  const statuses: Record<string, number> = {}
  let sent = 0
  let connection = await RawHttp.open(http)
  const property = fc.asyncProperty(requestsOf(readOperations(), credentials), async (request) => {
    if (connection.closed) connection = await RawHttp.open(http)
    sent++
    const answer = await answerTo(request, connection)
    if (answer === null) {
      connection.close()
      connection = await RawHttp.open(http)
      throw new Error('no answer')
    }
    const kind = `${request.operation.id} ${answer.status}`
    statuses[kind] = (statuses[kind] ?? 0) + 1
    // A body that is too long is not read to its end.
    if (answer.headers.get('connection') === 'close' || answer.status === 413) {
      connection.close()
      connection = await RawHttp.open(http)
    }
    const fault = judge.faultOf(request, answer)
    if (fault !== null) throw new Error(fault)
  })
  const checked = await fc.check(property, {
    numRuns: requests,
    seed,
    interruptAfterTimeLimit: milliseconds,
    markInterruptAsFailure: false,
  })
  connection.close()
  const [request] = checked.counterexample ?? []
  const fault = request === undefined ? null : `${String(checked.errorInstance)}\n${shown(request)}`
  return { sent, statuses, fault }
}

async function answerTo(request: FuzzedRequest, connection: RawHttp) {
  const { method, target, headers, body } = request
  connection.send(
    Buffer.from([`${method} ${target} HTTP/1.1`, 'Host: annuaire', ...headers, '', ''].join('\r\n'), 'latin1'),
  )
  if (body !== null) connection.send(body)
  const slow = setTimeout(() => connection.close(), PATIENCE)
  try {
    for (;;) {
      const answer = await connection.answer(method !== 'HEAD')
      // 100 Continue.
      if (answer === null || answer.status >= 200) return answer
    }
  } finally {
    clearTimeout(slow)
  }
}

function shown({ method, target, headers, body }: FuzzedRequest): string {
  const lines = [`${method} ${target.slice(0, 2000)}`, ...headers.map((one) => JSON.stringify(one.slice(0, 500)))]
  return [...lines, ...(body === null ? [] : [JSON.stringify(body.toString('latin1').slice(0, 2000))])].join('\n')
}
