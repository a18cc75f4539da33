import type { Criteria, Field } from '../../src/search/criteria.js'
import { allOf, contains, equality, not, oneOf, present, starts } from '../ldap/ber.js'

/** The attribute that shows each field. */
const ATTRIBUTES: Partial<Record<Field, string>> = {
  nom: 'sn',
  prenom: 'givenName',
  nomComplet: 'cn',
  identifiant: 'employeeNumber',
  departement: 'departement',
  ville: 'l',
  codePostal: 'postalCode',
  voie: 'street',
  modeExercice: 'modeExercice',
  secteur: 'secteur',
  categorie: 'categorie',
  finess: 'finess',
  siret: 'siret',
  siren: 'siren',
  telephone: 'telephoneNumber',
  telecopie: 'facsimileTelephoneNumber',
  profession: 'profession',
  specialite: 'specialite',
  structure: 'o',
  adresse: 'mail',
  service: 'ou',
  typeBal: 'TypeBAL',
}

/** The same question as an LDAP filter, encoded. */
export function asFilter(criteria: Criteria): Buffer {
  switch (criteria.kind) {
    case 'all':
      return allOf()
    case 'none':
      return oneOf()
    case 'and':
      return allOf(...criteria.of.map(asFilter))
    case 'or':
      return oneOf(...criteria.of.map(asFilter))
    case 'not':
      return not(asFilter(criteria.of))
    case 'words':
      return allOf(...criteria.of.map(asFilter))
    default: {
      const attribute = ATTRIBUTES[criteria.field]!
      const value = criteria.value.toLowerCase()
      if (criteria.match === 'present') return present(attribute)
      if (criteria.match === 'exact') return equality(attribute, value)
      return criteria.match === 'prefix' ? starts(attribute, value) : contains(attribute, value)
    }
  }
}
