import { escapeXml } from '../text/xml.js'
import { itemName } from '../text/xml-names.js'
import { type JsonSchema, jsonSchemas } from './json-schema.js'
import { RESOURCES } from './registry.js'
import { ROOTS } from './roots.js'

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<!-- Made from src/resources/ by UPDATE=1 with test/http/documentation.test.ts. What the REST API and annuaire rapport write in XML:
     a value that is null is left out. -->
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:a="urn:annuaire:v1" targetNamespace="urn:annuaire:v1" elementFormDefault="qualified">
`

/** The XSD of all resources, as text. */
export function xsd(): string {
  const roots = Object.entries(ROOTS).map(([name, schema]) => {
    return `  <xs:element name="${name}" type="a:${RESOURCES.get(schema)!.id}"/>\n`
  })
  const types = [...jsonSchemas((name) => name)].map(([name, schema]) => complexType(name, schema))
  return `${HEAD}${roots.join('')}${types.join('')}</xs:schema>\n`
}

function complexType(name: string, { properties = {}, required = [], description }: JsonSchema): string {
  const elements = Object.entries(properties).map(([property, schema]) => {
    return element(property, schema, required.includes(property) ? '' : ' minOccurs="0"', '      ')
  })
  return `  <xs:complexType name="${name}">
${annotation(description, '    ')}    <xs:sequence>
${elements.join('')}    </xs:sequence>
  </xs:complexType>
`
}

/** @param occurs how often it is there @param indent spaces before it */
function element(name: string, schema: JsonSchema, occurs: string, indent: string): string {
  const plain = withoutNull(schema)
  if (plain !== schema) {
    const described = schema.description === undefined ? plain : { ...plain, description: schema.description }
    return element(name, described, ' minOccurs="0"', indent)
  }
  const documented = annotation(schema.description, `${indent}  `)
  const content = contentOf(name, schema, `${indent}  `)
  const start = `${indent}<xs:element name="${name}"`
  if (content.startsWith('<')) {
    return `${start}${occurs}>\n${documented}${indent}  ${content}\n${indent}</xs:element>\n`
  }
  if (documented === '') return `${start} type="${content}"${occurs}/>\n`
  return `${start} type="${content}"${occurs}>\n${documented}${indent}</xs:element>\n`
}

/** The name of a type, or a type without a name. */
function contentOf(name: string, schema: JsonSchema, indent: string): string {
  if (schema.$ref !== undefined) return `a:${schema.$ref}`
  if (schema.type === 'array') {
    const items = element(itemName(name), schema.items!, ' minOccurs="0" maxOccurs="unbounded"', `${indent}    `)
    return `<xs:complexType>\n${indent}  <xs:sequence>\n${items}${indent}  </xs:sequence>\n${indent}</xs:complexType>`
  }
  const values = schema.enum ?? (schema.const === undefined ? [] : [schema.const])
  if (values.length > 0) {
    const choices = values.map((value) => `${indent}    <xs:enumeration value="${escapeXml(value)}"/>\n`)
    return `<xs:simpleType>\n${indent}  <xs:restriction base="xs:string">\n${choices.join('')}${indent}  </xs:restriction>\n${indent}</xs:simpleType>`
  }
  const type = typeof schema.type === 'string' ? TYPES[schema.type] : undefined
  if (type === undefined) throw new Error(`${name}: no XML type for ${JSON.stringify(schema)}`)
  return type
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'xs:string',
  integer: 'xs:integer',
  number: 'xs:decimal',
  boolean: 'xs:boolean',
}

/** The same schema when it does not allow null. */
function withoutNull(schema: JsonSchema): JsonSchema {
  if (typeof schema.type === 'object') return { ...schema, type: schema.type.find((type) => type !== 'null')! }
  const [one, ...others] = schema.anyOf?.filter(({ type }) => type !== 'null') ?? []
  return one === undefined || others.length > 0 ? schema : one
}

function annotation(description: string | undefined, indent: string): string {
  if (description === undefined) return ''
  const text = escapeXml(description)
  return `${indent}<xs:annotation><xs:documentation xml:lang="fr">${text}</xs:documentation></xs:annotation>\n`
}
