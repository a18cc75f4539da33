import fc, { type Arbitrary } from 'fast-check'
import type { Operation } from './http-operations.js'
import { MARKER, spoilt, TEXT, valid } from './http-values.js'

/** A request as it is sent. */
export interface FuzzedRequest {
  readonly operation: Operation
  readonly method: string
  /** Address, headers and body: nothing that an HTTP library would refuse to send is left out. */
  readonly target: string
  readonly headers: readonly string[]
  readonly body: Buffer | null
}

/** @param credentials headers that are right, besides the wrong ones */
export function requestsOf(operations: readonly Operation[], credentials: readonly string[]): Arbitrary<FuzzedRequest> {
  return fc.constantFrom(...operations).chain((operation) => {
    const { method, body } = operation
    return fc
      .record({
        method: method === 'GET' ? fc.constantFrom('GET', 'GET', 'GET', 'GET', 'HEAD') : fc.constant(method),
        target: targetOf(operation),
        headers: headersOf(credentials),
        body: body === null ? fc.constant(null) : bodyOf(body.schema, body.example),
        type: sometimes(8, fc.constantFrom(...TYPES)).map((other) => other ?? 'application/json'),
      })
      .map(({ headers, type, body: sent, ...rest }) => {
        const own = sent === null ? [] : [`Content-Type: ${type}`, `Content-Length: ${sent.length}`]
        return { operation, ...rest, headers: [...headers, ...own], body: sent }
      })
  })
}

const TYPES = [
  'application/json; charset=utf-8',
  'text/plain',
  'application/xml',
  'multipart/form-data',
  '',
  ';',
  MARKER,
]

function targetOf({ path, parameters }: Operation): Arbitrary<string> {
  const inPath = parameters.filter((one) => one.in === 'path').map(addressed)
  const inQuery = parameters.filter((one) => one.in === 'query')
  const pairs = inQuery.map((one) =>
    sometimes(
      4,
      addressed(one).map((value) => `${one.name}=${value}`),
    ),
  )
  const first =
    inQuery.length === 0
      ? []
      : [fc.constantFrom(...inQuery).chain((one) => addressed(one).map((value) => `${one.name}=${value}`))]
  return fc
    .record({
      inPath: fc.tuple(...inPath),
      // Few of many: a search with all of them finds nothing.
      pairs: fc.oneof(fc.tuple(...first), fc.tuple(...first), fc.tuple(...pairs)),
      added: sometimes(6, fc.array(ADDED, { maxLength: 2 })).map((pairs) => pairs ?? []),
    })
    .map(({ inPath: values, pairs: chosen, added }) => {
      let at = 0
      const address = path.replace(/\{[^}]+\}/g, () => values[at++] ?? '')
      const query = [...chosen.filter((pair) => pair !== null), ...added]
      return query.length === 0 ? address : `${address}?${query.join('&')}`
    })
}

/** What no parameter is: unknown, doubled, nested, endless. */
const ADDED = fc.constantFrom(
  'format=xml',
  'format=xml',
  'format=',
  'format=json&format=xml',
  `${MARKER}=1`,
  '__proto__=x',
  'constructor[prototype]=x',
  'nom[]=dup',
  'nom[$ne]=x',
  'nom=dup&nom=dup',
  '=',
  '&&&',
  '%',
  '%zz=%',
  `nom=%E0%A4%A`,
  `nom=${MARKER}%ff%fe`,
  'limite=-1',
  `nom=${'%20'.repeat(3000)}`,
  Array.from({ length: 1500 }, (_, at) => `a${at}=`).join('&'),
  `nom=${MARKER.repeat(1700)}`,
)

/** A value as it stands in an address: that of the example, one that the schema allows, any text, or a broken code. */
function addressed({ in: place, schema, example, examples = {} }: Operation['parameters'][number]): Arbitrary<string> {
  const shown = [example, ...Object.values(examples).map(({ value }) => value)].filter((one) => one !== undefined)
  const value = fc
    .oneof(...shown.map((one) => fc.constant(one)), valid(schema), TEXT)
    // An empty part of the address makes it another address.
    .map((one) => (place === 'path' && String(one) === '' ? ' ' : encoded(String(one))))
  const broken = fc.constantFrom('%', '%zz', '%E0%A4%A', '%ff', `${MARKER}%c3`, '%00', 'a'.repeat(400), '%2F..%2F')
  return fc
    .oneof({ weight: 12, arbitrary: value }, { weight: 1, arbitrary: broken })
    .map((one) => (one === ' ' ? '%20' : one))
}

/** encodeURIComponent, with lone surrogates in the three bytes that some programs send for them. */
function encoded(text: string): string {
  return [...text]
    .map((character) => {
      if (character.isWellFormed()) return encodeURIComponent(character)
      const code = character.charCodeAt(0)
      return [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)]
        .map((byte) => `%${byte.toString(16).toUpperCase()}`)
        .join('')
    })
    .join('')
}

