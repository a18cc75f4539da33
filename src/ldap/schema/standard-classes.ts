import type { ObjectClass } from './object-class.js'

/** How somebody or something is reached, as most classes of RFC 4519 list it. */
const REACHED = [
  'destinationIndicator',
  'facsimileTelephoneNumber',
  'internationalISDNNumber',
  'l',
  'physicalDeliveryOfficeName',
  'postalAddress',
  'postalCode',
  'postOfficeBox',
  'preferredDeliveryMethod',
  'registeredAddress',
  'st',
  'street',
  'telephoneNumber',
  'teletexTerminalIdentifier',
  'telexNumber',
  'x121Address',
]
const ORGANISED = ['businessCategory', 'description', 'searchGuide', 'seeAlso', 'userPassword', ...REACHED]
const GROUPED = ['businessCategory', 'description', 'o', 'ou', 'owner', 'seeAlso']

function structural(
  name: string,
  oid: string,
  superior: string,
  must: readonly string[],
  may: readonly string[],
): ObjectClass {
  return { name, oid, kind: 'STRUCTURAL', superior, must, may }
}

function auxiliary(name: string, oid: string, must: readonly string[], may: readonly string[] = []): ObjectClass {
  return { name, oid, kind: 'AUXILIARY', superior: 'top', must, may }
}

/** Classes of the directory itself (RFC 4512, RFC 3672). */
const ofDirectory: readonly ObjectClass[] = [
  { name: 'top', oid: '2.5.6.0', kind: 'ABSTRACT', must: ['objectClass'], may: [] },
  structural('alias', '2.5.6.1', 'top', ['aliasedObjectName'], []),
  auxiliary('extensibleObject', '1.3.6.1.4.1.1466.101.120.111', []),
  structural('subentry', '2.5.17.0', 'top', ['cn', 'subtreeSpecification'], []),
  {
    name: 'subschema',
    oid: '2.5.20.1',
    kind: 'AUXILIARY',
    must: [],
    may: [
      'dITStructureRules',
      'nameForms',
      'dITContentRules',
      'objectClasses',
      'attributeTypes',
      'matchingRules',
      'matchingRuleUse',
    ],
  },
]

/** Classes of RFC 4519 §3. */
const ofPeopleAndOrganisations: readonly ObjectClass[] = [
  structural('applicationProcess', '2.5.6.11', 'top', ['cn'], ['seeAlso', 'ou', 'l', 'description']),
  structural('country', '2.5.6.2', 'top', ['c'], ['searchGuide', 'description']),
  auxiliary('dcObject', '1.3.6.1.4.1.1466.344', ['dc']),
  structural('device', '2.5.6.14', 'top', ['cn'], ['serialNumber', 'seeAlso', 'owner', 'ou', 'o', 'l', 'description']),
  structural('groupOfNames', '2.5.6.9', 'top', ['member', 'cn'], GROUPED),
  structural('groupOfUniqueNames', '2.5.6.17', 'top', ['uniqueMember', 'cn'], GROUPED),
  structural('locality', '2.5.6.3', 'top', [], ['street', 'seeAlso', 'searchGuide', 'st', 'l', 'description']),
  structural('organization', '2.5.6.4', 'top', ['o'], ORGANISED),
  structural('organizationalPerson', '2.5.6.7', 'person', [], ['title', 'ou', ...REACHED]),
  structural(
    'organizationalRole',
    '2.5.6.8',
    'top',
    ['cn'],
    ['description', 'ou', 'roleOccupant', 'seeAlso', ...REACHED],
  ),
  structural('organizationalUnit', '2.5.6.5', 'top', ['ou'], ORGANISED),
  structural('person', '2.5.6.6', 'top', ['sn', 'cn'], ['userPassword', 'telephoneNumber', 'seeAlso', 'description']),
  structural('residentialPerson', '2.5.6.10', 'person', ['l'], ['businessCategory', ...REACHED]),
  auxiliary('uidObject', '1.3.6.1.1.3.1', ['uid']),
]

/** Classes of RFC 4524 §3. */
const ofCosine: readonly ObjectClass[] = [
  structural(
    'account',
    '0.9.2342.19200300.100.4.5',
    'top',
    ['uid'],
    ['description', 'seeAlso', 'l', 'o', 'ou', 'host'],
  ),
  structural(
    'document',
    '0.9.2342.19200300.100.4.6',
    'top',
    ['documentIdentifier'],
    [
      'cn',
      'description',
      'seeAlso',
      'l',
      'o',
      'ou',
      'documentTitle',
      'documentVersion',
      'documentAuthor',
      'documentLocation',
      'documentPublisher',
    ],
  ),
  structural(
    'documentSeries',
    '0.9.2342.19200300.100.4.9',
    'top',
    ['cn'],
    ['description', 'l', 'o', 'ou', 'seeAlso', 'telephoneNumber'],
  ),
  structural('domain', '0.9.2342.19200300.100.4.13', 'top', ['dc'], [...ORGANISED, 'o', 'associatedName']),
  auxiliary('domainRelatedObject', '0.9.2342.19200300.100.4.17', ['associatedDomain']),
  structural('friendlyCountry', '0.9.2342.19200300.100.4.18', 'country', ['co'], []),
  structural(
    'rFC822LocalPart',
    '0.9.2342.19200300.100.4.14',
    'domain',
    [],
    ['cn', 'description', 'seeAlso', 'sn', ...REACHED.filter((name) => name !== 'l' && name !== 'st')],
  ),
  structural(
    'room',
    '0.9.2342.19200300.100.4.7',
    'top',
    ['cn'],
    ['roomNumber', 'description', 'seeAlso', 'telephoneNumber'],
  ),
  auxiliary('simpleSecurityObject', '0.9.2342.19200300.100.4.19', ['userPassword']),
]

/** Classes of RFC 2798 and RFC 2079. */
const ofInternet: readonly ObjectClass[] = [
  structural(
    'inetOrgPerson',
    '2.16.840.1.113730.3.2.2',
    'organizationalPerson',
    [],
    [
      'audio',
      'businessCategory',
      'carLicense',
      'departmentNumber',
      'displayName',
      'employeeNumber',
      'employeeType',
      'givenName',
      'homePhone',
      'homePostalAddress',
      'initials',
      'jpegPhoto',
      'labeledURI',
      'mail',
      'manager',
      'mobile',
      'o',
      'pager',
      'photo',
      'roomNumber',
      'secretary',
      'uid',
      'userCertificate',
      'x500UniqueIdentifier',
      'preferredLanguage',
      'userSMIMECertificate',
      'userPKCS12',
    ],
  ),
  auxiliary('labeledURIObject', '1.3.6.1.4.1.250.3.15', [], ['labeledURI']),
]

/** Object classes of RFC 4512, 4519, 4524, 2798 and 2079, whole: whether an entry has them or not. */
export const standardClasses: readonly ObjectClass[] = [
  ...ofDirectory,
  ...ofPeopleAndOrganisations,
  ...ofCosine,
  ...ofInternet,
]
