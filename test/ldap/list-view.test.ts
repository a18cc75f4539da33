import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contains, equality, not, present, starts } from './ber.js'
import { importFeed } from './feed.js'
import { ask, byOffset, byValue, sort, sortResult, viewAnswer } from './list-controls.js'
import { type Listed, plainList, plainPlace } from './plain-list.js'
import { CROWD, everybody } from './plain-names.js'
import { type RunningServer, serve } from './server.js'

const BAL = 'dc=mssante,dc=fr'
const MOST = 500
const people = everybody(1500)
let server: RunningServer

beforeAll(async () => {
  server = await serve(await importFeed(CROWD, people.slice(CROWD + 3)))
})
afterAll(async () => {
  await server.close()
})

const containers = [BAL, `ou=national,${BAL}`, `ou=regional,${BAL}`]
const FILTERS = [
  { filter: present('mail'), test: () => true, containers: [] },
  { filter: present('objectClass'), test: () => true, containers },
  { filter: starts('sn', 'm'), test: ({ titre }: Listed) => titre.startsWith('M'), containers: [] },
  { filter: starts('givenName', 'je'), test: ({ prenom }: Listed) => prenom.startsWith('JE'), containers: [] },
  { filter: contains('mail', 'boite'), test: ({ adresse }: Listed) => adresse.includes('boite'), containers: [] },
  { filter: starts('sn', 'zzz'), test: () => false, containers: [] },
]

const list = fc.record({
  by: fc.constantFrom('sn', 'cn', 'displayName'),
  reverse: fc.boolean(),
  asked: fc.constantFrom(...FILTERS),
})
const around = fc.record({ before: fc.nat(30), after: fc.nat(30) })
const words = fc.constantFrom(...people.flatMap(({ nom, prenom, structure }) => [`${nom} ${prenom}`, structure]))
/** The start of a name as somebody types it, or anything. */
const typed = fc.oneof(
  fc.tuple(words, fc.nat(12)).map(([name, length]) => name.toLowerCase().slice(0, length)),
  fc.string({ maxLength: 5 }),
)

describe('row 38: a view of the whole list, however long', () => {
  it('shows what a plain loop over all entries shows, around a name', async () => {
    await fc.assert(
      fc.asyncProperty(list, around, typed, async ({ by, reverse, asked }, { before, after }, value) => {
        const all = plainList(people, asked, by, reverse)
        const position = plainPlace(all, people, by, reverse, value)
        const { names, code, done } = await ask(server.port, BAL, asked.filter, [
          sort(true, { by, reverse }),
          byValue(before, after, value),
        ])
        expect(names).toEqual(all.names.slice(Math.max(0, position - 1 - before), position + after))
        expect([code, sortResult(done)]).toEqual([0, 0])
        expect(viewAnswer(done)!.numbers).toEqual([position, all.names.length, 0])
      }),
      { numRuns: 150 },
    )
  })

  it('shows the same by number, near its start, its end and the name where somebody went, and nowhere else', async () => {
    const offset = fc.integer({ min: 1, max: 1600 })
    await fc.assert(
      fc.asyncProperty(
        list,
        around,
        fc.option(typed),
        offset,
        fc.integer({ min: 0, max: 2 }),
        async ({ by, reverse, asked }, { before, after }, value, place, scale) => {
          const sorted = sort(true, { by, reverse })
          const all = plainList(people, asked, by, reverse)
          const count = all.names.length
          let context: Buffer | null = null
          let jump: number | null = null
          if (value !== null) {
            const jumped = viewAnswer((await ask(server.port, BAL, asked.filter, [sorted, byValue(0, 0, value)])).done)!
            context = jumped.context
            jump = jumped.numbers[0]!
          }
          const position = Math.min(place, count + 1)
          // The client's idea of the list may be another: twice as long, or none at all.
          const idea = scale === 0 || position > count || (scale === 1 && count === 1) ? 0 : scale * count
          const told = idea === 0 ? position : scale * position
          const wanted = byOffset(before, after, told, idea, context)
          const { names, code, done } = await ask(server.port, BAL, asked.filter, [sorted, wanted])
          const right = idea !== 0 && told === 1 ? 1 : position
          const near = [0, count + 1, ...(jump === null ? [] : [jump])].some((one) => Math.abs(right - one) <= MOST)
          const view = viewAnswer(done)!
          if (near) {
            expect(names).toEqual(all.names.slice(Math.max(0, right - 1 - before), right + after))
            expect([code, ...view.numbers]).toEqual([0, right, count, 0])
            expect(view.context).toEqual(context)
          } else {
            expect(names).toEqual([])
            expect([code, ...view.numbers]).toEqual([76, 0, count, 11])
          }
        },
      ),
      { numRuns: 150 },
    )
  })
})

describe('row 38: what a view of a long list says', () => {
  const byName = sort(true, { by: 'sn' })
  const all = present('mail')
  const view = (done: Buffer) => viewAnswer(done)?.numbers

  it('lands on MARTIN, where the first entries do not reach', async () => {
    const { names, done } = await ask(server.port, BAL, all, [byName, byValue(0, 0, 'mart')])
    const [position, count] = view(done)!
    expect(position).toBeGreaterThan(MOST)
    expect(count).toBe(people.length)
    expect(names[0]).toContain('martin')
  })

  it('shows 500 entries at most, the target among them, and says that it is cut', async () => {
    const jump = byValue(600, 600, 'mart')
    const { names, code, done } = await ask(server.port, BAL, all, [byName, jump])
    const list = plainList(people, FILTERS[0]!, 'sn', false)
    const position = view(done)![0]!
    expect(code).toBe(4)
    expect(names).toEqual(list.names.slice(position - MOST, position))
    const small = await ask(server.port, BAL, all, [byName, byValue(1, 600, 'mart')], 3)
    expect([small.code, small.names]).toEqual([4, list.names.slice(position - 2, position + 1)])
  })

  it.each([
    ['a key that is not a name', { by: 'givenName' }, all],
    ['a filter that the store does not answer alone', { by: 'sn' }, not(equality('sn', 'zzz'))],
  ])('sorts 500 entries and says so: %s', async (_, key, filter) => {
    const { names, code, done } = await ask(server.port, BAL, filter, [sort(true, key), byOffset(0, 9, 1)])
    expect([names.length, code, sortResult(done)]).toEqual([10, 0, 11])
    expect(view(done)).toEqual([1, MOST, 11])
    expect(done.toString()).toContain('Seules 500')
    // Behind the last of these there is not nobody.
    const behind = await ask(server.port, BAL, filter, [sort(true, key), byOffset(9, 9, 501)])
    expect([behind.names.length, behind.code, ...view(behind.done)!]).toEqual([0, 76, 0, MOST, 11])
  })

  it('takes the context of a jump for the same list alone', async () => {
    const { done } = await ask(server.port, BAL, all, [byName, byValue(0, 0, 'mart')])
    const { context, numbers } = viewAnswer(done)!
    const next = byOffset(0, 4, numbers[0]! + 1, 0, context)
    expect((await ask(server.port, BAL, all, [byName, next])).names).toHaveLength(5)
    for (const [filter, order] of [
      [present('sn'), byName],
      [all, sort(true, { by: 'sn', reverse: true })],
    ] as const) {
      const other = await ask(server.port, BAL, filter, [order, next])
      expect([other.names, other.code, view(other.done)?.[2]]).toEqual([[], 76, 2])
    }
  })
})
