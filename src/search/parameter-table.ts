import { instantOf } from '../text/instant.js'
import {
  NATIONAL,
  readCategorie,
  readDate,
  readModeExercice,
  readRegionalType,
  readSecteur,
  readSiren,
} from '../values/index.js'
import type { FeedCodes } from './feed-codes.js'
import {
  address,
  booleanOf,
  cityStart,
  code,
  departement,
  identifier,
  postcode,
  profession,
  type Read,
  region,
  specialite,
  start,
  street,
  structure,
  telephone,
} from './parameter-rules.js'
import { searchBar } from './search-bar.js'
import { term } from './terms.js'

/** One parameter of a search. */
export interface Parameter {
  /** What its value becomes. */
  readonly read: (value: string, codes: FeedCodes) => Read
  /** For those who read the documentation of the API, in French. */
  readonly description: string
  readonly example: string
  /** Narrows a search so much that a start of one or two letters beside it means something. */
  readonly leads?: true
}

/** The criteria of a search, in the order in which they are documented: a new one is one entry. */
export const PARAMETERS: Readonly<Record<string, Parameter>> = {
  q: {
    read: searchBar,
    description:
      'Qui ? Quoi ? Où ? Huit mots au plus, dans n’importe quel ordre, dont chacun se trouve dans un nom, un prénom, le libellé d’une profession ou d’un savoir-faire, le nom d’une structure, une ville, un département (code ou nom), un code postal, un numéro (RPPS, ADELI, FINESS, SIRET) ou une adresse de messagerie. Les mots de lieu, de structure et de profession, et les critères voisins, portent sur une même activité. Un mot d’une ou deux lettres est un début à côté d’un autre, sinon un nom entier. Les résultats viennent dans cet ordre : nom et prénom commencés par deux des mots ; nom entier ; début du nom ; nom du service (boîtes aux lettres) ; mot suivant du nom ; début du prénom ; les autres ; puis dans l’ordre des noms',
    example: 'dupont cardio marseille',
    leads: true,
  },
  nom: {
    read: (value) => start('nom', value),
    description:
      'Début du nom d’exercice ; moins de trois lettres : le nom entier, ou son début à côté d’un autre critère',
    example: 'dupont',
    leads: true,
  },
  prenom: {
    read: (value) => start('prenom', value),
    description: 'Début du prénom, selon la même règle que le nom',
    example: 'jean',
    leads: true,
  },
  rpps: { read: identifier, description: 'RPPS, avec ou sans le 8', example: '10000000018', leads: true },
  adeli: {
    read: identifier,
    description: 'ADELI, avec ou sans le 0, actuel ou d’avant le RPPS',
    example: '139300001',
    leads: true,
  },
  departement: {
    read: departement,
    description: 'Code ou nom du département (2A, 2B, 971…)',
    example: '13',
    leads: true,
  },
  region: {
    read: region,
    description: 'Code INSEE ou nom de la région (93, PACA, Bretagne…)',
    example: '93',
  },
  ville: {
    read: cityStart,
    description: 'Début du nom de la ville, selon la même règle que le nom ; CEDEX est ignoré',
    example: 'marseille',
    leads: true,
  },
  codePostal: {
    read: postcode,
    description: 'Code postal, ou son début (deux chiffres au moins)',
    example: '13005',
    leads: true,
  },
  voie: {
    read: street,
    description:
      'Mots de la voie, entiers ou en partie, dans n’importe quel ordre ; le type peut être abrégé (bd, av, r), le numéro et les articles omis',
    example: 'bd de la libération',
    leads: true,
  },
  profession: { read: profession, description: 'Code ou libellé de la profession', example: '10', leads: true },
  specialite: {
    read: specialite,
    description: 'Code ou libellé de la spécialité, de la profession si elle est donnée',
    example: 'SM04',
    leads: true,
  },
  modeExercice: {
    read: (value) => code('modeExercice', readModeExercice(value).value, 'modes-exercice', 'mode d’exercice'),
    description: 'Mode d’exercice : L (libéral), S (salarié), B (bénévole)',
    example: 'L',
  },
  secteur: {
    read: (value) => code('secteur', readSecteur(value).value, 'secteurs', 'secteur d’activité'),
    description: 'Code ou libellé du secteur d’activité',
    example: 'SA01',
  },
  categorie: {
    read: (value) => code('categorie', readCategorie(value).value, 'categories', 'code de catégorie'),
    description: 'Catégorie professionnelle : C (civil), E (étudiant), F (fonctionnaire), M (militaire)',
    example: 'C',
  },
  structure: {
    read: structure,
    description:
      'Début du nom (selon la même règle que le nom), FINESS, SIRET ou identifiant technique de la structure',
    example: 'centre hospitalier',
    leads: true,
  },
  siren: {
    read(value) {
      const siren = readSiren(value).value
      return siren === null ? 'un SIREN (9 chiffres)' : term('siren', 'exact', siren)
    },
    description: 'SIREN de la structure',
    example: '200000016',
    leads: true,
  },
  telephone: {
    read: telephone,
    description: 'Téléphone du lieu d’exercice, entier ou son début (quatre chiffres au moins), avec ou sans +33',
    example: '04 91 00 00 00',
    leads: true,
  },
  adresse: {
    read: address,
    description: 'Adresse de messagerie, entière ou son début',
    example: 'jean.dupont@',
    leads: true,
  },
  typeBal: {
    read: (value) => code('typeBal', readRegionalType(value).value, 'types-bal', 'type de BAL'),
    description: 'Type de boîte aux lettres',
    example: 'PER',
  },
  avecBal: {
    read(value) {
      const answer = booleanOf(value)
      return answer === null ? 'true ou false' : term('avecBal', 'exact', String(answer))
    },
    description: 'true : avec une boîte aux lettres ; false : sans',
    example: 'true',
  },
  source: {
    read: (value) =>
      /^[a-z][a-z0-9-]{1,31}$/.test(value)
        ? term('source', 'exact', value)
        : '« national » ou le nom d’une source régionale',
    description: 'national, ou une source régionale ouverte au compte',
    example: NATIONAL,
  },
  modifieDepuis: {
    read(value) {
      const moment = Number.isNaN(instantOf(value)) ? readDate(value).value : value
      return moment === null
        ? 'une date AAAA-MM-JJ, avec ou sans heure (AAAA-MM-JJTHH:MM, heure française, ou avec Z ou +01:00)'
        : term('modifieDepuis', 'exact', moment)
    },
    description:
      'Enregistrement changé à ce moment ou après, d’après la date du fichier qui a apporté le changement ; sans fuseau (Z, +01:00), c’est l’heure française',
    example: '2026-11-01',
  },
}
