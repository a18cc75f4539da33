import type { AttributeType } from './attribute-type.js'
import { SYNTAX } from './syntaxes.js'

const DN = { syntax: SYNTAX.dn, equality: 'distinguishedNameMatch', matching: 'dn', single: true } as const
/** RFC 4512 §5.1 gives most attributes of the root DSE no equality rule; here they compare all the same. */
const OID = { syntax: SYNTAX.oid, matching: 'code' } as const
const TEXT = {
  syntax: SYNTAX.directoryString,
  equality: 'caseExactIA5Match',
  matching: 'text',
  single: true,
  fixed: true,
} as const
const ENTRY = { usage: 'directoryOperation' } as const
/** What the server alone gives an entry. */
const GIVEN = { ...ENTRY, single: true, fixed: true } as const
const SERVER = { usage: 'dSAOperation' } as const
const TIME = {
  syntax: SYNTAX.generalizedTime,
  equality: 'generalizedTimeMatch',
  ordering: 'generalizedTimeOrderingMatch',
  matching: 'time',
} as const

/** Operational attributes of entries: sent on `+` or by name (RFC 4512 §3.4, RFC 4530, RFC 5020, X.501). */
const ofEntries: readonly AttributeType[] = [
  { names: ['entryDN'], oid: '1.3.6.1.1.20', description: 'DN de l’entrée', ...DN, ...GIVEN },
  {
    names: ['structuralObjectClass'],
    oid: '2.5.21.9',
    description: 'Classe structurelle',
    syntax: SYNTAX.oid,
    equality: 'objectIdentifierMatch',
    matching: 'objectClass',
    ...GIVEN,
  },
  { names: ['subschemaSubentry'], oid: '2.5.18.10', description: 'Entrée du schéma', ...DN, ...GIVEN },
  {
    names: ['hasSubordinates'],
    oid: '2.5.18.9',
    description: 'L’entrée en contient d’autres',
    syntax: SYNTAX.boolean,
    equality: 'booleanMatch',
    matching: 'boolean',
    ...GIVEN,
  },
  {
    names: ['entryUUID'],
    oid: '1.3.6.1.1.16.4',
    description: 'UUID de l’entrée',
    syntax: SYNTAX.uuid,
    equality: 'uuidMatch',
    ordering: 'uuidOrderingMatch',
    matching: 'uuid',
    ...GIVEN,
  },
  {
    names: ['createTimestamp'],
    oid: '2.5.18.1',
    description: 'Date du fichier qui a changé l’entrée en dernier',
    ...TIME,
    ...GIVEN,
  },
  {
    names: ['modifyTimestamp'],
    oid: '2.5.18.2',
    description: 'Date du fichier qui a changé l’entrée en dernier',
    ...TIME,
    ...GIVEN,
  },
  { names: ['creatorsName'], oid: '2.5.18.3', description: 'Auteur de l’entrée', ...DN, ...GIVEN },
  { names: ['modifiersName'], oid: '2.5.18.4', description: 'Auteur de la modification', ...DN, ...GIVEN },
  {
    names: ['governingStructureRule'],
    oid: '2.5.21.10',
    description: 'Règle de structure de l’entrée',
    syntax: SYNTAX.integer,
    equality: 'integerMatch',
    matching: 'integer',
    ...GIVEN,
  },
]

/** Attributes of the root DSE (RFC 4512 §5.1, RFC 3045). */
const ofServer: readonly AttributeType[] = [
  {
    names: ['namingContexts'],
    oid: '1.3.6.1.4.1.1466.101.120.5',
    description: 'Racines servies',
    syntax: SYNTAX.dn,
    matching: 'dn',
    ...SERVER,
  },
  {
    names: ['altServer'],
    oid: '1.3.6.1.4.1.1466.101.120.6',
    description: 'Autres serveurs',
    syntax: SYNTAX.ia5String,
    matching: 'exact',
    ...SERVER,
  },
  { names: ['supportedControl'], oid: '1.3.6.1.4.1.1466.101.120.13', description: 'Contrôles', ...OID, ...SERVER },
  { names: ['supportedExtension'], oid: '1.3.6.1.4.1.1466.101.120.7', description: 'Extensions', ...OID, ...SERVER },
  {
    names: ['supportedFeatures'],
    oid: '1.3.6.1.4.1.4203.1.3.5',
    description: 'Fonctions',
    ...OID,
    equality: 'objectIdentifierMatch',
    ...SERVER,
  },
  {
    names: ['supportedLDAPVersion'],
    oid: '1.3.6.1.4.1.1466.101.120.15',
    description: 'Versions de LDAP',
    syntax: SYNTAX.integer,
    matching: 'integer',
    ...SERVER,
  },
  {
    names: ['supportedSASLMechanisms'],
    oid: '1.3.6.1.4.1.1466.101.120.14',
    description: 'Mécanismes SASL',
    syntax: SYNTAX.directoryString,
    matching: 'exact',
    ...SERVER,
  },
  { names: ['vendorName'], oid: '1.3.6.1.1.4', description: 'Logiciel', ...TEXT, ...SERVER },
  { names: ['vendorVersion'], oid: '1.3.6.1.1.5', description: 'Version du logiciel', ...TEXT, ...SERVER },
]

/** Attributes of the subschema entry (RFC 4512 §4.2). */
function description(
  name: string,
  oid: string,
  syntax: string,
  equality = 'objectIdentifierFirstComponentMatch',
): AttributeType {
  return { names: [name], oid, description: 'Description de schéma', syntax, equality, matching: 'text', ...ENTRY }
}

export const operationalAttributes: readonly AttributeType[] = [
  ...ofEntries,
  ...ofServer,
  description('dITStructureRules', '2.5.21.1', SYNTAX.structureRuleDescription, 'integerFirstComponentMatch'),
  description('dITContentRules', '2.5.21.2', SYNTAX.contentRuleDescription),
  description('nameForms', '2.5.21.7', SYNTAX.nameFormDescription),
  description('attributeTypes', '2.5.21.5', SYNTAX.attributeTypeDescription),
  description('objectClasses', '2.5.21.6', SYNTAX.objectClassDescription),
  description('matchingRules', '2.5.21.4', SYNTAX.matchingRuleDescription),
  description('matchingRuleUse', '2.5.21.8', SYNTAX.matchingRuleUseDescription),
  description('ldapSyntaxes', '1.3.6.1.4.1.1466.101.120.16', SYNTAX.ldapSyntaxDescription),
  {
    names: ['subtreeSpecification'],
    oid: '2.5.18.6',
    description: 'Étendue d’une sous-entrée',
    syntax: SYNTAX.subtreeSpecification,
    matching: 'none',
    single: true,
    ...ENTRY,
  },
]
