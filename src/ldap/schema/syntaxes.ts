/** Syntaxes of RFC 4517 §3.3 (and RFC 4523, RFC 4530, RFC 3672, RFC 2798) in use here, with their descriptions. */
const DESCRIBED = {
  attributeTypeDescription: ['1.3.6.1.4.1.1466.115.121.1.3', 'Attribute Type Description'],
  audio: ['1.3.6.1.4.1.1466.115.121.1.4', 'Audio'],
  binary: ['1.3.6.1.4.1.1466.115.121.1.5', 'Binary'],
  bitString: ['1.3.6.1.4.1.1466.115.121.1.6', 'Bit String'],
  boolean: ['1.3.6.1.4.1.1466.115.121.1.7', 'Boolean'],
  certificate: ['1.3.6.1.4.1.1466.115.121.1.8', 'X.509 Certificate'],
  countryString: ['1.3.6.1.4.1.1466.115.121.1.11', 'Country String'],
  dn: ['1.3.6.1.4.1.1466.115.121.1.12', 'DN'],
  deliveryMethod: ['1.3.6.1.4.1.1466.115.121.1.14', 'Delivery Method'],
  directoryString: ['1.3.6.1.4.1.1466.115.121.1.15', 'Directory String'],
  contentRuleDescription: ['1.3.6.1.4.1.1466.115.121.1.16', 'DIT Content Rule Description'],
  structureRuleDescription: ['1.3.6.1.4.1.1466.115.121.1.17', 'DIT Structure Rule Description'],
  enhancedGuide: ['1.3.6.1.4.1.1466.115.121.1.21', 'Enhanced Guide'],
  facsimile: ['1.3.6.1.4.1.1466.115.121.1.22', 'Facsimile Telephone Number'],
  fax: ['1.3.6.1.4.1.1466.115.121.1.23', 'Fax'],
  generalizedTime: ['1.3.6.1.4.1.1466.115.121.1.24', 'Generalized Time'],
  guide: ['1.3.6.1.4.1.1466.115.121.1.25', 'Guide'],
  ia5String: ['1.3.6.1.4.1.1466.115.121.1.26', 'IA5 String'],
  integer: ['1.3.6.1.4.1.1466.115.121.1.27', 'INTEGER'],
  jpeg: ['1.3.6.1.4.1.1466.115.121.1.28', 'JPEG'],
  matchingRuleDescription: ['1.3.6.1.4.1.1466.115.121.1.30', 'Matching Rule Description'],
  matchingRuleUseDescription: ['1.3.6.1.4.1.1466.115.121.1.31', 'Matching Rule Use Description'],
  nameAndUid: ['1.3.6.1.4.1.1466.115.121.1.34', 'Name And Optional UID'],
  nameFormDescription: ['1.3.6.1.4.1.1466.115.121.1.35', 'Name Form Description'],
  numericString: ['1.3.6.1.4.1.1466.115.121.1.36', 'Numeric String'],
  objectClassDescription: ['1.3.6.1.4.1.1466.115.121.1.37', 'Object Class Description'],
  oid: ['1.3.6.1.4.1.1466.115.121.1.38', 'OID'],
  octetString: ['1.3.6.1.4.1.1466.115.121.1.40', 'Octet String'],
  postalAddress: ['1.3.6.1.4.1.1466.115.121.1.41', 'Postal Address'],
  printableString: ['1.3.6.1.4.1.1466.115.121.1.44', 'Printable String'],
  subtreeSpecification: ['1.3.6.1.4.1.1466.115.121.1.45', 'SubtreeSpecification'],
  telephone: ['1.3.6.1.4.1.1466.115.121.1.50', 'Telephone Number'],
  teletex: ['1.3.6.1.4.1.1466.115.121.1.51', 'Teletex Terminal Identifier'],
  telex: ['1.3.6.1.4.1.1466.115.121.1.52', 'Telex Number'],
  ldapSyntaxDescription: ['1.3.6.1.4.1.1466.115.121.1.54', 'LDAP Syntax Description'],
  substringAssertion: ['1.3.6.1.4.1.1466.115.121.1.58', 'Substring Assertion'],
  uuid: ['1.3.6.1.1.16.1', 'UUID'],
  certificateAssertion: ['1.3.6.1.1.15.1', 'X.509 Certificate Exact Assertion'],
} as const satisfies Readonly<Record<string, readonly [string, string]>>

/** OIDs of the syntaxes. */
export const SYNTAX = Object.fromEntries(Object.entries(DESCRIBED).map(([name, [oid]]) => [name, oid])) as {
  readonly [Name in keyof typeof DESCRIBED]: (typeof DESCRIBED)[Name][0]
}

/** Values of `ldapSyntaxes` (RFC 4512 §4.1.5). */
export const syntaxDescriptions: readonly string[] = Object.values(DESCRIBED).map(
  ([oid, description]) => `( ${oid} DESC '${description}' )`,
)
