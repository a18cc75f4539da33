import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generateFeed } from '../../scripts/feed/generate.js'
import { annuaire, scratch } from '../support/cli.js'
import { readPeople } from '../support/plain-people.js'
import { type Asked, peopleAsShown, rankOf, readShown, type Shown, satisfies } from '../support/plain-ranking.js'
import { allOf, entryName, equality, message, octets, oneOf, present, type Received, search, tlv } from './ber.js'
import { RawClient } from './raw-client.js'
import { type RunningServer, serve } from './server.js'

/** Evolution looks one level below its base: no container is there. */
const ROOT = 'dc=mssante,dc=fr'
const BASE = `ou=national,${ROOT}`
const CAP = 500
const SEARCH_RESULT_DONE = 0x65
const RUNS = 250
const LONG = 60_000

/** What a client makes of the words typed: disjunctions, all of which must hold, and what it adds to them. */
interface Client {
  readonly name: string
  filter(words: readonly string[]): readonly (readonly Asked[])[]
  /** Conditions that every mailbox of the feed satisfies. */
  readonly beside: readonly Buffer[]
}

const inside = (attribute: string, ...pieces: readonly string[]): Asked => ({ attribute, pieces, starts: false })
const starting = (attribute: string, ...pieces: readonly string[]): Asked => ({ attribute, pieces, starts: true })
const list = (names: string): readonly string[] => names.split(' ')
const anyOf = (names: string, make: (name: string) => Asked): readonly Asked[] => list(names).map(make)

const CLIENTS: readonly Client[] = [
  {
    name: 'Thunderbird',
    filter: (words) => [
      [
        inside('cn', ...words),
        inside('mail', words.join(' ')),
        inside('givenName', words[0]!),
        inside('sn', words.join(' ')),
      ],
    ],
    beside: [],
  },
  {
    name: 'Thunderbird’s address book',
    filter: (words) =>
      words.map((word) =>
        anyOf(
          'cn givenName sn mozillaNickname mail mozillaSecondEmail description o ou title mozillaWorkUrl mozillaHomeUrl',
          (name) => inside(name, word),
        ),
      ),
    beside: [],
  },
  {
    name: 'Outlook',
    filter: (words) => [anyOf('mail cn sn givenName', (name) => starting(name, words.join(' ')))],
    beside: [present('mail')],
  },
  {
    name: 'Apple',
    filter: (words) => [anyOf('givenName sn cn mail', (name) => inside(name, words.join(' ')))],
    beside: [],
  },
  {
    name: 'Evolution',
    filter: (words) => [
      anyOf('cn givenName sn mobile pager o roomNumber title labeledURI description icsCalendar mail', (name) =>
        inside(name, ...words),
      ),
    ],
    beside: [],
  },
  {
    name: 'Roundcube',
    filter: (words) => [anyOf('mail cn', (name) => inside(name, words.join(' ')))],
    beside: [equality('objectClass', 'annuaireBal')],
  },
  {
    name: 'Zimbra',
    filter: (words) => [anyOf('cn sn gn mail', (name) => starting(name, words.join(' ')))],
    beside: [],
  },
  {
    name: 'a telephone',
    filter: (words) => words.map((word) => anyOf('cn displayName mail l', (name) => starting(name, word))),
    beside: [],
  },
]

function encoded({ filter, beside }: Client, words: readonly string[]): Buffer {
  const parts = filter(words).map((asked) => oneOf(...asked.map(comparison)))
  return beside.length === 0 && parts.length === 1 ? parts[0]! : allOf(...beside, ...parts)
}

const comparison = ({ attribute, pieces, starts }: Asked): Buffer =>
  tlv(
    0xa4,
    octets(attribute),
    tlv(0x30, ...pieces.map((piece, at) => tlv(starts && at === 0 ? 0x80 : 0x81, piece.toLowerCase()))),
  )

/** A plain loop: every mailbox that satisfies the filter, by its rank, then by its name. */
function expected(client: Client, words: readonly string[], mailboxes: readonly Shown[]): readonly string[] {
  const filter = client.filter(words)
  const attributes = new Set(filter.flat().map(({ attribute }) => attribute))
  return mailboxes
    .filter((mailbox) => satisfies(filter, mailbox))
    .map((mailbox) => ({ mailbox, rank: rankOf(mailbox, words, attributes) }))
    .sort((one, other) => (one.rank === other.rank ? 0 : one.rank - other.rank))
    .map(({ mailbox }) => mailbox.adresse)
}

