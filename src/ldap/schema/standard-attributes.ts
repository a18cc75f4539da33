import type { AttributeType, Matching } from './attribute-type.js'
import { SYNTAX } from './syntaxes.js'

const STRING = {
  syntax: SYNTAX.directoryString,
  equality: 'caseIgnoreMatch',
  ordering: 'caseIgnoreOrderingMatch',
  substrings: 'caseIgnoreSubstringsMatch',
}
const IA5 = {
  syntax: SYNTAX.ia5String,
  equality: 'caseIgnoreIA5Match',
  substrings: 'caseIgnoreIA5SubstringsMatch',
}
const TELEPHONE = {
  syntax: SYNTAX.telephone,
  equality: 'telephoneNumberMatch',
  substrings: 'telephoneNumberSubstringsMatch',
}

function string(oid: string, names: AttributeType['names'], matching: Matching, description: string): AttributeType {
  return { names, oid, description, matching, ...STRING }
}

/** Subtypes of `name` (RFC 4519 §2.18). */
function named(oid: string, names: AttributeType['names'], matching: Matching, description: string): AttributeType {
  return { ...string(oid, names, matching, description), superior: 'name' }
}

/**
 * User attributes of RFC 4519, RFC 4524 and RFC 2798 that entries carry, in the order in which they are sent. The
 * definitions are the standard ones; that French names also match without their accents is this server's addition.
 */
export const standardAttributes: readonly AttributeType[] = [
  {
    names: ['objectClass'],
    oid: '2.5.4.0',
    description: 'Classes de l’entrée',
    syntax: SYNTAX.oid,
    equality: 'objectIdentifierMatch',
    matching: 'objectClass',
  },
  string('2.5.4.41', ['name'], 'name', 'Nom, sous toutes ses formes'),
  named('2.5.4.3', ['cn', 'commonName'], 'name', 'Prénom et nom, puis nom et prénom'),
  named('2.5.4.4', ['sn', 'surname'], 'name', 'Nom d’exercice'),
  named('2.5.4.42', ['givenName', 'gn'], 'name', 'Prénom d’exercice'),
  string('2.16.840.1.113730.3.1.241', ['displayName'], 'name', 'Nom à afficher'),
  {
    ...IA5,
    names: ['mail', 'rfc822Mailbox'],
    oid: '0.9.2342.19200300.100.1.3',
    description: 'Adresse MSSanté',
    matching: 'address',
  },
  string('0.9.2342.19200300.100.1.1', ['uid', 'userid'], 'address', 'Identifiant de l’entrée'),
  named('2.5.4.10', ['o', 'organizationName'], 'name', 'Raison sociale, enseigne'),
  named('2.5.4.11', ['ou', 'organizationalUnitName'], 'text', 'Service'),
  named('2.5.4.12', ['title'], 'text', 'Profession et spécialités, en clair'),
  string('2.5.4.9', ['street', 'streetAddress'], 'text', 'Voie'),
  string('2.5.4.17', ['postalCode'], 'code', 'Code postal'),
  named('2.5.4.7', ['l', 'localityName'], 'city', 'Ville'),
  named('2.5.4.8', ['st', 'stateOrProvinceName'], 'text', 'Département, en clair'),
  { ...TELEPHONE, names: ['telephoneNumber'], oid: '2.5.4.20', description: 'Téléphone', matching: 'telephone' },
  {
    names: ['facsimileTelephoneNumber', 'fax'],
    oid: '2.5.4.23',
    description: 'Télécopie',
    syntax: SYNTAX.facsimile,
    matching: 'telephone',
  },
  string('2.16.840.1.113730.3.1.3', ['employeeNumber'], 'personNumber', 'Identification nationale du professionnel'),
  string('2.5.4.13', ['description'], 'text', 'Description'),
  {
    ...IA5,
    names: ['dc', 'domainComponent'],
    oid: '0.9.2342.19200300.100.1.25',
    description: 'Domaine',
    matching: 'address',
  },
  {
    ...named('2.5.4.6', ['c', 'countryName'], 'code', 'Pays'),
    syntax: SYNTAX.countryString,
    single: true,
  },
]
