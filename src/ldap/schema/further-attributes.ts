import type { AttributeType } from './attribute-type.js'
import {
  digits,
  ia5,
  incomparable,
  lines,
  named,
  printable,
  reference,
  referring,
  string,
  telephone,
} from './definition.js'
import { SYNTAX } from './syntaxes.js'

/**
 * The other user attributes of RFC 4512, RFC 4519, RFC 4523, RFC 4524, RFC 2798 and RFC 2079. No entry has them; what a
 * filter asks of them is False and not Undefined, so that `(!(employeeType=inactif))` is true, and programs that ask for
 * them find them in the schema.
 */
export const furtherAttributes: readonly AttributeType[] = [
  reference('2.5.4.49', ['distinguishedName'], 'Nom d’une entrée'),
  {
    ...reference('2.5.4.1', ['aliasedObjectName', 'aliasedEntryName'], 'Entrée désignée par un alias'),
    single: true,
  },
  ...ofPeople(),
  ...ofPlaces(),
  ...ofGroups(),
  ...ofDocuments(),
]

function ofPeople(): readonly AttributeType[] {
  return [
    named('2.5.4.43', ['initials'], 'Initiales'),
    named('2.5.4.44', ['generationQualifier'], 'Rang de génération'),
    string('0.9.2342.19200300.100.1.40', ['personalTitle'], 'Civilité'),
    string('2.16.840.1.113730.3.1.1', ['carLicense'], 'Immatriculation'),
    string('2.16.840.1.113730.3.1.2', ['departmentNumber'], 'Unité'),
    string('2.16.840.1.113730.3.1.4', ['employeeType'], 'Statut'),
    string('2.16.840.1.113730.3.1.39', ['preferredLanguage'], 'Langue préférée', { single: true }),
    string('0.9.2342.19200300.100.1.45', ['organizationalStatus'], 'Statut dans l’organisation'),
    string('0.9.2342.19200300.100.1.8', ['userClass'], 'Catégorie'),
    string('0.9.2342.19200300.100.1.5', ['drink', 'favouriteDrink'], 'Boisson préférée'),
    telephone('0.9.2342.19200300.100.1.20', ['homePhone', 'homeTelephoneNumber'], 'Téléphone personnel'),
    telephone('0.9.2342.19200300.100.1.41', ['mobile', 'mobileTelephoneNumber'], 'Téléphone mobile'),
    telephone('0.9.2342.19200300.100.1.42', ['pager', 'pagerTelephoneNumber'], 'Récepteur de poche'),
    lines('0.9.2342.19200300.100.1.39', ['homePostalAddress'], 'Adresse personnelle'),
    reference('0.9.2342.19200300.100.1.10', ['manager'], 'Responsable'),
    reference('0.9.2342.19200300.100.1.21', ['secretary'], 'Secrétaire'),
    {
      names: ['labeledURI'],
      oid: '1.3.6.1.4.1.250.1.57',
      description: 'Adresse web et son intitulé',
      syntax: SYNTAX.directoryString,
      equality: 'caseExactMatch',
      matching: 'exact',
    },
    {
      names: ['userPassword'],
      oid: '2.5.4.35',
      description: 'Mot de passe, que cet annuaire ne publie jamais',
      syntax: SYNTAX.octetString,
      equality: 'octetStringMatch',
      matching: 'octets',
    },
    {
      names: ['x500UniqueIdentifier'],
      oid: '2.5.4.45',
      description: 'Identifiant X.500',
      syntax: SYNTAX.bitString,
      equality: 'bitStringMatch',
      matching: 'bits',
    },
    {
      names: ['userCertificate'],
      oid: '2.5.4.36',
      description: 'Certificat',
      syntax: SYNTAX.certificate,
      equality: 'certificateExactMatch',
      matching: 'none',
    },
    incomparable('2.16.840.1.113730.3.1.40', ['userSMIMECertificate'], 'Certificat S/MIME', SYNTAX.binary),
    incomparable('2.16.840.1.113730.3.1.216', ['userPKCS12'], 'Identité PKCS #12', SYNTAX.binary),
    incomparable('0.9.2342.19200300.100.1.60', ['jpegPhoto'], 'Photo JPEG', SYNTAX.jpeg),
    incomparable('0.9.2342.19200300.100.1.7', ['photo'], 'Photo', SYNTAX.fax),
    incomparable('0.9.2342.19200300.100.1.55', ['audio'], 'Enregistrement', SYNTAX.audio),
  ]
}

