import type { AttributeType, Matching } from './attribute-type.js'
import { SYNTAX } from './syntaxes.js'

type Names = AttributeType['names']
/** How values are compared, where that is not what the standard rule alone says; and whether there is one value at most. */
interface More {
  readonly matching?: Matching
  readonly single?: boolean
}

/** Text compared without case (RFC 4517 §3.3.6, §4.2.11). */
export function string(oid: string, names: Names, description: string, more: More = {}): AttributeType {
  return {
    names,
    oid,
    description,
    syntax: SYNTAX.directoryString,
    equality: 'caseIgnoreMatch',
    substrings: 'caseIgnoreSubstringsMatch',
    matching: 'text',
    ...more,
  }
}

/** Subtypes of `name` (RFC 4519 §2.18): what they do not say is said there. */
export function named(oid: string, names: Names, description: string, more: More = {}): AttributeType {
  return { names, oid, description, superior: 'name', matching: 'text', ...more }
}

export function ia5(oid: string, names: Names, description: string, more: More = {}): AttributeType {
  return {
    names,
    oid,
    description,
    syntax: SYNTAX.ia5String,
    equality: 'caseIgnoreIA5Match',
    substrings: 'caseIgnoreIA5SubstringsMatch',
    matching: 'address',
    ...more,
  }
}

/** The letters of RFC 4517 §3.3.29. */
export function printable(oid: string, names: Names, description: string): AttributeType {
  return { ...string(oid, names, description), syntax: SYNTAX.printableString }
}

export function telephone(oid: string, names: Names, description: string): AttributeType {
  return {
    names,
    oid,
    description,
    syntax: SYNTAX.telephone,
    equality: 'telephoneNumberMatch',
    substrings: 'telephoneNumberSubstringsMatch',
    matching: 'telephone',
  }
}

export function digits(oid: string, names: Names, description: string): AttributeType {
  return {
    names,
    oid,
    description,
    syntax: SYNTAX.numericString,
    equality: 'numericStringMatch',
    substrings: 'numericStringSubstringsMatch',
    matching: 'digits',
  }
}

/** Lines joined by `$` (RFC 4517 §3.3.28). */
export function lines(oid: string, names: Names, description: string): AttributeType {
  return {
    names,
    oid,
    description,
    syntax: SYNTAX.postalAddress,
    equality: 'caseIgnoreListMatch',
    substrings: 'caseIgnoreListSubstringsMatch',
    matching: 'lines',
  }
}

/** The name of another entry. */
export function reference(oid: string, names: Names, description: string): AttributeType {
  return { names, oid, description, syntax: SYNTAX.dn, equality: 'distinguishedNameMatch', matching: 'dn' }
}

/** Subtypes of `distinguishedName` (RFC 4519 §2.7). */
export function referring(oid: string, names: Names, description: string): AttributeType {
  return { names, oid, description, superior: 'distinguishedName', matching: 'dn' }
}

/** Values that no rule compares: any comparison is Undefined. */
export function incomparable(oid: string, names: Names, description: string, syntax: string): AttributeType {
  return { names, oid, description, syntax, matching: 'none' }
}
