import { rm } from 'node:fs/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compile } from '../../src/ldap/filter/compile.js'
import type { Test } from '../../src/ldap/filter/part.js'
import { TRUE } from '../../src/ldap/filter/truth.js'
import type { Filter } from '../../src/ldap/protocol/filter.js'
import { attributeDescription, attributeTypes } from '../../src/ldap/schema/attribute-types.js'
import { furtherAttributes } from '../../src/ldap/schema/further-attributes.js'
import { candidatesOf } from '../../src/ldap/search/candidates.js'
import type { Range } from '../../src/ldap/search/plan.js'
import { Dit } from '../../src/ldap/tree/dit.js'
import type { Entry } from '../../src/ldap/tree/entry.js'
import { type Directory, type DirectorySwitch, openDirectorySwitch } from '../../src/store/index.js'
import { UNHURRIED } from '../../src/store/pace.js'
import { collectingLog } from '../support/collecting-log.js'
import { importFixtures } from './feed.js'
import { equal } from './filters.js'

const EVERYTHING: Filter = { kind: 'and', of: [] }
const dit = new Dit('dc=mssante,dc=fr', 'dc=rpps,dc=fr')
const ranges: readonly Range[] = [
  { kind: 'bals', source: null },
  { kind: 'bals', source: 'national' },
  { kind: 'professionnels' },
]

let dataDir: string
let directories: DirectorySwitch

beforeAll(async () => {
  dataDir = await importFixtures()
  directories = openDirectorySwitch(dataDir, collectingLog())
})
afterAll(async () => {
  directories.close()
  await rm(dataDir, { recursive: true, force: true })
})

async function entries(directory: Directory, range: Range, filter: Filter, test: Test): Promise<Entry[]> {
  const reader = { sources: directory.generation.sources }
  const candidates = candidatesOf([range], filter, directory, reader, dit)[0]!
  if (candidates.none) return []
  const page = await candidates.page(0, 20_000, UNHURRIED)
  const found = Array.from({ length: page.count }, (_, at) => page.entry(at))
  const right = found.filter((entry) => test(entry) === TRUE)
  // What is sent without a look is right.
  if (candidates.exact) expect(right).toEqual(found)
  return right
}

/** Filters made of the attributes and values of real entries, so that they often hold. */
function filters(all: readonly Entry[]): fc.Arbitrary<Filter> {
  const held = all.flatMap((entry) =>
    attributeTypes
      // A filter on the source also shows the copies of national mailboxes that this source holds.
      .filter(({ names }) => names[0] !== 'source')
      .flatMap((type) =>
        entry.values(type).map((value) => ({ attribute: attributeDescription(type.names.at(-1)!), value })),
      ),
  )
  const pairs = [
    ...held,
    ...furtherAttributes.map(({ names }) => ({
      attribute: attributeDescription(names[0]),
      value: '1 rue X$Paris',
    })),
  ]
  const pair = fc.constantFrom(...pairs)
  const cut = fc.tuple(fc.nat(12), fc.integer({ min: 1, max: 8 }))
  const piece = (value: string, [from, length]: [number, number]) => value.slice(from % value.length).slice(0, length)
  const leaf: fc.Arbitrary<Filter> = fc.oneof(
    fc
      .record({ pair, kind: fc.constantFrom('equality', 'approx', 'greaterOrEqual', 'lessOrEqual') })
      .map(({ pair: { attribute, value }, kind }): Filter => ({ kind, attribute, value: value.toLowerCase() })),
    fc.tuple(pair, cut, cut, fc.boolean()).map(
      ([{ attribute, value }, one, other, starts]): Filter => ({
        kind: 'substrings',
        attribute,
        initial: starts ? value.slice(0, one[1]) : null,
        any: [piece(value, one)],
        final: other[0] % 2 === 0 ? value.slice(-other[1]) : null,
        unreadable: false,
      }),
    ),
    pair.map(({ attribute }): Filter => ({ kind: 'present', attribute })),
    fc.tuple(pair, fc.constantFrom(null, 'caseIgnoreMatch', 'caseExactMatch', 'inconnue'), fc.boolean()).map(
      ([{ attribute, value }, rule, dnAttributes]): Filter => ({
        kind: 'extensible',
        attribute,
        rule,
        value,
        dnAttributes,
      }),
    ),
    fc.constant(equal('inconnu', 'x')),
  )
  return fc.letrec<{ filter: Filter }>((tie) => ({
    filter: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      leaf,
      fc.record({
        kind: fc.constantFrom('and', 'or'),
        of: fc.array(tie('filter'), { maxLength: 4 }),
      }) as fc.Arbitrary<Filter>,
      tie('filter').map((of): Filter => ({ kind: 'not', of })),
    ),
  })).filter
}

describe('narrowing a filter for the store', () => {
  it.each(ranges)('loses no entry of $kind, $source', async (range) => {
    await directories.read(async (directory) => {
      const all = await entries(directory, range, EVERYTHING, () => TRUE)
      expect(all.length).toBeGreaterThan(10)
      await fc.assert(
        fc.asyncProperty(filters(all), async (filter) => {
          const test = compile(filter)
          const expected = all.filter((entry) => test(entry) === TRUE).map(({ dn }) => dn)
          const found = await entries(directory, range, filter, test)
          expect(found.map(({ dn }) => dn)).toEqual(expected)
        }),
        { numRuns: 500 },
      )
    })
  })
})