describe('a completion', () => {
  const folder = scratch('completion')
  const feed = join(folder, 'feed')
  const data = join(folder, 'data')
  let server: RunningServer
  let client: RawClient
  let mailboxes: readonly Shown[]
  let people: readonly Shown[]

  beforeAll(async () => {
    generateFeed({ lines: 10_000, folder: feed, seed: 23, date: '202611200300', faultless: true })
    expect(annuaire(data, ['importer', '--silencieux', feed]).code).toBe(0)
    server = await serve(data)
    client = await RawClient.open(server.port)
    mailboxes = readShown(feed)
    people = peopleAsShown(readPeople(feed))
  }, LONG)
  afterAll(async () => {
    client.close()
    await server.close()
  })

  async function ask(
    filter: Buffer,
    sizeLimit: number,
    base = BASE,
    scope = 1,
    ...controls: readonly Buffer[]
  ): Promise<readonly Received[]> {
    client.forget()
    client.send(message(2, search({ base, scope, sizeLimit, filter, attributes: ['1.1'] }), ...controls))
    await client.until(() => client.received.at(-1)?.code !== undefined && client.received.at(-1)!.code !== -1, 20_000)
    return client.received
  }

  async function pages(filter: Buffer, size: number, base = BASE, scope = 1) {
    const sent: string[] = []
    let cookie: Buffer = Buffer.alloc(0)
    let code = 0
    do {
      const received = await ask(filter, 0, base, scope, paged(size, cookie))
      sent.push(...addresses(received))
      expect(received.length - 1).toBeLessThanOrEqual(size)
      code = received.at(-1)!.code
      cookie = cookieOf(received.at(-1)!)
    } while (cookie.length > 0)
    return { sent, code }
  }

  const addresses = (received: readonly Received[]): string[] =>
    received.slice(0, -1).map((one) => /^\w+=([^,]+)/.exec(entryName(one))![1]!.toLowerCase())

  /** Starts and fragments of what the mailboxes show, one or two words. */
  const typed: fc.Arbitrary<readonly string[]> = fc
    .record({
      at: fc.nat(1_000_000),
      kind: fc.constantFrom('nom', 'nom', 'nom', 'prenom', 'own', 'left', 'domain', 'both', 'both', 'reversed'),
      from: fc.constantFrom(0, 0, 0, 1, 3),
      length: fc.integer({ min: 1, max: 9 }),
      second: fc.integer({ min: 1, max: 6 }),
    })
    .map(({ at, kind, from, length, second }) => {
      const { nom, prenom, own, adresse } = mailboxes[at % mailboxes.length]!
      const [left, domain] = adresse.split('@') as [string, string]
      const word = (text: string, first: number, letters: number): string =>
        (text.split(' ')[0] ?? '').slice(first, first + letters).replace(/^[^\p{L}\p{N}]+/u, '')
      if (kind === 'both') return [word(prenom, 0, second), word(nom, 0, length)]
      if (kind === 'reversed') return [word(nom, 0, length), word(prenom, 0, second)]
      return [word({ nom, prenom, own, left, domain }[kind], from, length)]
    })
    .map((words) => words.filter((word) => /[\p{L}\p{N}]/u.test(word)))
    .filter((words) => words.length > 0 && new Set(words.map((word) => word.toLowerCase())).size === words.length)

  it('sends the best matches first, whatever the client and its limit', { timeout: LONG }, async () => {
    const seen = { cut: 0, whole: 0 }
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...CLIENTS),
        typed,
        fc.integer({ min: 1, max: CAP }),
        async (one, words, limit) => {
          const wanted = expected(one, words, mailboxes)
          const received = await ask(encoded(one, words), limit)
          expect([one.name, words, addresses(received)]).toEqual([one.name, words, wanted.slice(0, limit)])
          expect(received.at(-1)!.code).toBe(wanted.length > limit ? 4 : 0)
          seen[wanted.length > limit ? 'cut' : 'whole']++
        },
      ),
      { numRuns: RUNS, seed: 7 },
    )
    expect(seen.cut).toBeGreaterThan(50)
    expect(seen.whole).toBeGreaterThan(50)
  })

  it('ranks professionals the same way', { timeout: LONG }, async () => {
    const names: Client = {
      name: 'names',
      filter: (words) => words.map((word) => anyOf('cn sn givenName', (name) => inside(name, word))),
      beside: [present('cn')],
    }
    await fc.assert(
      fc.asyncProperty(typed, fc.integer({ min: 1, max: CAP }), async (words, limit) => {
        const wanted = expected(names, words, people)
        const received = await ask(encoded(names, words), limit, 'dc=rpps,dc=fr')
        expect([words, addresses(received)]).toEqual([words, wanted.slice(0, limit)])
      }),
      { numRuns: 40, seed: 3 },
    )
  })

  it('goes on from page to page without gap or repeat, within the cap', { timeout: LONG }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...CLIENTS),
        typed,
        fc.integer({ min: 5, max: 200 }),
        async (one, words, size) => {
          const wanted = expected(one, words, mailboxes)
          const { sent, code } = await pages(encoded(one, words), size)
          expect([one.name, words, sent]).toEqual([one.name, words, wanted.slice(0, CAP)])
          expect(code).toBe(wanted.length > CAP ? 4 : 0)
        },
      ),
      { numRuns: 40, seed: 11 },
    )
  })

  it('shows no container as a contact', async () => {
    const attributes = 'cn ou description'
    const one: Client = {
      name: 'containers',
      filter: (words) => [anyOf(attributes, (name) => inside(name, ...words))],
      beside: [],
    }
    const filter = encoded(one, ['nat'])
    const wanted = expected(one, ['nat'], mailboxes)
    expect(wanted.length).toBeGreaterThan(20)
    expect(addresses(await ask(filter, 0, ROOT, 2))).toEqual(wanted)
    expect(await pages(filter, 7, ROOT, 2)).toEqual({ sent: wanted, code: 0 })
  })
})

const OF_PAGES = '1.2.840.113556.1.4.319'

function paged(size: number, cookie: Buffer): Buffer {
  const value = tlv(0x30, tlv(0x02, Buffer.from([size >> 8, size & 0xff])), octets(cookie))
  return tlv(0xa0, tlv(0x30, octets(OF_PAGES), octets(value)))
}

/** The cookie is the end of the last control. */
function cookieOf({ bytes, tag }: Received): Buffer {
  expect(tag).toBe(SEARCH_RESULT_DONE)
  const control = bytes.subarray(bytes.indexOf(OF_PAGES) + OF_PAGES.length)
  return control.at(-1) === 0 && control.at(-2) === 0x04 ? Buffer.alloc(0) : control.subarray(-32)
}
