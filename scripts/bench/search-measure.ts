import { setImmediate } from 'node:timers/promises'
import type { Answer, Door, Send } from './search-door.js'
import { type Family, type LdapQuery, type RestQuery, shown } from './search-query.js'

const WARM_UP = 20

export interface Timing {
  readonly milliseconds: number
  readonly answer: Answer
  readonly query: string
}

export interface Measure {
  readonly family: string
  /** In the order in which they were asked. */
  readonly timings: readonly Timing[]
}

export interface Effort {
  /** Queries of a family. */
  readonly count: number
  /** A family stops after this time, however many queries it has done. */
  readonly seconds: number
}

/** Asks the queries of a family one after the other, after a warm-up that is not counted. */
export async function measureFamily<Q extends RestQuery | LdapQuery>(
  door: Door<Q>,
  family: Family<Q>,
  { count, seconds }: Effort,
): Promise<Measure> {
  const { queries } = family
  const timings: Timing[] = []
  if (queries.length === 0) return { family: family.name, timings }
  const warmUpEnd = performance.now() + (seconds * 1000) / 4
  for (let index = 0; index < WARM_UP && performance.now() < warmUpEnd; index++) {
    await door.prepare(queries[index % queries.length]!)()
  }
  const end = performance.now() + seconds * 1000
  for (let index = 0; index < count && performance.now() < end; index++) {
    // The queries of the warm-up come last, or again when the family has few.
    const query = queries[(WARM_UP + index) % queries.length]!
    // A store that never waits would keep the end of the import beside it from being seen.
    await setImmediate()
    timings.push({ ...(await timed(door.prepare(query))), query: shown(query) })
  }
  return { family: family.name, timings }
}

async function timed(send: Send): Promise<{ milliseconds: number; answer: Answer }> {
  const started = performance.now()
  const received = await send()
  const milliseconds = performance.now() - started
  return { milliseconds, answer: received() }
}

/** The value that a share of the sorted values does not exceed (nearest rank). */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

export function ascending(values: readonly number[]): number[] {
  return [...values].sort((one, other) => one - other)
}
