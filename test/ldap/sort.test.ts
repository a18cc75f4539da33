import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { enumerated, int, octets, oneOf, present, starts, tlv } from './ber.js'
import { importFeed } from './feed.js'
import { ldapsearch, names } from './ldapsearch.js'
import {
  ask as askFor,
  byOffset,
  byValue,
  control,
  SORT_ANSWER,
  sort,
  sortResult,
  VIEW,
  viewAnswer,
} from './list-controls.js'
import { type RunningServer, serve } from './server.js'

const BAL = 'dc=mssante,dc=fr'
let server: RunningServer

beforeAll(async () => {
  server = await serve(await importFeed())
})
afterAll(async () => {
  await server.close()
})

const few = oneOf(
  starts('sn', 'dup'),
  starts('sn', 'dalem'),
  starts('mail', 'secretariat'),
  starts('mail', 'ines.foule.59'),
)
const FEW = '(|(sn=dup*)(sn=dalem*)(mail=secretariat*)(mail=ines.foule.59*))'

async function ask(filter: Buffer, controls: readonly Buffer[], sizeLimit = 0) {
  const { names, code, done } = await askFor(server.port, BAL, filter, controls, sizeLimit)
  return { found: names.map((name) => name.split(',')[0]!.slice(5)), code, done }
}

describe('row 37: server side sort (RFC 2891)', () => {
  it.each([
    ['an attribute', ['-E', '!sss=sn'], ['secre', 'anne.d', 'zoe.d', 'ines.']],
    ['an attribute, the other way', ['-E', '!sss=-sn'], ['ines.', 'zoe.d', 'anne.d', 'secre']],
    ['an ordering rule', ['-E', '!sss=mail:caseIgnoreOrderingMatch'], ['anne.d', 'ines.', 'secre', 'zoe.d']],
    ['two attributes', ['-E', '!sss=postalCode/-mail'], ['zoe.d', 'secre', 'ines.', 'anne.d']],
  ])('by %s, entries without it last', async (_, options, order) => {
    const { code, entries, output } = await ldapsearch(server.port, '-b', BAL, ...options, FEW, 'mail')
    expect(code).toBe(0)
    const starts = entries.map((entry) => order.find((start) => entry['mail']![0]!.startsWith(start)))
    expect(starts.filter((one, at) => one !== starts[at - 1])).toEqual(order)
    expect(entries).toHaveLength(14)
    expect(output).toMatch(/sortResult: \(0\) Success/)
  })

  it('sorts numbers in a text as the text that they are, and keeps the order of the directory between equals', async () => {
    const { found } = await ask(few, [sort(true, { by: 'profession', reverse: true })])
    const unsorted = names(await ldapsearch(server.port, '-b', BAL, FEW, '1.1')).map((one) => one.slice(5))
    const ines = unsorted.filter((one) => one.startsWith('ines'))
    expect(found.slice(0, ines.length)).toEqual(ines)
  })

  it('shows no other entries than without it, beyond the limit of the server', async () => {
    const all = starts('sn', 'foule')
    const plain = await ask(all, [])
    const sorted = await ask(all, [sort(true, { by: 'mail' })])
    const reversed = await ask(all, [sort(true, { by: 'mail', reverse: true })])
    expect([plain.code, sorted.code, reversed.code]).toEqual([4, 4, 4])
    // RFC 2891 §1.2: too many matching entries for the server to sort.
    expect([sortResult(sorted.done), sortResult(reversed.done)]).toEqual([11, 11])
    expect(sorted.found).toHaveLength(500)
    expect(new Set(sorted.found)).toEqual(new Set(plain.found))
    expect(reversed.found).toEqual([...sorted.found].reverse())
    expect(sorted.found).toEqual([...sorted.found].sort())
  })

  it('sorts before it cuts to the client’s own limit', async () => {
    const { found, code, done } = await ask(few, [sort(true, { by: 'mail', reverse: true })], 2)
    expect(found).toEqual(['zoe.dupont@medecin.mssante.fr', 'secretariat.cardio@chu.mssante.fr'])
    expect([code, sortResult(done)]).toEqual([4, 0])
  })

  it('tells on each page that what is sorted is cut', async () => {
    const pages = control('1.2.840.113556.1.4.319', true, tlv(0x30, int(10), octets('')))
    const { found, code, done } = await ask(starts('sn', 'foule'), [sort(true, { by: 'mail' }), pages])
    expect([found.length, code, sortResult(done)]).toEqual([10, 0, 11])
  })

  it('goes together with pages', async () => {
    const args = ['-b', BAL, '-E', '!sss=-mail', '-E', 'pr=5/noprompt', FEW, 'mail']
    const { code, entries } = await ldapsearch(server.port, ...args)
    const mails = entries.map((entry) => entry['mail']![0]!)
    expect(code).toBe(0)
    expect(mails).toHaveLength(14)
    expect(mails).toEqual([...mails].sort().reverse())
  })

  it.each([
    ['an unknown attribute', { by: 'couleur' }, 16],
    ['an attribute without an order', { by: 'objectClass' }, 18],
    ['a rule of another kind', { by: 'sn', rule: 'integerMatch' }, 18],
    ['an unknown rule', { by: 'sn', rule: '1.2.3' }, 18],
  ])('tells that it cannot sort by %s', async (_, key, reason) => {
    const critical = await ask(few, [sort(true, key)])
    expect(critical).toMatchObject({ found: [], code: 12 })
    const lenient = await ask(few, [sort(false, key)])
    expect(lenient.found).toHaveLength(14)
    expect(lenient.code).toBe(0)
    for (const { done } of [critical, lenient]) {
      expect(done.includes(Buffer.concat([Buffer.from(SORT_ANSWER), Buffer.from([0x04])]))).toBe(true)
      expect(done.includes(enumerated(reason))).toBe(true)
      expect(done.includes(tlv(0x80, key.by))).toBe(true)
    }
  })

  it.each([
    ['no value', undefined],
    ['an empty value', Buffer.alloc(0)],
    ['no key', tlv(0x30)],
    ['garbage', Buffer.from([0x30, 0x7f])],
  ])('refuses %s', async (_, value) => {
    expect(await ask(few, [control('1.2.840.113556.1.4.473', true, value)])).toMatchObject({ found: [], code: 2 })
  })
})

