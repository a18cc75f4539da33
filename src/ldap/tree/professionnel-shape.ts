import type { Adresse, Professionnel, Structure } from '../../store/model.js'
import { byBareNumber, byField, byIdentifier, byNumberType, byStart, byTitle } from './indexes.js'
import { country, postalAddress } from './postal-address.js'
import { column, Shape } from './shape.js'
import { titlesOf } from './titles.js'

const CLASSES = ['top', 'person', 'organizationalPerson', 'inetOrgPerson', 'annuaireProfessionnel']

export const STRUCTURAL_CLASS_OF_PROFESSIONNEL = 'inetOrgPerson'

function structures(person: Professionnel): Structure[] {
  return person.activites.flatMap(({ structure }) => structure ?? [])
}

function places(person: Professionnel): Adresse[] {
  return structures(person).map(({ adresse }) => adresse)
}

function fullNames(person: Professionnel): readonly string[] {
  return person.prenom ? [`${person.prenom} ${person.nom}`, `${person.nom} ${person.prenom}`] : [person.nom]
}

/** The first profession with its first savoir-faire, then each alone. */
function labels({ professions, savoirFaire }: Professionnel): readonly (string | null)[] {
  const profession = professions[0]
  const first = savoirFaire.find((one) => one.profession === profession?.code) ?? savoirFaire[0]
  const [both] = titlesOf(profession?.libelle ?? null, first?.libelle ?? null)
  return [both ?? null, ...[...professions, ...savoirFaire].map(({ libelle }) => libelle)]
}

/** A professional as an entry. What depends on the activity has one value for each different one. */
export const professionnelShape = new Shape<Professionnel>(
  [
    column('objectClass', () => CLASSES),
    column('cn', fullNames, byField('nomComplet')),
    column('sn', (person) => [person.nom], byField('nom')),
    column('givenName', (person) => [person.prenom], byField('prenom')),
    column('displayName', (person) => fullNames(person).slice(0, 1), byField('nomComplet')),
    column('mail', (person) => person.bals.map(({ adresse }) => adresse), byField('adresse')),
    column('uid', (person) => [person.identifiant], byStart('identifiant')),
    column(
      'o',
      (person) => structures(person).flatMap(({ raisonSociale, enseigne }) => [raisonSociale, enseigne]),
      byField('structure'),
    ),
    column('ou', (person) => person.bals.map(({ service }) => service), byField('service')),
    column('title', labels, byTitle),
    column('street', (person) => places(person).map(({ voie }) => voie)),
    column('postalAddress', (person) => places(person).map(postalAddress)),
    column('postalCode', (person) => places(person).map(({ codePostal }) => codePostal), byField('codePostal')),
    column('l', (person) => places(person).map(({ commune }) => commune), byField('ville')),
    column('st', (person) => places(person).map(({ departement }) => departement?.libelle)),
    column('c', (person) => places(person).map(country)),
    column(
      'telephoneNumber',
      (person) => structures(person).flatMap(({ telephones }) => telephones),
      byField('telephone'),
    ),
    column(
      'facsimileTelephoneNumber',
      (person) => structures(person).map(({ telecopie }) => telecopie),
      byField('telecopie'),
    ),
    column('employeeNumber', (person) => [person.identifiant], byIdentifier),
    column('IdentifiantPP', (person) => [person.identifiant.slice(1)], byBareNumber),
    column('TypeIdentifiantPP', (person) => [person.identifiant.slice(0, 1)], byNumberType),
    column('profession', (person) => person.professions.map(({ code }) => code), byField('profession')),
    column('specialite', (person) => person.savoirFaire.map(({ code }) => code), byField('specialite')),
    column(
      'departement',
      (person) => places(person).map(({ departement }) => departement?.code),
      byField('departement'),
    ),
    column('finess', (person) => structures(person).map(({ finess }) => finess), byStart('finess')),
    column('siret', (person) => structures(person).map(({ siret }) => siret), byStart('siret')),
    column('source', (person) => [person.provenance.source]),
  ],
  CLASSES,
  [],
  true,
)
