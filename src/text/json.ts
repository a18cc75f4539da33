/** What a JSON text may not hold as it is (RFC 8259 §7), and halves of characters, which have no UTF-8. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const ESCAPED = /["\\\u0000-\u001f\ud800-\udfff]/
/** Longer texts are quicker through JSON.stringify. */
const SHORT = 200

const texts = new WeakMap<object, string>()
const names = new Map<string, string>()
/** Names of properties that are remembered: those of the resources, which are few. */
const MOST_NAMES = 1000

/** Remembers the JSON of a value that comes back in many answers and never changes. @returns the value */
export function jsonRemembered<T extends object>(value: T): T {
  texts.set(value, JSON.stringify(value))
  return value
}

/**
 * What JSON.stringify makes of a value of texts, finite numbers, booleans, null, lists and plain objects without cycles, in
 * half the time where parts of it are remembered.
 */
export function toJson(value: unknown): string {
  if (typeof value === 'string') return quoted(value)
  if (value === null) return 'null'
  if (typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) {
    let text = '['
    for (let at = 0; at < value.length; at++) text += at === 0 ? toJson(value[at]) : `,${toJson(value[at])}`
    return `${text}]`
  }
  const known = texts.get(value)
  if (known !== undefined) return known
  let text = ''
  for (const name in value) {
    const part = (value as Readonly<Record<string, unknown>>)[name]
    if (part !== undefined) text += named(name) + toJson(part)
  }
  return text === '' ? '{}' : `{${text.slice(1)}}`
}

function quoted(text: string): string {
  return text.length > SHORT || ESCAPED.test(text) ? JSON.stringify(text) : `"${text}"`
}

/** With the comma before it. */
function named(name: string): string {
  let text = names.get(name)
  if (text === undefined) {
    text = `,${JSON.stringify(name)}:`
    if (names.size < MOST_NAMES) names.set(name, text)
  }
  return text
}
