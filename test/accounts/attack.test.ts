import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hashPassword } from '../../src/accounts/password-hash.js'
import { bind, message } from '../ldap/ber.js'
import { exchange } from '../ldap/raw-client.js'
import { type RunningServer, serveNothing } from '../ldap/server.js'
import { countOf, type Guesser, startGuesser } from './guesser.js'

const PASSWORD = 'un mot de passe long'
const NAMES = Array.from({ length: 12 }, (_, index) => `compte-${index}`)

let server: RunningServer
let guessers: Guesser[] = []

beforeEach(async () => {
  server = await serveNothing()
  for (const name of NAMES) await server.accounts.add(name, PASSWORD, ['paca'])
})
afterEach(async () => {
  for (const guesser of guessers) guesser.stop()
  guessers = []
  await server.close()
})

function attack(count: number, from: string, reconnects: boolean): void {
  guessers = Array.from({ length: count }, () => startGuesser(server.port, { from, names: NAMES, reconnects }))
}

/** Result code and duration of a bind on a connection of its own. */
async function tried(name: string): Promise<{ code: number | undefined; ms: number }> {
  const started = performance.now()
  const frame = message(1, bind(`cn=${name},ou=comptes,dc=mssante,dc=fr`, PASSWORD))
  const answers = await exchange(server.port, [frame], 1)
  return { code: answers.at(-1)?.code, ms: performance.now() - started }
}

describe('while others guess passwords', () => {
  // Each try is the first of its account: nothing is remembered of it.
  it.each([
    [12, 'another address', '127.0.0.2', false],
    [60, 'another address, anew each time', '127.0.0.2', true],
    [12, 'the same address, anew each time', '127.0.0.1', true],
    [60, 'the same address', '127.0.0.1', false],
  ])('%i connections from %s keep nobody out', async (count, _, from, reconnects) => {
    const alone = await hashingTime()
    attack(count, from, reconnects)
    await sleep(1_000)
    const outcomes = []
    for (const name of NAMES) {
      outcomes.push(await tried(name))
      await sleep(Math.random() * 200)
    }
    expect(outcomes.map(({ code }) => code)).toEqual(NAMES.map(() => 0))
    // A second, where a hash takes what it takes on a machine that does nothing else.
    const median = outcomes.map(({ ms }) => ms).sort((one, other) => one - other)[NAMES.length / 2]
    expect(median).toBeLessThan(Math.max(1_000, 4 * alone))
  })

  it.each([
    ['on their connections', false],
    ['on new connections', true],
  ])('they are slowed %s, and each failure is logged', async (_, reconnects) => {
    attack(12, '127.0.0.2', reconnects)
    await sleep(6_000)
    const before = countOf(guessers, 49)
    await sleep(4_000)
    expect(countOf(guessers, 49) - before).toBeLessThanOrEqual(6)
    const told = server.lines.filter((line) => (line as { evenement: string }).evenement === 'compte.refuse')
    expect(told.length).toBeGreaterThanOrEqual(countOf(guessers, 49))
    expect(told[0]).toMatchObject({ niveau: 'warn', adresse: '127.0.0.2', compte: expect.stringMatching(/^compte-/) })
  })

  it('the same wrong password again and again is slowed as well', async () => {
    const started = performance.now()
    const frames = Array.from({ length: 8 }, (_, index) =>
      message(index + 1, bind(`cn=${NAMES[0]},ou=comptes,dc=mssante,dc=fr`, 'toujours le même')),
    )
    const answers = await exchange(server.port, frames, 8)
    expect(answers.map(({ code }) => code)).toEqual(frames.map(() => 49))
    expect(performance.now() - started).toBeGreaterThan(2_000)
    expect((await tried(NAMES[1]!)).code).toBe(0)
  })
})

async function hashingTime(): Promise<number> {
  const started = performance.now()
  await hashPassword(PASSWORD)
  return performance.now() - started
}
