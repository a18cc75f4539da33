import { ARC } from './arc.js'
import { LONGEST_NAME } from './longest-name.js'
import type { ObjectClass } from './object-class.js'
import { ownAttributesOf } from './own-attributes.js'
import { standardClasses } from './standard-classes.js'

export type { ObjectClass } from './object-class.js'

const MUST_OF_BAL: readonly string[] = ['mail', 'TypeBAL', 'source']

/** Object classes served: the standard ones, and our own. */
export const objectClasses: readonly ObjectClass[] = [
  ...standardClasses,
  {
    name: 'annuaireBal',
    oid: `${ARC}.2.1`,
    kind: 'AUXILIARY',
    superior: 'top',
    must: MUST_OF_BAL,
    may: [
      'cn',
      'displayName',
      'uid',
      'o',
      'title',
      'employeeNumber',
      'description',
      'c',
      ...ownAttributesOf('annuaireBal').filter((name) => !MUST_OF_BAL.includes(name)),
    ],
  },
  {
    name: 'annuaireProfessionnel',
    oid: `${ARC}.2.2`,
    kind: 'AUXILIARY',
    superior: 'top',
    must: ['employeeNumber'],
    may: ['c', ...ownAttributesOf('annuaireProfessionnel')],
  },
  {
    name: 'annuaireCompte',
    oid: `${ARC}.2.4`,
    kind: 'AUXILIARY',
    superior: 'top',
    must: ['cn'],
    may: ['uid', 'description', 'source'],
  },
  { name: 'annuaireServeur', oid: `${ARC}.2.3`, kind: 'STRUCTURAL', superior: 'top', must: [], may: [] },
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
