import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { published } from '../../src/store/index.js'
import { annuaire, type Ran, scratch } from '../support/cli.js'
import { annuaireKilledAt } from '../support/kill-at.js'
import { OtherDay } from '../support/other-day.js'
import { type Served, serve } from '../support/served.js'
import { CopyingClient, structuresOf } from './copy.js'
import { InventedFeed, Random } from './invented-feed.js'

const STEPS = 14
const ACCOUNT = { authorization: `Basic ${Buffer.from('dpi:un mot de passe sûr').toString('base64')}` }

/**
 * Clients that copy everything once and follow /v1/changements hold what a new copy gives, whatever is imported, killed,
 * refused, gone back from and however many days pass.
 */
describe.each([11, 4711])('copies that follow the changes, seed %i', (seed) => {
  const folder = scratch(`changes-${seed}`)
  const data = join(folder, 'data')
  const random = new Random(seed)
  let day: OtherDay
  let feed: InventedFeed
  let served: Served
  let readers: readonly CopyingClient[]
  const command = (args: readonly string[]): Ran => annuaire(data, args)
  const importing = (): readonly string[] => [
    'importer',
    '--silencieux',
    '--accepter-baisse',
    'national=essai',
    '--accepter-baisse',
    'paca=essai',
    ...feed.paths,
  ]

  /** The server follows the pointer within a fifth of a second. */
  const isServed = async (): Promise<void> => {
    const id = published(data)!.id
    await vi.waitFor(async () => expect(await readers[0]!.generation()).toBe(id), { timeout: 10_000, interval: 100 })
    await new Promise((resolve) => setTimeout(resolve, 300))
    await readers[0]!.generation()
  }

  const acts: Readonly<Record<string, () => void>> = {
    import: () => {
      const expiry = (): string => random.one(['', day.day(), day.day(1), day.day(3)].map(french))
      for (let change = random.below(5); change >= 0; change--) feed.change(expiry)
      feed.write()
      expect(command(importing())).toMatchObject({ code: 0 })
    },
    days: () => day.add(1 + random.below(2)),
    back: () => void command(['revenir']),
    killedBefore: () => {
      feed.change(() => '')
      feed.write()
      annuaireKilledAt(data, importing(), { call: 'renameSync', path: 'generation-courante', when: 'before' })
    },
    killedAfter: () => {
      feed.change(() => '')
      feed.write()
      annuaireKilledAt(data, importing(), { call: 'renameSync', path: 'generation-courante', when: 'after' })
    },
    refused: () => {
      expect(command(['importer', '--silencieux', ...feed.paths.map((path) => join(path, 'absent'))]).code).not.toBe(0)
    },
  }
  const MIX = ['import', 'import', 'import', 'import', 'days', 'days', 'back', 'killedBefore', 'killedAfter', 'refused']

  beforeAll(async () => {
    mkdirSync(join(folder, 'feed'))
    day = new OtherDay(folder)
    Object.assign(process.env, day.env, { ANNUAIRE_BAISSE_MAX: '100' })
    feed = new InventedFeed(join(folder, 'feed'), random)
    feed.write()
    expect(command(importing())).toMatchObject({ code: 0 })
    expect(command(importing())).toMatchObject({ code: 0 })
    annuaire(data, ['compte', 'ajouter', 'dpi', '--sources', 'paca'], { input: 'un mot de passe sûr\n' })
    served = await serve(data)
    readers = [new CopyingClient(served.http, {}, []), new CopyingClient(served.http, ACCOUNT, ['paca'])]
    for (const reader of readers) await reader.start()
  }, 120_000)
  afterAll(async () => {
    for (const name of ['NODE_OPTIONS', 'ANNUAIRE_BAISSE_MAX']) delete process.env[name]
    await served.stop()
  })

  it(`hold what a new copy gives after each of ${STEPS} things that happen`, async () => {
    const done: string[] = []
    for (let step = 0; step < STEPS; step++) {
      const before = structuresOf(await readers[0]!.whole())
      readers[0]!.structures.clear()
      // Some have begun to follow when the next import comes.
      for (const reader of readers) await reader.step(1 + random.below(2))
      const act = random.one(MIX)
      done.push(act)
      acts[act]!()
      await isServed()
      for (const [at, reader] of readers.entries()) {
        await reader.follow(1 + random.below(4))
        const whole = await reader.whole()
        expect({ done, at, ...reader.copied }).toEqual({ done, at, ...whole })
      }
      const after = structuresOf(await readers[0]!.whole())
      const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
        (key) => before.get(key) !== after.get(key),
      )
      expect([...readers[0]!.structures.keys()]).toEqual(expect.arrayContaining(changed))
      for (const [key, nature] of readers[0]!.structures)
        expect([key, nature === 'fermé']).toEqual([key, !after.has(key)])
    }
    expect(new Set(done).size).toBeGreaterThan(3)
  }, 600_000)
})

/** AAAA-MM-JJ as regional files write it. */
function french(date: string): string {
  return date.split('-').reverse().join('/')
}
