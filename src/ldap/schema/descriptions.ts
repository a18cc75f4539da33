import type { AttributeType } from './attribute-type.js'
import { attributeTypes } from './attribute-types.js'
import { type ObjectClass, objectClasses } from './object-classes.js'

function quoted(text: string): string {
  // RFC 4512 §4.1 (qdstring): the two characters that would end or escape the string.
  return `'${text.replace(/[\\']/g, (found) => (found === '\\' ? '\\5c' : '\\27'))}'`
}

function several(names: readonly string[]): string {
  return names.length === 1 ? `'${names[0]}'` : `( ${names.map((name) => `'${name}'`).join(' ')} )`
}

function list(keyword: string, names: readonly string[]): string {
  if (names.length === 0) return ''
  return names.length === 1 ? ` ${keyword} ${names[0]}` : ` ${keyword} ( ${names.join(' $ ')} )`
}

function describeAttribute(type: AttributeType): string {
  return [
    `( ${type.oid} NAME ${several(type.names)} DESC ${quoted(type.description)}`,
    type.superior === undefined ? '' : ` SUP ${type.superior}`,
    type.equality === undefined ? '' : ` EQUALITY ${type.equality}`,
    type.ordering === undefined ? '' : ` ORDERING ${type.ordering}`,
    type.substrings === undefined ? '' : ` SUBSTR ${type.substrings}`,
    type.syntax === undefined ? '' : ` SYNTAX ${type.syntax}`,
    type.single === true ? ' SINGLE-VALUE' : '',
    type.fixed === true ? ' NO-USER-MODIFICATION' : '',
    type.usage === undefined ? '' : ` USAGE ${type.usage}`,
    ' )',
  ].join('')
}

function describeClass(one: ObjectClass): string {
  const superior = one.superior === undefined ? '' : ` SUP ${one.superior}`
  return `( ${one.oid} NAME '${one.name}'${superior} ${one.kind}${list('MUST', one.must)}${list('MAY', one.may)} )`
}

/** Values of `attributeTypes` (RFC 4512 §4.1.2). */
export const attributeDescriptions: readonly string[] = attributeTypes.map(describeAttribute)

/** Values of `objectClasses` (RFC 4512 §4.1.1). */
export const classDescriptions: readonly string[] = objectClasses.map(describeClass)
