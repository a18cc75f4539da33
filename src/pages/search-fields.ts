import { departements, regions, tableEntries } from '../nomenclature/index.js'
import type { Option } from './options.js'

/** What is searched, and where its page is. */
export type Kind = 'professionnels' | 'bals' | 'structures'

/** One criterion of a form: a parameter of the search contract (search/parameter-table.ts). */
export interface SearchField {
  readonly name: string
  readonly label: string
  /** What to type, where the label does not tell. */
  readonly help?: string
  /** A list to choose from. */
  readonly options?: readonly Option[]
  /** A box to tick, which sends `true`. */
  readonly isBox?: true
  /** The names of cities are proposed. */
  readonly isCity?: true
}

export interface SearchForm {
  readonly kind: Kind
  readonly address: string
  readonly title: string
  /** The bar over all criteria. */
  readonly bar: SearchField
  /** Criteria of the detailed form. */
  readonly fields: readonly SearchField[]
}

const named = (entries: readonly { readonly code: string; readonly libelle: string | null }[]): readonly Option[] =>
  entries.map(({ code, libelle }) => ({ value: code, label: libelle ?? code }))

const DEPARTEMENT: SearchField = {
  name: 'departement',
  label: 'Département',
  options: departements().map(({ code, libelle }) => ({ value: code, label: `${code} – ${libelle}` })),
}
const REGION: SearchField = { name: 'region', label: 'Région', options: named(regions()) }
const CITY: SearchField = { name: 'ville', label: 'Ville', help: 'Le début suffit, dès trois lettres', isCity: true }
const POSTCODE: SearchField = { name: 'codePostal', label: 'Code postal', help: 'Ou son début, dès deux chiffres' }
const STREET: SearchField = { name: 'voie', label: 'Voie', help: 'Par exemple : bd libération' }
const STRUCTURE: SearchField = { name: 'structure', label: 'Structure', help: 'Raison sociale, FINESS ou SIRET' }
const ADDRESS: SearchField = { name: 'adresse', label: 'Adresse MSSanté', help: 'Entière, ou son début' }
const NAME: SearchField = { name: 'nom', label: 'Nom d’exercice', help: 'Le début suffit, dès trois lettres' }
const FIRST_NAME: SearchField = { name: 'prenom', label: 'Prénom' }
/** The list that follows the profession (search-form.ts). */
export const SPECIALITE = 'specialite'

const PROFESSION: SearchField = { name: 'profession', label: 'Profession', options: named(tableEntries('profession')) }

export const PEOPLE: SearchForm = {
  kind: 'professionnels',
  address: '/',
  title: 'Trouver un professionnel de santé',
  bar: {
    name: 'q',
    label: 'Qui ? Quoi ? Où ?',
    help: 'Nom, prénom, profession, ville, département, établissement ou numéro, dans n’importe quel ordre : dupont cardio marseille',
  },
  fields: [
    NAME,
    FIRST_NAME,
    { name: 'rpps', label: 'RPPS', help: '11 chiffres, avec ou sans le 8' },
    PROFESSION,
    { name: SPECIALITE, label: 'Spécialité' },
    {
      name: 'modeExercice',
      label: 'Mode d’exercice',
      options: [
        { value: 'L', label: 'Libéral' },
        { value: 'S', label: 'Salarié' },
        { value: 'B', label: 'Bénévole' },
      ],
    },
    STREET,
    POSTCODE,
    CITY,
    DEPARTEMENT,
    STRUCTURE,
    ADDRESS,
    { name: 'avecBal', label: 'Avec une boîte MSSanté seulement', isBox: true },
    { name: 'phonetique', label: 'Aussi les noms qui se prononcent de même', isBox: true },
  ],
}

export const MAILBOXES: SearchForm = {
  kind: 'bals',
  address: '/boites',
  title: 'Trouver une boîte aux lettres MSSanté',
  bar: {
    name: 'q',
    label: 'Qui ? Quoi ? Où ?',
    help: 'Personne, service, établissement ou ville : secrétariat cardiologie nice',
  },
  fields: [
    { name: 'typeBal', label: 'Type de boîte', options: named(tableEntries('type-bal')) },
    ADDRESS,
    STRUCTURE,
    NAME,
    FIRST_NAME,
    CITY,
    DEPARTEMENT,
    REGION,
  ],
}

export const STRUCTURES: SearchForm = {
  kind: 'structures',
  address: '/structures',
  title: 'Trouver une structure',
  bar: { name: 'structure', label: 'Nom ou numéro de la structure', help: 'Début du nom, FINESS ou SIRET' },
  fields: [
    STREET,
    POSTCODE,
    CITY,
    DEPARTEMENT,
    REGION,
    { name: 'siren', label: 'SIREN', help: '9 chiffres' },
    { name: 'telephone', label: 'Téléphone', help: 'Entier, ou quatre chiffres au moins' },
  ],
}
