import type { AttributeType } from '../schema/attribute-type.js'
import type { Entry } from '../tree/entry.js'

// RFC 2849 lets printable ASCII stand as it is, but for a first space, colon or less-than. The rest is in base64.
const SAFE = /^[!-9;=-~][ -~]*$/

/** An entry as an LDIF record (RFC 2849), its blank line included. Lines are not folded: no reader asks for it. */
export function ldifRecord(entry: Entry, types: readonly AttributeType[]): string {
  let text = line('dn', entry.dn)
  for (const type of types) for (const value of entry.values(type)) text += line(type.names[0], value)
  return `${text}\n`
}

function line(name: string, value: string): string {
  // A space at the end would be lost to many an editor.
  if (SAFE.test(value) && !value.endsWith(' ')) return `${name}: ${value}\n`
  return `${name}:: ${Buffer.from(value).toString('base64')}\n`
}