function ofPlaces(): readonly AttributeType[] {
  return [
    string('2.5.4.15', ['businessCategory'], 'Activité'),
    string('2.5.4.18', ['postOfficeBox'], 'Boîte postale'),
    string('2.5.4.19', ['physicalDeliveryOfficeName'], 'Bureau distributeur'),
    string('2.5.4.51', ['houseIdentifier'], 'Bâtiment'),
    string('0.9.2342.19200300.100.1.48', ['buildingName'], 'Nom du bâtiment'),
    string('0.9.2342.19200300.100.1.6', ['roomNumber'], 'Pièce'),
    string('0.9.2342.19200300.100.1.43', ['co', 'friendlyCountryName'], 'Pays, en clair'),
    {
      names: ['registeredAddress'],
      oid: '2.5.4.26',
      description: 'Adresse recommandée',
      superior: 'postalAddress',
      syntax: SYNTAX.postalAddress,
      matching: 'lines',
    },
    printable('2.5.4.27', ['destinationIndicator'], 'Destination télégraphique'),
    printable('2.5.4.5', ['serialNumber'], 'Numéro de série'),
    digits('2.5.4.24', ['x121Address'], 'Adresse X.121'),
    digits('2.5.4.25', ['internationalISDNNumber'], 'Numéro RNIS'),
    {
      ...incomparable('2.5.4.28', ['preferredDeliveryMethod'], 'Acheminement préféré', SYNTAX.deliveryMethod),
      single: true,
    },
    incomparable('2.5.4.21', ['telexNumber'], 'Télex', SYNTAX.telex),
    incomparable('2.5.4.22', ['teletexTerminalIdentifier'], 'Télétex', SYNTAX.teletex),
    ia5('0.9.2342.19200300.100.1.37', ['associatedDomain'], 'Domaine associé'),
    reference('0.9.2342.19200300.100.1.38', ['associatedName'], 'Entrée associée à un domaine'),
    string('0.9.2342.19200300.100.1.9', ['host'], 'Machine'),
    string('0.9.2342.19200300.100.1.4', ['info'], 'Information'),
  ]
}

function ofGroups(): readonly AttributeType[] {
  return [
    referring('2.5.4.34', ['seeAlso'], 'Voir aussi'),
    referring('2.5.4.31', ['member'], 'Membre'),
    referring('2.5.4.32', ['owner'], 'Propriétaire'),
    referring('2.5.4.33', ['roleOccupant'], 'Titulaire de la fonction'),
    {
      names: ['uniqueMember'],
      oid: '2.5.4.50',
      description: 'Membre et son identifiant',
      syntax: SYNTAX.nameAndUid,
      equality: 'uniqueMemberMatch',
      matching: 'dn',
    },
    {
      ...printable('2.5.4.46', ['dnQualifier'], 'Précision d’un nom'),
      ordering: 'caseIgnoreOrderingMatch',
    },
    incomparable('2.5.4.14', ['searchGuide'], 'Critères de recherche conseillés', SYNTAX.guide),
    incomparable('2.5.4.47', ['enhancedSearchGuide'], 'Critères de recherche conseillés', SYNTAX.enhancedGuide),
  ]
}

function ofDocuments(): readonly AttributeType[] {
  return [
    string('0.9.2342.19200300.100.1.11', ['documentIdentifier'], 'Identifiant du document'),
    string('0.9.2342.19200300.100.1.12', ['documentTitle'], 'Titre du document'),
    string('0.9.2342.19200300.100.1.13', ['documentVersion'], 'Version du document'),
    reference('0.9.2342.19200300.100.1.14', ['documentAuthor'], 'Auteur du document'),
    string('0.9.2342.19200300.100.1.15', ['documentLocation'], 'Lieu du document'),
    string('0.9.2342.19200300.100.1.56', ['documentPublisher'], 'Éditeur du document'),
    {
      names: ['uniqueIdentifier'],
      oid: '0.9.2342.19200300.100.1.44',
      description: 'Identifiant unique',
      syntax: SYNTAX.directoryString,
      equality: 'caseIgnoreMatch',
      matching: 'text',
    },
  ]
}
