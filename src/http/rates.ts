import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { addressKey, isOwnMachine } from '../accounts/address.js'
import { credentialsOf, keyOf } from './credentials.js'
import type { HttpServices, Rates } from './options.js'
import { rateProblem, sendProblem } from './problem.js'

const WINDOW_MS = 60_000
/** Addresses and keys that are counted at a time; the one seen longest ago is forgotten for another. */
const MOST_COUNTED = 20_000
/** Asked by probes and read by people: never refused, nor counted. */
const EXEMPT = /^\/(sante|documentation|statique)(\/|$)/

/**
 * Bounds how many requests a minute a key makes, wherever from, and an address without a key. Those that find nothing count
 * as the others.
 */
export async function addRates(
  app: FastifyInstance,
  rates: Rates,
  services: Pick<HttpServices, 'keys' | 'clearPasswords'>,
): Promise<void> {
  await app.register(rateLimit, {
    global: false,
    max: (_request, counted) => most(counted, rates),
    timeWindow: WINDOW_MS,
    cache: MOST_COUNTED,
    keyGenerator: (request) => countedAs(request, services),
  })
  const count = app.createRateLimit()
  app.addHook('onRequest', (request, reply, done) => {
    if (EXEMPT.test(request.routeOptions.url ?? '')) return done()
    if (most(countedAs(request, services), rates) === 0) return done()
    counts(request, reply).then((isExceeded) => isExceeded || done(), done)
  })
  /** @returns true when the request is one too many, and answered */
  const counts = async (request: FastifyRequest, reply: FastifyReply): Promise<boolean> => {
    const counted = await count(request)
    if (counted.isAllowed) return false
    const { max, remaining, ttlInSeconds, isExceeded } = counted
    reply
      .header('ratelimit-limit', max)
      .header('ratelimit-remaining', remaining)
      .header('ratelimit-reset', ttlInSeconds)
    if (isExceeded) sendProblem(request, reply.header('retry-after', ttlInSeconds), rateProblem(ttlInSeconds))
    return isExceeded
  }
}

/** The public part of a right key, or else the address: the socket's own, as everywhere. */
function countedAs(request: FastifyRequest, services: Pick<HttpServices, 'keys' | 'clearPasswords'>): string {
  const outcome = keyIn(request, services)
  return typeof outcome === 'object' && outcome !== null
    ? `cle ${outcome.id}`
    : addressKey(request.socket.remoteAddress)
}

/** What is wrong with the credentials is told by the route, if it reads them at all. */
function keyIn(request: FastifyRequest, services: Pick<HttpServices, 'keys' | 'clearPasswords'>) {
  try {
    const credentials = credentialsOf(request, services.clearPasswords)
    return credentials.kind === 'key' ? keyOf(request, credentials.text, services) : null
  } catch {
    return null
  }
}

function most(counted: string, { ofAddress, ofKey, ofMachine }: Rates): number {
  if (counted.startsWith('cle ')) return ofKey
  return isOwnMachine(counted) ? ofMachine : ofAddress
}
