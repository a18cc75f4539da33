import { itemName } from './xml-names.js'

// XML 1.0 §2.2 allows no other control characters, no lone surrogates and neither U+FFFE nor U+FFFF, even escaped.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are replaced
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
const SPECIAL: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
}

/** A text as XML and HTML hold it, in an element or an attribute. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(FORBIDDEN, '\ufffd')
    .replace(/[&<>"\r]/g, (character) => SPECIAL[character]!)
}

/**
 * The one way from a result to XML, whatever the resource: a property is an element of that name, a list is an element
 * that holds one element for each item (`activites` holds `activite`), null is left out. schema/annuaire.xsd describes
 * what comes out.
 */
export function toXml(root: string, value: object): string {
  const content = Object.entries(value).map(([name, part]) => element(name, part))
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="urn:annuaire:v1">${content.join('')}</${root}>\n`
}

/** The same, item by item of its lists, so that whoever writes a long result may do something else between. */
export function* xmlPieces(root: string, value: object): Generator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="urn:annuaire:v1">`
  for (const [name, part] of Object.entries(value)) yield* pieces(name, part)
  yield `</${root}>\n`
}

function* pieces(name: string, value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) {
    yield element(name, value)
    return
  }
  yield `<${name}>`
  if (Array.isArray(value)) for (const item of value) yield element(itemName(name), item)
  else for (const [property, part] of Object.entries(value)) yield* pieces(property, part)
  yield `</${name}>`
}

/** One item of a list of that name. */
export function xmlItem(list: string, value: object): string {
  return element(itemName(list), value)
}

/** What ends a document whose last property is a list of that name. */
export function xmlTail(root: string, list: string): string {
  return `</${list}></${root}>\n`
}

function element(name: string, value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) {
    const item = itemName(name)
    return `<${name}>${value.map((part) => element(item, part)).join('')}</${name}>`
  }
  if (typeof value === 'object') {
    const content = Object.entries(value).map(([property, part]) => element(property, part))
    return `<${name}>${content.join('')}</${name}>`
  }
  return `<${name}>${escapeXml(String(value))}</${name}>`
}
