import { regionOf } from '../../nomenclature/index.js'
import type { Bal } from '../../resources/person.js'
import { serviceNameOf } from '../../store/service-name.js'
import {
  byAddress,
  byBareNumber,
  byDisplayName,
  byField,
  byFolded,
  byFormerNumber,
  byIdentifier,
  byNumberType,
  byRegion,
  bySurname,
  byTitle,
} from './indexes.js'
import { country, postalAddress } from './postal-address.js'
import { column, Shape } from './shape.js'
import { titlesOf } from './titles.js'

/**
 * A service is a person to an address book: nobody's takes an organizationalUnit for somebody to write to, and no entry may be
 * both (RFC 4512 §2.4.2: one chain of structural classes). TypeBAL tells them apart.
 */
const CLASSES = ['top', 'person', 'organizationalPerson', 'inetOrgPerson', 'annuaireBal']

/** Mailboxes that carry a person's name are those of persons, whatever their type. */
function isPerson(bal: Bal): boolean {
  return bal.nom !== null && bal.nom !== ''
}

function organisations(bal: Bal): readonly (string | null | undefined)[] {
  return [bal.structure?.raisonSociale, bal.structure?.enseigne]
}

/** A person by both orders of the names; a service with its establishment, alone, and the establishment: what the store calls nomComplet. */
function fullNames(bal: Bal): readonly (string | null | undefined)[] {
  if (isPerson(bal)) return bal.prenom ? [`${bal.prenom} ${bal.nom}`, `${bal.nom} ${bal.prenom}`] : [bal.nom]
  const { own, structure } = serviceNameOf(bal)
  return [bal.intitule, own, structure]
}

/** What `person` must have (RFC 4519 §3.12): services stand under their establishment, as in the order of the names. */
function surname(bal: Bal): string | null {
  if (isPerson(bal)) return bal.nom
  const { own, structure } = serviceNameOf(bal)
  return structure ?? own
}

function unit(bal: Bal): string | null {
  return isPerson(bal) ? bal.service : serviceNameOf(bal).own
}

function titles({ profession, specialite }: Bal): readonly (string | null | undefined)[] {
  return titlesOf(profession?.libelle ?? null, specialite?.libelle ?? null)
}

const onePlace = (bal: Bal) => bal.adressePostale

/** A mailbox as an entry: what address books read (RFC 4519, RFC 2798), then the French names (src/feed/FORMATS.md §4). */
export const balShape = new Shape<Bal>(
  [
    column('objectClass', () => CLASSES),
    column('cn', fullNames, byFolded('nomComplet')),
    column('sn', (bal) => [surname(bal)], bySurname),
    column('givenName', (bal) => [bal.prenom], byFolded('prenom')),
    column('displayName', (bal) => [bal.intitule], byDisplayName),
    column('mail', (bal) => [bal.adresse], byAddress),
    column('uid', (bal) => [bal.adresse], byAddress),
    column('o', organisations, byFolded('structure')),
    column('ou', (bal) => [unit(bal)], byField('service')),
    column('title', titles, byTitle),
    column('street', (bal) => [onePlace(bal).voie], byFolded('voie')),
    column('postalAddress', (bal) => [postalAddress(onePlace(bal))]),
    column('postalCode', (bal) => [onePlace(bal).codePostal], byFolded('codePostal')),
    column('l', (bal) => [onePlace(bal).commune], byFolded('ville')),
    column('st', (bal) => [onePlace(bal).departement?.libelle]),
    column('c', (bal) => [country(onePlace(bal))]),
    column('telephoneNumber', (bal) => bal.telephones, byFolded('telephone')),
    column('facsimileTelephoneNumber', (bal) => [bal.telecopie], byFolded('telecopie')),
    column('employeeNumber', (bal) => [bal.identifiant], byIdentifier),
    column('description', (bal) => [bal.description], byField('description')),
    column('TypeBAL', (bal) => [bal.type.code], byFolded('typeBal')),
    column('IdentifiantPP', (bal) => [bal.identifiant?.slice(1)], byBareNumber),
    column('ancienAdeli', (bal) => bal.anciensAdeli, byFormerNumber),
    column('TypeIdentifiantPP', (bal) => [bal.identifiant?.slice(0, 1)], byNumberType),
    column('profession', (bal) => [bal.profession?.code], byFolded('profession')),
    column('specialite', (bal) => [bal.specialite?.code], byFolded('specialite')),
    column('IdentifiantPM', (bal) => [bal.structure?.identifiant], byField('idStructure')),
    column('TypeIdentifiantPM', (bal) => [bal.structure?.typeIdentifiant]),
    column('departement', (bal) => [onePlace(bal).departement?.code], byFolded('departement')),
    column('region', (bal) => [regionOf(onePlace(bal).departement?.code ?? '')], byRegion),
    column('dematerialisation', (bal) => [bal.dematerialisation === null ? null : bal.dematerialisation ? 'O' : 'N']),
    column('source', (bal) => [bal.provenance.source], byField('source')),
  ],
  CLASSES,
  ['objectClass', 'cn', 'sn', 'displayName', 'mail', 'uid', 'TypeBAL', 'source'],
)
