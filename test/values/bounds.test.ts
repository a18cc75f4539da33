import { describe, expect, it } from 'vitest'
import { parseRecord } from '../../src/feed/csv-record.js'
import { otherEncoding } from '../../src/feed/encoding-guess.js'
import { chooseSeparator } from '../../src/feed/separator.js'
import { exceptionOf } from '../../src/nomenclature/postcode-exceptions.js'
import { nationalIdentifiers, parseIdentifier } from '../../src/records/identifier.js'
import { canonical, nearness } from '../../src/records/near-names.js'
import { criteriaFromParameters } from '../../src/search/parameters.js'
import { term } from '../../src/search/terms.js'
import * as values from '../../src/values/index.js'

const MILLION = 1_000_000
/** A million equal characters, and the shapes that make naive patterns quadratic. */
const SHAPES: Readonly<Record<string, string>> = {
  letters: 'a'.repeat(MILLION),
  digits: '1'.repeat(MILLION),
  spaces: `a${' '.repeat(MILLION)}b`,
  'spaces at the end': `1${' '.repeat(MILLION)}`,
  dots: '.'.repeat(MILLION),
  quotes: '"'.repeat(MILLION),
  apostrophes: "'".repeat(MILLION),
  brackets: '('.repeat(MILLION),
  'angle brackets': '<'.repeat(MILLION),
  commas: ','.repeat(MILLION),
  hyphens: '-'.repeat(MILLION),
  slashes: '/1'.repeat(MILLION / 2),
  newlines: '\n'.repeat(MILLION),
  'zero-width spaces': '\u200b'.repeat(MILLION),
  'no-break spaces': '\u00a0'.repeat(MILLION),
  'letters encoded twice': 'Ã©'.repeat(MILLION / 2),
  'half of them': 'Ã'.repeat(MILLION),
  accents: 'é'.repeat(MILLION),
  at: 'a@'.repeat(MILLION / 2),
  mailto: `mailto:${' '.repeat(MILLION)}`,
  'phones and words': '04 et '.repeat(MILLION / 6),
  formulas: `="${'1'.repeat(MILLION)}`,
}

const functions: Record<string, (text: string) => unknown> = {}
for (const [name, one] of Object.entries(values)) {
  if (typeof one === 'function' && name !== 'isFrance' && name !== 'readCode')
    functions[name] = one as (text: string) => unknown
}
functions['isFrance'] = (text) => values.isFrance(text, text)
functions['readCode'] = (text) => values.readCode(text, () => false)
functions['readPostcode abroad'] = (text) => values.readPostcode(text, true)
functions['parseIdentifier'] = parseIdentifier
functions['nationalIdentifiers'] = nationalIdentifiers
functions['parseRecord'] = (text) => parseRecord(text, ';')
functions['chooseSeparator'] = chooseSeparator
functions['canonical'] = canonical
functions['nearness'] = (text) => nearness(text, 'Date de péremption', true)
functions['otherEncoding'] = (text) => otherEncoding([text], () => false)
functions['exceptionOf'] = (text) => exceptionOf('20303', text)
functions['term of a city'] = (text) => term('ville', 'prefix', text)
functions['term of an address'] = (text) => term('adresse', 'exact', text)
functions['parameters'] = (text) => {
  try {
    criteriaFromParameters({ nom: text, ville: text, adresse: text, structure: text, departement: text })
  } catch {
    return null
  }
}

describe.each(Object.keys(functions))('%s', (name) => {
  it.each(Object.keys(SHAPES))('ends within 50 ms on a million %s', (shape) => {
    const text = SHAPES[shape]!
    // The first call compiles: the best of three is the cost.
    const best = Math.min(...[1, 2, 3].map(() => timed(() => functions[name]!(text))))
    expect(best).toBeLessThan(50)
  })
})

/** Milliseconds of the processor: what else the machine does is not counted. */
function timed(work: () => unknown): number {
  const start = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}
