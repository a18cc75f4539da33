import { regionOf } from '../../nomenclature/index.js'
import type { Adresse, Professionnel, Structure } from '../../resources/person.js'
import type { AttributeType } from '../schema/attribute-type.js'
import {
  byBareNumber,
  byField,
  byFolded,
  byFormerNumber,
  byIdentifier,
  byNumberType,
  byRegion,
  byTitle,
} from './indexes.js'
import { country, postalAddress } from './postal-address.js'
import { type Column, column, Shape } from './shape.js'
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

/** What one activity says: a conjunction of these is satisfied by one and the same (search/README.md, *The same activity*). */
const OF_ACTIVITY: readonly Column<Professionnel>[] = [
  column(
    'o',
    (person) => structures(person).flatMap(({ raisonSociale, enseigne }) => [raisonSociale, enseigne]),
    byField('structure'),
  ),
  column('street', (person) => places(person).map(({ voie }) => voie), byFolded('voie')),
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
  column('profession', (person) => person.professions.map(({ code }) => code), byField('profession')),
  column(
    'modeExercice',
    (person) => person.activites.map(({ modeExercice }) => modeExercice?.code),
    byField('modeExercice'),
  ),
  column('secteur', (person) => person.activites.map(({ secteur }) => secteur?.code), byField('secteur')),
  column(
    'categorie',
    (person) => person.activites.map(({ profession }) => profession.categorie?.code),
    byField('categorie'),
  ),
  column('departement', (person) => places(person).map(({ departement }) => departement?.code), byField('departement')),
  column('region', (person) => places(person).map(({ departement }) => regionOf(departement?.code ?? '')), byRegion),
  column('finess', (person) => structures(person).map(({ finess }) => finess), byField('finess')),
  column('siret', (person) => structures(person).map(({ siret }) => siret), byField('siret')),
  column('siren', (person) => structures(person).map(({ siren }) => siren), byField('siren')),
]
export const TYPES_OF_ACTIVITY: ReadonlySet<AttributeType> = new Set(OF_ACTIVITY.map(({ type }) => type))

/** A professional as an entry. What depends on the activity has one value for each different one. */
export const professionnelShape = new Shape<Professionnel>(
  [
    column('objectClass', () => CLASSES),
    column('cn', fullNames, byField('nomComplet')),
    column('sn', (person) => [person.nom], byField('nom')),
    column('givenName', (person) => [person.prenom], byField('prenom')),
    column('displayName', (person) => fullNames(person).slice(0, 1), byField('nomComplet')),
    column('mail', (person) => person.bals.map(({ adresse }) => adresse), byField('adresse')),
    column('uid', (person) => [person.identifiant], byField('identifiant')),
    column('ou', (person) => person.bals.map(({ service }) => service), byField('service')),
    column('title', labels, byTitle),
    column('employeeNumber', (person) => [person.identifiant], byIdentifier),
    column('IdentifiantPP', (person) => [person.identifiant.slice(1)], byBareNumber),
    column('ancienAdeli', (person) => person.anciensAdeli, byFormerNumber),
    column('TypeIdentifiantPP', (person) => [person.identifiant.slice(0, 1)], byNumberType),
    column('specialite', (person) => person.savoirFaire.map(({ code }) => code), byField('specialite')),
    column('source', (person) => [person.provenance.source]),
    ...OF_ACTIVITY,
  ],
  CLASSES,
  [],
  true,
)
