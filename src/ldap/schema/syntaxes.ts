/** Syntaxes of RFC 4517 §3.3 (and RFC 4530 for the UUID) in use here. */
export const SYNTAX = {
  attributeTypeDescription: '1.3.6.1.4.1.1466.115.121.1.3',
  boolean: '1.3.6.1.4.1.1466.115.121.1.7',
  countryString: '1.3.6.1.4.1.1466.115.121.1.11',
  dn: '1.3.6.1.4.1.1466.115.121.1.12',
  directoryString: '1.3.6.1.4.1.1466.115.121.1.15',
  facsimile: '1.3.6.1.4.1.1466.115.121.1.22',
  generalizedTime: '1.3.6.1.4.1.1466.115.121.1.24',
  ia5String: '1.3.6.1.4.1.1466.115.121.1.26',
  integer: '1.3.6.1.4.1.1466.115.121.1.27',
  matchingRuleDescription: '1.3.6.1.4.1.1466.115.121.1.30',
  objectClassDescription: '1.3.6.1.4.1.1466.115.121.1.37',
  oid: '1.3.6.1.4.1.1466.115.121.1.38',
  telephone: '1.3.6.1.4.1.1466.115.121.1.50',
  ldapSyntaxDescription: '1.3.6.1.4.1.1466.115.121.1.54',
  substringAssertion: '1.3.6.1.4.1.1466.115.121.1.58',
  uuid: '1.3.6.1.1.16.1',
} as const

const DESCRIPTIONS: Readonly<Record<keyof typeof SYNTAX, string>> = {
  attributeTypeDescription: 'Attribute Type Description',
  boolean: 'Boolean',
  countryString: 'Country String',
  dn: 'DN',
  directoryString: 'Directory String',
  facsimile: 'Facsimile Telephone Number',
  generalizedTime: 'Generalized Time',
  ia5String: 'IA5 String',
  integer: 'INTEGER',
  matchingRuleDescription: 'Matching Rule Description',
  objectClassDescription: 'Object Class Description',
  oid: 'OID',
  telephone: 'Telephone Number',
  ldapSyntaxDescription: 'LDAP Syntax Description',
  substringAssertion: 'Substring Assertion',
  uuid: 'UUID',
}

/** Values of `ldapSyntaxes` (RFC 4512 §4.1.5). */
export const syntaxDescriptions: readonly string[] = Object.entries(DESCRIPTIONS).map(
  ([name, description]) => `( ${SYNTAX[name as keyof typeof SYNTAX]} DESC '${description}' )`,
)
