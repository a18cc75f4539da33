import { ARC } from './arc.js'
import { LONGEST_NAME } from './longest-name.js'

export interface ObjectClass {
  readonly name: string
  readonly oid: string
  readonly kind: 'ABSTRACT' | 'STRUCTURAL' | 'AUXILIARY'
  readonly superior?: string
  readonly must: readonly string[]
  readonly may: readonly string[]
}

const PLACE = ['street', 'postalCode', 'l', 'st', 'telephoneNumber', 'facsimileTelephoneNumber']

/** Object classes served: RFC 4512, 4519, 4524 and 2798 (limited to attributes that the server has), and our own. */
export const objectClasses: readonly ObjectClass[] = [
  { name: 'top', oid: '2.5.6.0', kind: 'ABSTRACT', must: ['objectClass'], may: [] },
  {
    name: 'person',
    oid: '2.5.6.6',
    kind: 'STRUCTURAL',
    superior: 'top',
    must: ['sn', 'cn'],
    may: ['telephoneNumber', 'description'],
  },
  {
    name: 'organizationalPerson',
    oid: '2.5.6.7',
    kind: 'STRUCTURAL',
    superior: 'person',
    must: [],
    may: ['title', 'ou', ...PLACE],
  },
  {
    name: 'inetOrgPerson',
    oid: '2.16.840.1.113730.3.2.2',
    kind: 'STRUCTURAL',
    superior: 'organizationalPerson',
    must: [],
    may: ['displayName', 'employeeNumber', 'givenName', 'mail', 'o', 'uid'],
  },
  {
    name: 'organizationalUnit',
    oid: '2.5.6.5',
    kind: 'STRUCTURAL',
    superior: 'top',
    must: ['ou'],
    may: ['description', ...PLACE],
  },
  {
    name: 'organization',
    oid: '2.5.6.4',
    kind: 'STRUCTURAL',
    superior: 'top',
    must: ['o'],
    may: ['description', ...PLACE],
  },
  {
    name: 'domain',
    oid: '0.9.2342.19200300.100.4.13',
    kind: 'STRUCTURAL',
    superior: 'top',
    must: ['dc'],
    may: ['o', 'description', ...PLACE],
  },
  { name: 'country', oid: '2.5.6.2', kind: 'STRUCTURAL', superior: 'top', must: ['c'], may: ['description'] },
  { name: 'locality', oid: '2.5.6.3', kind: 'STRUCTURAL', superior: 'top', must: [], may: ['l', 'description'] },
  { name: 'subentry', oid: '2.5.17.0', kind: 'STRUCTURAL', superior: 'top', must: ['cn'], may: [] },
  {
    name: 'subschema',
    oid: '2.5.20.1',
    kind: 'AUXILIARY',
    must: [],
    may: ['attributeTypes', 'objectClasses', 'matchingRules', 'ldapSyntaxes'],
  },
  {
    name: 'annuaireBal',
    oid: `${ARC}.2.1`,
    kind: 'AUXILIARY',
    superior: 'top',
    must: ['mail', 'TypeBAL', 'source'],
    may: [
      'cn',
      'displayName',
      'uid',
      'o',
      'title',
      'employeeNumber',
      'description',
      'IdentifiantPP',
      'TypeIdentifiantPP',
      'profession',
      'specialite',
      'IdentifiantPM',
      'TypeIdentifiantPM',
      'departement',
      'dematerialisation',
    ],
  },
  {
    name: 'annuaireProfessionnel',
    oid: `${ARC}.2.2`,
    kind: 'AUXILIARY',
    superior: 'top',
    must: ['employeeNumber'],
    may: ['IdentifiantPP', 'TypeIdentifiantPP', 'profession', 'specialite', 'departement', 'finess', 'siret', 'source'],
  },
]

const byName = new Map<string, ObjectClass>(
  objectClasses.flatMap((one) => [
    [one.oid, one],
    [one.name.toLowerCase(), one],
  ]),
)

/** An object class by name or OID, in any case. */
export function objectClass(name: string): ObjectClass | undefined {
  return name.length > LONGEST_NAME ? undefined : byName.get(name.toLowerCase())
}

/** Attributes that a class and its superiors allow, for the attribute list `@class` (RFC 4529). */
export function attributesOfClass(name: string): readonly string[] {
  const one = objectClass(name)
  if (one === undefined) return []
  return [...one.must, ...one.may, ...(one.superior === undefined ? [] : attributesOfClass(one.superior))]
}
