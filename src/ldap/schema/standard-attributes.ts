import type { AttributeType } from './attribute-type.js'
import { ia5, lines, named, string, telephone } from './definition.js'
import { SYNTAX } from './syntaxes.js'

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
  string('2.5.4.41', ['name'], 'Nom, sous toutes ses formes', { matching: 'name' }),
  named('2.5.4.3', ['cn', 'commonName'], 'Prénom et nom, puis nom et prénom', { matching: 'name' }),
  named('2.5.4.4', ['sn', 'surname'], 'Nom d’exercice', { matching: 'name' }),
  named('2.5.4.42', ['givenName', 'gn'], 'Prénom d’exercice', { matching: 'name' }),
  string('2.16.840.1.113730.3.1.241', ['displayName'], 'Nom à afficher', { matching: 'name', single: true }),
  ia5('0.9.2342.19200300.100.1.3', ['mail', 'rfc822Mailbox'], 'Adresse MSSanté'),
  string('0.9.2342.19200300.100.1.1', ['uid', 'userid'], 'Identifiant de l’entrée', { matching: 'address' }),
  named('2.5.4.10', ['o', 'organizationName'], 'Raison sociale, enseigne', { matching: 'name' }),
  named('2.5.4.11', ['ou', 'organizationalUnitName'], 'Service'),
  named('2.5.4.12', ['title'], 'Profession et spécialités, en clair'),
  string('2.5.4.9', ['street', 'streetAddress'], 'Voie', { matching: 'street' }),
  lines('2.5.4.16', ['postalAddress'], 'Adresse postale, ligne par ligne'),
  string('2.5.4.17', ['postalCode'], 'Code postal', { matching: 'code' }),
  named('2.5.4.7', ['l', 'localityName'], 'Ville', { matching: 'city' }),
  named('2.5.4.8', ['st', 'stateOrProvinceName'], 'Département, en clair'),
  telephone('2.5.4.20', ['telephoneNumber'], 'Téléphone'),
  {
    names: ['facsimileTelephoneNumber', 'fax'],
    oid: '2.5.4.23',
    description: 'Télécopie',
    syntax: SYNTAX.facsimile,
    matching: 'telephone',
  },
  string('2.16.840.1.113730.3.1.3', ['employeeNumber'], 'Identification nationale du professionnel', {
    matching: 'personNumber',
    single: true,
  }),
  string('2.5.4.13', ['description'], 'Description'),
  ia5('0.9.2342.19200300.100.1.25', ['dc', 'domainComponent'], 'Domaine', { single: true }),
  {
    ...named('2.5.4.6', ['c', 'countryName'], 'Pays', { matching: 'code', single: true }),
    syntax: SYNTAX.countryString,
  },
]
