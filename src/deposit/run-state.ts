import { mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { replaceFile } from '../store/generations.js'
import type { Places } from './places.js'

const STATE = z.object({ version: z.literal(1), derniere: z.record(z.string(), z.iso.datetime()) })

/** When each source was last collected, in milliseconds since 1970. One that cannot be read is as none. */
export function lastRuns({ state }: Places): ReadonlyMap<string, number> {
  try {
    const { derniere } = STATE.parse(JSON.parse(readFileSync(state, 'utf8')))
    return new Map(Object.entries(derniere).map(([source, moment]) => [source, Date.parse(moment)]))
  } catch {
    return new Map()
  }
}

/** Writes down that these sources were collected. */
export function recordRuns(places: Places, sources: readonly string[], at: Date): void {
  const derniere = Object.fromEntries([...lastRuns(places)].map(([source, ms]) => [source, new Date(ms).toISOString()]))
  for (const source of sources) derniere[source] = at.toISOString()
  mkdirSync(dirname(places.state), { recursive: true })
  replaceFile(places.state, `${JSON.stringify({ version: 1, derniere } satisfies z.infer<typeof STATE>, null, 2)}\n`)
}
