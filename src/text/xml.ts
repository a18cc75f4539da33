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

/**
 * The same for a result that ends with a long list, item by item, so that whoever writes it may do something else between.
 * @param head properties before the list
 */
export function* toXmlList(root: string, head: object, name: string, items: readonly object[]): Generator<string> {
  const end = `</${root}>\n`
  yield `${toXml(root, head).slice(0, -end.length)}<${name}>`
  const item = itemName(name)
  for (const part of items) yield element(item, part)
  yield `</${name}>${end}`
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
