import { readFileSync } from 'node:fs'
import { XmlDocument, XmlValidateError, XsdValidator } from 'libxml2-wasm'

/**
 * Judges a document by a schema as `xmllint --schema` does: both are libxml2.
 * @returns what is wrong, nothing when the document is valid
 * @throws XmlParseError when the text is not well-formed XML
 */
export function xsdFaults(schemaPath: string, xml: string): string[] {
  const schema = XmlDocument.fromBuffer(readFileSync(schemaPath))
  const validator = XsdValidator.fromDoc(schema)
  const document = XmlDocument.fromString(xml)
  try {
    validator.validate(document)
    return []
  } catch (error) {
    if (!(error instanceof XmlValidateError)) throw error
    return error.details.map(({ line, message }) => `${line}: ${message.trim()}`)
  } finally {
    document.dispose()
    validator.dispose()
    schema.dispose()
  }
}
