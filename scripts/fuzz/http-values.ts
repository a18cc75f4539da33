import fc, { type Arbitrary } from 'fast-check'
import type { Schema } from './http-operations.js'

/** A word that is searched again and again, and must be nowhere in the log. */
export const MARKER = 'zorglubine'

/** Of the fixtures. */
const KNOWN = ['10000000017', '0759300012', 'jean.dupont@medecin.mssante.fr', '139000012', 'derniere', 'specialites']
const WORDS = [
  'dup',
  'dupont',
  'marseille',
  '13',
  '75',
  '13005',
  '10',
  'SM26',
  'paca',
  'national',
  'chu',
  'j',
  'saint-martin',
  MARKER,
  ...KNOWN,
]
const NUMBERS = ['0', '1', '-1', '500', '501', '1e3', '007', '99999999999', '0x10', 'NaN', '٣', '1.5', ' 1 ']
const SPITEFUL = [
  '',
  ' ',
  '*',
  '%',
  '_',
  '\u0000',
  '\u0001\u001b[2J',
  '\ud800',
  'a\udfffb',
  '\u202egnirts',
  '\ufeff',
  '\uffff',
  'İſK',
  "' OR 1=1 --",
  '"); DROP TABLE bal; --',
  '<script>alert(1)</script>',
  ']]>',
  '&lt;',
  '../../etc/passwd',
  '..%2f..',
  '__proto__',
  'constructor',
  'toString',
  'true',
  'null',
  '[object Object]',
  '(((((((((((((((((((((',
  '9'.repeat(400),
  'é'.repeat(300),
  'a '.repeat(200),
  `${MARKER} `.repeat(20),
]

/** A text such as people type, such as programs get wrong, or such as attackers send. */
export const TEXT: Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 2, arbitrary: fc.constantFrom(...SPITEFUL) },
  { weight: 1, arbitrary: fc.constantFrom(...NUMBERS) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => MARKER + text) },
  // Any code units, lone surrogates among them.
  { weight: 1, arbitrary: fc.array(fc.nat(0xffff), { maxLength: 12 }).map((units) => String.fromCharCode(...units)) },
)

/** Values that a schema allows, as far as it says. */
export function valid(schema: Schema): Arbitrary<unknown> {
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map(valid))
  switch (schema.type) {
    case 'object': {
      const properties = Object.entries(schema.properties ?? {}).map(([name, one]) => [name, valid(one)] as const)
      return fc.record(Object.fromEntries(properties), { requiredKeys: [...(schema.required ?? [])] })
    }
    case 'array': {
      const { minItems: minLength = 0, maxItems = 10 } = schema
      return fc.array(valid(schema.items ?? {}), { minLength, maxLength: Math.min(maxItems, 12), size: 'max' })
    }
    case 'integer':
    case 'number':
      return fc.integer({ min: Math.max(schema.minimum ?? 0, -1e12), max: Math.min(schema.maximum ?? 1e6, 1e12) })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      return fc.oneof(fc.constantFrom(...WORDS), TEXT).map((text) => text.slice(0, schema.maxLength ?? 100))
  }
}

const JUNK: Arbitrary<unknown> = fc.oneof(
  TEXT,
  fc.constantFrom<unknown>(null, true, false, 0, -0, 1e308, [], {}, [[]], { a: 1 }, [null], { length: 3 }),
  fc.constantFrom('x'.repeat(70_000), MARKER.repeat(500)),
  fc.jsonValue({ maxDepth: 4 }),
)

/** A value with one place of it replaced, left out, doubled or added to. */
export function spoilt(value: unknown): Arbitrary<unknown> {
  if (Array.isArray(value)) {
    const inside = value.map((item, at) => spoilt(item).map((other) => value.with(at, other)))
    return fc.oneof(
      JUNK,
      fc.constant([]),
      JUNK.map((junk) => [...value, junk]),
      fc.constant(Array.from({ length: 600 }, () => value[0] ?? null)),
      ...inside,
    )
  }
  if (typeof value !== 'object' || value === null) return JUNK
  const entries = Object.entries(value)
  const inside = entries.map(([name, item]) => spoilt(item).map((other) => ({ ...value, [name]: other })))
  const name = fc.constantFrom(
    '__proto__',
    'constructor',
    'prototype',
    'hasOwnProperty',
    'toString',
    MARKER,
    '',
    '\ud800',
  )
  return fc.oneof(
    JUNK,
    fc.tuple(name, JUNK).map(([added, junk]) => Object.fromEntries([...entries, [added, junk]])),
    ...entries.map(([gone]) => fc.constant(Object.fromEntries(entries.filter(([one]) => one !== gone)))),
    ...inside,
  )
}