describe('row 38: virtual list view', () => {
  const everybody = present('mail')
  const byMail = sort(true, { by: 'mail' })

  const view = (done: Buffer) => viewAnswer(done)?.numbers ?? []

  it('shows the entries around a place', async () => {
    const all = await ask(few, [byMail])
    const { found, code, done } = await ask(few, [byMail, byOffset(1, 2, 3)])
    expect(found).toEqual(all.found.slice(1, 5))
    expect([code, ...view(done)]).toEqual([0, 3, 14, 0])
  })

  it.each([
    ['the first', byOffset(0, 1, 1, 14), 0, 2, 1],
    ['the last, by its number', byOffset(1, 3, 14, 14), 12, 14, 14],
    ['half-way, of a list that the client thinks twice as long', byOffset(0, 0, 14, 28), 6, 7, 7],
    ['after the end', byOffset(2, 0, 40, 0), 12, 14, 15],
    ['a value', byValue(0, 1, 'secret'), 12, 14, 13],
    ['a value after all', byValue(1, 1, 'zz'), 13, 14, 15],
  ])('finds %s', async (_, wanted, from, to, position) => {
    const all = await ask(few, [byMail])
    const { found, done } = await ask(few, [byMail, wanted])
    expect(found).toEqual(all.found.slice(from, to))
    expect(view(done)).toEqual([position, 14, 0])
  })

  it('lets Outlook walk through a whole address book, as far as the limit', async () => {
    const seen: string[] = []
    for (let offset = 1; offset <= 500; offset += 50) {
      const { found, done } = await ask(everybody, [sort(true, { by: 'cn' }), byOffset(0, 49, offset)])
      expect(view(done)).toEqual([offset, 603, 0])
      seen.push(...found)
    }
    expect(new Set(seen).size).toBe(500)
  })

  it.each([
    ['without the sort that it needs', [byOffset(0, 1, 1)], 60],
    ['from a place before the first', [byMail, byOffset(0, 1, 0)], 61],
    ['with a context that it did not give', [byMail, byOffset(0, 1, 1, 0, Buffer.alloc(20))], 2],
  ])('is refused as such %s', async (_, controls, reason) => {
    const { found, code, done } = await ask(few, controls)
    // virtualListViewError, which the control explains (§6.2.1)
    expect({ found, code, reason: view(done)[2] }).toEqual({ found: [], code: 76, reason })
  })

  it.each([
    [
      'cut into pages',
      [byMail, byOffset(0, 1, 1), control('1.2.840.113556.1.4.319', true, tlv(0x30, int(10), octets('')))],
      53,
    ],
    ['of a negative length', [byMail, byOffset(-1, 1, 1)], 2],
    ['without a value', [byMail, control(VIEW, true)], 2],
  ])('is refused %s', async (_, controls, code) => {
    expect(await ask(few, controls)).toMatchObject({ found: [], code })
  })
})
