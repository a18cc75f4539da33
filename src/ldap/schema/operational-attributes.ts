import type { AttributeType } from './attribute-type.js'
import { SYNTAX } from './syntaxes.js'

const DN = { syntax: SYNTAX.dn, equality: 'distinguishedNameMatch', matching: 'dn', single: true } as const
const OID = { syntax: SYNTAX.oid, equality: 'objectIdentifierMatch', matching: 'code' } as const
const TEXT = { syntax: SYNTAX.directoryString, equality: 'caseIgnoreMatch', matching: 'text' } as const
const ENTRY = { usage: 'directoryOperation' } as const
const SERVER = { usage: 'dSAOperation' } as const

/** Operational attributes of entries: sent on `+` or by name (RFC 4512 §3.4, RFC 4530, RFC 5020). */
const ofEntries: readonly AttributeType[] = [
  { names: ['entryDN'], oid: '1.3.6.1.1.20', description: 'DN de l’entrée', ...DN, ...ENTRY },
  {
    names: ['structuralObjectClass'],
    oid: '2.5.21.9',
    description: 'Classe structurelle',
    syntax: SYNTAX.oid,
    equality: 'objectIdentifierMatch',
    matching: 'objectClass',
    single: true,
    ...ENTRY,
  },
  { names: ['subschemaSubentry'], oid: '2.5.18.10', description: 'Entrée du schéma', ...DN, ...ENTRY },
  {
    names: ['hasSubordinates'],
    oid: '2.5.18.9',
    description: 'L’entrée en contient d’autres',
    syntax: SYNTAX.boolean,
    equality: 'booleanMatch',
    matching: 'code',
    single: true,
    ...ENTRY,
  },
  {
    names: ['entryUUID'],
    oid: '1.3.6.1.1.16.4',
    description: 'UUID de l’entrée',
    syntax: SYNTAX.uuid,
    equality: 'uuidMatch',
    matching: 'uuid',
    single: true,
    ...ENTRY,
  },
  {
    names: ['createTimestamp'],
    oid: '2.5.18.1',
    description: 'Date du fichier qui a donné l’entrée',
    syntax: SYNTAX.generalizedTime,
    equality: 'generalizedTimeMatch',
    ordering: 'generalizedTimeOrderingMatch',
    matching: 'time',
    single: true,
    ...ENTRY,
  },
  {
    names: ['modifyTimestamp'],
    oid: '2.5.18.2',
    description: 'Date du fichier qui a donné l’entrée',
    syntax: SYNTAX.generalizedTime,
    equality: 'generalizedTimeMatch',
    ordering: 'generalizedTimeOrderingMatch',
    matching: 'time',
    single: true,
    ...ENTRY,
  },
]

/** Attributes of the root DSE (RFC 4512 §5.1, RFC 3045). */
const ofServer: readonly AttributeType[] = [
  {
    names: ['namingContexts'],
    oid: '1.3.6.1.4.1.1466.101.120.5',
    description: 'Racines servies',
    ...DN,
    single: false,
    ...SERVER,
  },
  { names: ['supportedControl'], oid: '1.3.6.1.4.1.1466.101.120.13', description: 'Contrôles', ...OID, ...SERVER },
  { names: ['supportedExtension'], oid: '1.3.6.1.4.1.1466.101.120.7', description: 'Extensions', ...OID, ...SERVER },
  { names: ['supportedFeatures'], oid: '1.3.6.1.4.1.4203.1.3.5', description: 'Fonctions', ...OID, ...SERVER },
  {
    names: ['supportedLDAPVersion'],
    oid: '1.3.6.1.4.1.1466.101.120.15',
    description: 'Versions de LDAP',
    syntax: SYNTAX.integer,
    equality: 'integerMatch',
    matching: 'integer',
    ...SERVER,
  },
  { names: ['vendorName'], oid: '1.3.6.1.1.4', description: 'Logiciel', ...TEXT, single: true, ...SERVER },
  {
    names: ['vendorVersion'],
    oid: '1.3.6.1.1.5',
    description: 'Version du logiciel',
    ...TEXT,
    single: true,
    ...SERVER,
  },
]

/** Attributes of the subschema entry (RFC 4512 §4.2). */
function description(name: string, oid: string, syntax: string): AttributeType {
  return {
    names: [name],
    oid,
    description: 'Description de schéma',
    syntax,
    equality: 'objectIdentifierFirstComponentMatch',
    matching: 'text',
    ...ENTRY,
  }
}

export const operationalAttributes: readonly AttributeType[] = [
  ...ofEntries,
  ...ofServer,
  description('attributeTypes', '2.5.21.5', SYNTAX.attributeTypeDescription),
  description('objectClasses', '2.5.21.6', SYNTAX.objectClassDescription),
  description('matchingRules', '2.5.21.4', SYNTAX.matchingRuleDescription),
  description('ldapSyntaxes', '1.3.6.1.4.1.1466.101.120.16', SYNTAX.ldapSyntaxDescription),
]
