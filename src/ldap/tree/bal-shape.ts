import type { Bal } from '../../store/model.js'
import { byAddress, byBareNumber, byField, byFolded, byIdentifier, byNumberType } from './indexes.js'
import { column, Shape } from './shape.js'

const PERSON = ['top', 'person', 'organizationalPerson', 'inetOrgPerson', 'annuaireBal']
const UNIT = ['top', 'organizationalUnit', 'annuaireBal']

/** Mailboxes that carry a person's name are entries of persons, whatever their type. */
function isPerson(bal: Bal): boolean {
  return bal.nom !== null && bal.nom !== ''
}

function organisations(bal: Bal): readonly (string | null | undefined)[] {
  return [bal.structure?.raisonSociale, bal.structure?.enseigne]
}

/** A person by both orders of the names; else the service, then the structure: what the store calls nomComplet. */
function fullNames(bal: Bal): readonly (string | null | undefined)[] {
  if (!isPerson(bal)) return [bal.service, bal.structure?.raisonSociale || bal.structure?.enseigne]
  return bal.prenom ? [`${bal.prenom} ${bal.nom}`, `${bal.nom} ${bal.prenom}`] : [bal.nom]
}

/** organizationalUnit MUST have ou (RFC 4519 §3.11): a structure without a named service stands for itself. */
function units(bal: Bal): readonly (string | null | undefined)[] {
  if (bal.service || isPerson(bal)) return [bal.service]
  return [bal.structure?.raisonSociale || bal.structure?.enseigne || bal.adresse]
}

const onePlace = (bal: Bal) => bal.adressePostale

/** A mailbox as an entry: what address books read (RFC 4519, RFC 2798), then the French names (formats.md §4.2). */
export const balShape = new Shape<Bal>(
  [
    column('objectClass', (bal) => (isPerson(bal) ? PERSON : UNIT)),
    column('cn', fullNames, byFolded('nomComplet')),
    column('sn', (bal) => [bal.nom], byFolded('nom')),
    column('givenName', (bal) => [bal.prenom], byFolded('prenom')),
    column('displayName', (bal) => fullNames(bal).filter(Boolean).slice(0, 1), byFolded('nomComplet')),
    column('mail', (bal) => [bal.adresse], byAddress),
    column('uid', (bal) => [bal.adresse], byAddress),
    column('o', organisations, byFolded('structure')),
    column('ou', units, byField('service')),
    column('title', (bal) => [bal.profession?.libelle, bal.specialite?.libelle], byField('titre')),
    column('street', (bal) => [onePlace(bal).lignes.join(', ')]),
    column('postalCode', (bal) => [onePlace(bal).codePostal], byFolded('codePostal')),
    column('l', (bal) => [onePlace(bal).commune], byFolded('ville')),
    column('st', (bal) => [onePlace(bal).departement?.libelle]),
    column('telephoneNumber', (bal) => bal.telephones),
    column('employeeNumber', (bal) => [bal.identifiant], byIdentifier),
    column('description', (bal) => [bal.description], byField('description')),
    column('TypeBAL', (bal) => [bal.type.code], byFolded('typeBal')),
    column('IdentifiantPP', (bal) => [bal.identifiant?.slice(1)], byBareNumber),
    column('TypeIdentifiantPP', (bal) => [bal.identifiant?.slice(0, 1)], byNumberType),
    column('profession', (bal) => [bal.profession?.code], byFolded('profession')),
    column('specialite', (bal) => [bal.specialite?.code], byFolded('specialite')),
    column('IdentifiantPM', (bal) => [bal.structure?.identifiant], byField('idStructure')),
    column('TypeIdentifiantPM', (bal) => [bal.structure?.typeIdentifiant]),
    column('departement', (bal) => [onePlace(bal).departement?.code], byFolded('departement')),
    column('dematerialisation', (bal) => [bal.dematerialisation === null ? null : bal.dematerialisation ? 'O' : 'N']),
    column('source', (bal) => [bal.provenance.source], byField('source')),
  ],
  [...PERSON, ...UNIT],
  ['objectClass', 'mail', 'uid', 'TypeBAL', 'source'],
)