function headersOf(credentials: readonly string[]): Arbitrary<readonly string[]> {
  const header = (name: string, values: readonly string[]): Arbitrary<string | null> =>
    sometimes(
      3,
      fc.oneof(fc.constantFrom(...values), PRINTABLE).map((value) => `${name}: ${value}`),
    )
  const names = fc.constantFrom(
    'Authorization: ',
    'Authorization: Basic %',
    'Authorization: Bearer x',
    `Authorization: Bearer ${MARKER}`,
    'Authorization: Basic eA==',
    `X-API-Key: ${MARKER}`,
    'X-API-Key: ann_000000000000_x',
    'Authorization: Bearer x\r\nX-API-Key: y',
    `Authorization: Bearer ${'x'.repeat(9000)}`,
  )
  return fc
    .tuple(
      header('Accept', [
        '*/*',
        'application/json',
        'application/xml',
        'application/xml;q=0.5, */*;q=0.1',
        'text/html',
        ';q=',
        'a/b;q=1.5',
        ',,,',
        '*/*;q=0',
      ]),
      header('Accept-Encoding', [
        'gzip',
        'br',
        'gzip, deflate, br',
        '*',
        'identity;q=0',
        'gzip;q=0',
        ';',
        'x'.repeat(3000),
      ]),
      header('If-None-Match', ['*', '"x"', 'W/"x"', '"', ',,,', 'W/', '"a", "b", '.repeat(200)]),
      header('Range', ['bytes=0-10', 'bytes=-1', 'bytes=5-1', 'items=1', 'bytes=0-0,2-3', 'bytes=']),
      header('If-Modified-Since', ['Thu, 01 Jan 1970 00:00:00 GMT', 'hier']),
      sometimes(8, names),
      sometimes(4, fc.constantFrom(...credentials)),
      sometimes(
        25,
        fc.constantFrom(
          'X-Large: \u0007',
          'Expect: 100-continue',
          'Expect: rien',
          'Origin: null',
          `X-Long: ${'a'.repeat(17_000)}`,
          'Cookie: __proto__=1',
        ),
      ),
    )
    .map((all) => all.filter((one) => one !== null))
}

/** What a header may hold, and some of what it may not. */
const PRINTABLE = fc.oneof(
  { weight: 6, arbitrary: fc.string({ unit: 'grapheme-ascii', maxLength: 60 }) },
  {
    weight: 1,
    arbitrary: fc
      .string({ unit: fc.nat(255).map((code) => String.fromCharCode(code)), maxLength: 20 })
      .map((text) => text.replace(/[\r\n]/g, '')),
  },
)

function bodyOf(schema: NonNullable<Operation['body']>['schema'], example: unknown): Arbitrary<Buffer> {
  const sound = fc.oneof(fc.constant(example), valid(schema))
  const text = fc.oneof(
    { weight: 3, arbitrary: sound.map((value) => JSON.stringify(value)) },
    { weight: 5, arbitrary: sound.chain(spoilt).map((value) => JSON.stringify(value) ?? '') },
    {
      weight: 3,
      arbitrary: fc
        .tuple(
          sound.map((value) => JSON.stringify(value)),
          BREAK,
        )
        .map(([one, change]) => change(one)),
    },
    { weight: 1, arbitrary: fc.oneof(TEXT, fc.json()) },
  )
  return fc.oneof(
    { weight: 20, arbitrary: text.map((one) => Buffer.from(one)) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)) },
  )
}

const BREAK: Arbitrary<(json: string) => string> = fc.oneof(
  fc
    .double({ min: 0, max: 1, noNaN: true })
    .map((share) => (json: string) => json.slice(0, Math.floor(json.length * share))),
  fc.constantFrom(
    (json: string) => json.replace('{', `{"${MARKER}":1,"${MARKER}":2,`),
    (json: string) => json.replace(/"([^"]+)":/, '"$1":null,"$1":'),
    (json: string) => json.replace('{', '{"__proto__":{"identifiants":["1"]},'),
    (json: string) => json.replace(/:("[^"]*"|\[)/, ':1e999,"x":$1'),
    (json: string) => json.replace(/"([^"]*)"(?=[,\]}])/, '"\\ud800$1"'),
    (json: string) => json.replace(/"([^"]*)"(?=[,\]}])/, '"\\u0000$1\\u001b"'),
    (json: string) => json.replace(/"([^"]*)"(?=[,\]}])/, '-12345678901234567890.5'),
    (json: string) => `\ufeff${json}`,
    (json: string) => `/* ${MARKER} */${json}`,
    (json: string) => json.replaceAll('"', "'"),
    (json: string) => json + json,
    (json: string) => '['.repeat(5000) + json,
    (json: string) => `${'{"a":'.repeat(40)}${json}${'}'.repeat(40)}`,
    (json: string) => json.replace('[', `[${`"${MARKER}",`.repeat(800)}`),
    (json: string) => json + ' '.repeat(70_000),
  ),
)

/** Nothing, but for one in so many. */
function sometimes<T>(times: number, arbitrary: Arbitrary<T>): Arbitrary<T | null> {
  return fc.oneof({ weight: times - 1, arbitrary: fc.constant(null) }, { weight: 1, arbitrary })
}
