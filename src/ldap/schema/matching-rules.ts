import { ARC } from './arc.js'
import { LONGEST_NAME } from './longest-name.js'
import { SYNTAX } from './syntaxes.js'

/** Normalisation of a rule named in an extensible filter; `ignore` and `exact` exist only there. */
export type RuleMatching =
  | 'name'
  | 'ignore'
  | 'exact'
  | 'telephone'
  | 'integer'
  | 'dn'
  | 'objectClass'
  | 'uuid'
  | 'time'
  | 'boolean'
  | 'lines'
  | 'digits'
  | 'octets'
  | 'bits'

export interface MatchingRule {
  readonly name: string
  readonly oid: string
  readonly syntax: string
  /** Null for ordering and substring rules, which an extensible filter cannot use here. */
  readonly matching: RuleMatching | null
}

function rule(name: string, oid: string, syntax: string, matching: RuleMatching | null): MatchingRule {
  return { name, oid, syntax, matching }
}

/** Matching rules of RFC 4517 §4.2, RFC 4523 and RFC 4530 in use here, and the one of the product. */
const matchingRules: readonly MatchingRule[] = [
  rule('objectIdentifierMatch', '2.5.13.0', SYNTAX.oid, 'objectClass'),
  rule('distinguishedNameMatch', '2.5.13.1', SYNTAX.dn, 'dn'),
  rule('caseIgnoreMatch', '2.5.13.2', SYNTAX.directoryString, 'ignore'),
  rule('caseIgnoreOrderingMatch', '2.5.13.3', SYNTAX.directoryString, null),
  rule('caseIgnoreSubstringsMatch', '2.5.13.4', SYNTAX.substringAssertion, null),
  rule('caseExactMatch', '2.5.13.5', SYNTAX.directoryString, 'exact'),
  rule('numericStringMatch', '2.5.13.8', SYNTAX.numericString, 'digits'),
  rule('numericStringSubstringsMatch', '2.5.13.10', SYNTAX.substringAssertion, null),
  rule('caseIgnoreListMatch', '2.5.13.11', SYNTAX.postalAddress, 'lines'),
  rule('caseIgnoreListSubstringsMatch', '2.5.13.12', SYNTAX.substringAssertion, null),
  rule('booleanMatch', '2.5.13.13', SYNTAX.boolean, 'boolean'),
  rule('integerMatch', '2.5.13.14', SYNTAX.integer, 'integer'),
  rule('bitStringMatch', '2.5.13.16', SYNTAX.bitString, 'bits'),
  rule('octetStringMatch', '2.5.13.17', SYNTAX.octetString, 'octets'),
  rule('telephoneNumberMatch', '2.5.13.20', SYNTAX.telephone, 'telephone'),
  rule('telephoneNumberSubstringsMatch', '2.5.13.21', SYNTAX.substringAssertion, null),
  rule('uniqueMemberMatch', '2.5.13.23', SYNTAX.nameAndUid, null),
  rule('generalizedTimeMatch', '2.5.13.27', SYNTAX.generalizedTime, 'time'),
  rule('generalizedTimeOrderingMatch', '2.5.13.28', SYNTAX.generalizedTime, null),
  rule('integerFirstComponentMatch', '2.5.13.29', SYNTAX.integer, null),
  rule('objectIdentifierFirstComponentMatch', '2.5.13.30', SYNTAX.oid, null),
  rule('certificateExactMatch', '2.5.13.34', SYNTAX.certificateAssertion, null),
  rule('caseExactIA5Match', '1.3.6.1.4.1.1466.109.114.1', SYNTAX.ia5String, 'exact'),
  rule('caseIgnoreIA5Match', '1.3.6.1.4.1.1466.109.114.2', SYNTAX.ia5String, 'ignore'),
  rule('caseIgnoreIA5SubstringsMatch', '1.3.6.1.4.1.1466.109.114.3', SYNTAX.substringAssertion, null),
  rule('uuidMatch', '1.3.6.1.1.16.2', SYNTAX.uuid, 'uuid'),
  rule('uuidOrderingMatch', '1.3.6.1.1.16.3', SYNTAX.uuid, null),
  rule('nomPlieMatch', `${ARC}.3.1`, SYNTAX.directoryString, 'name'),
]

const byName = new Map<string, MatchingRule>(
  matchingRules.flatMap((one) => [
    [one.oid, one],
    [one.name.toLowerCase(), one],
  ]),
)

/** A matching rule by name or OID, in any case. */
export function matchingRule(name: string): MatchingRule | undefined {
  return name.length > LONGEST_NAME ? undefined : byName.get(name.toLowerCase())
}

/** Values of `matchingRules` (RFC 4512 §4.1.3). */
export const ruleDescriptions: readonly string[] = matchingRules.map(
  ({ name, oid, syntax }) => `( ${oid} NAME '${name}' SYNTAX ${syntax} )`,
)
