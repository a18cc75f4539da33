import type { Match } from './match.js'

/**
 * Whose a field is. Those of a situation (what an activity says besides its structure) and of a structure are what one and the
 * same activity of a professional must satisfy together (README.md here, *The same activity*).
 */
export type Owner = 'person' | 'situation' | 'structure' | 'mailbox'

/** How values are made comparable (forms.ts). */
export type FormName =
  | 'name'
  | 'city'
  | 'street'
  | 'letters'
  | 'address'
  | 'telephone'
  | 'code'
  | 'source'
  | 'instant'
  | 'boolean'

export interface FieldRule {
  readonly of: Owner
  readonly form: FormName
  /** Comparisons that the store answers; a door looks at each entry for the others. */
  readonly matches: readonly Match[]
  /** Fields whose values hold those of this one. */
  readonly partOf?: readonly string[]
  /** A value lies inside those of `partOf`, not at their start. */
  readonly inside?: true
}

const ANY = ['exact', 'prefix', 'infix', 'present'] as const
/** Numbers that SQLite finds: whole, or by their start. */
const NUMBER = ['exact', 'prefix'] as const
const START = ['exact', 'prefix', 'present'] as const

/** All that can be asked: one line is a criterion. What is stored for each is in store/layout.ts. */
const FIELDS = {
  nom: { of: 'person', form: 'name', matches: ANY, partOf: ['nomComplet'] },
  prenom: { of: 'person', form: 'name', matches: ANY, partOf: ['nomComplet'] },
  /** "prénom nom" and "nom prénom", or the names of a service (LDAP cn, displayName). */
  nomComplet: { of: 'person', form: 'name', matches: ANY },
  /** Structure of a mailbox without a person's name, else its own name (store/service-name.ts; LDAP sn). */
  etablissement: { of: 'mailbox', form: 'name', matches: ANY, partOf: ['nomComplet'] },
  /** A name from its second, third… word on: MARTIN of DUPONT-MARTIN. */
  motNom: { of: 'person', form: 'name', matches: START, partOf: ['nom', 'nomComplet'], inside: true },
  motPrenom: { of: 'person', form: 'name', matches: START, partOf: ['prenom', 'nomComplet'], inside: true },
  /** Phonetic key of a whole name (text/phonetic.ts). */
  sonNom: { of: 'person', form: 'code', matches: START },
  sonPrenom: { of: 'person', form: 'code', matches: START },
  /** Identification nationale PP: 8 and a RPPS, 0 and an ADELI. */
  identifiant: { of: 'person', form: 'code', matches: NUMBER },
  /** An ADELI that was the person's before, as an identification nationale. */
  ancienAdeli: { of: 'person', form: 'code', matches: NUMBER },
  /** Its first digit. */
  typeIdentifiant: { of: 'person', form: 'code', matches: START },
  profession: { of: 'situation', form: 'code', matches: ANY },
  modeExercice: { of: 'situation', form: 'code', matches: ANY },
  secteur: { of: 'situation', form: 'code', matches: ANY },
  categorie: { of: 'situation', form: 'code', matches: ANY },
  specialite: { of: 'person', form: 'code', matches: ANY },
  /** Label of a profession or savoir-faire. */
  titre: { of: 'person', form: 'letters', matches: ANY },
  departement: { of: 'structure', form: 'code', matches: ANY },
  ville: { of: 'structure', form: 'city', matches: ANY },
  codePostal: { of: 'structure', form: 'code', matches: ANY },
  /** The street, types of voie in full, without articles (text/fold-street.ts). */
  voie: { of: 'structure', form: 'street', matches: ANY },
  /** Raison sociale or enseigne. */
  structure: { of: 'structure', form: 'name', matches: ANY },
  /** Identifiant technique of the national directory. */
  idTechnique: { of: 'structure', form: 'code', matches: NUMBER },
  finess: { of: 'structure', form: 'code', matches: NUMBER },
  siret: { of: 'structure', form: 'code', matches: NUMBER },
  /** Of the structure, or the first nine digits of its SIRET. */
  siren: { of: 'structure', form: 'code', matches: ANY },
  /** Numbers in the national form, without what parts their digits (text/fold-telephone.ts). */
  telephone: { of: 'structure', form: 'telephone', matches: ANY },
  telecopie: { of: 'structure', form: 'telephone', matches: ANY },
  /** Number of a mailbox's structure, whatever its type. */
  idStructure: { of: 'mailbox', form: 'code', matches: ANY },
  /** What LDAP shows as ou. */
  service: { of: 'mailbox', form: 'letters', matches: ANY },
  description: { of: 'mailbox', form: 'letters', matches: ANY },
  adresse: { of: 'mailbox', form: 'address', matches: ANY },
  /** What stands before the @ of an address. */
  partieLocale: { of: 'mailbox', form: 'address', matches: ANY, partOf: ['adresse'] },
  typeBal: { of: 'mailbox', form: 'code', matches: ANY },
  avecBal: { of: 'mailbox', form: 'boolean', matches: ['exact', 'present'] },
  source: { of: 'mailbox', form: 'source', matches: ANY },
  /** An instant, ISO 8601 in UTC, with which each record's date of change is compared. */
  modifieDepuis: { of: 'mailbox', form: 'instant', matches: ['exact'] },
  /** The first eight digits of an entryUUID (values/identity.ts): who asks has to look at the rest. */
  uuid: { of: 'person', form: 'code', matches: ['exact', 'present'] },
} as const satisfies Readonly<Record<string, FieldRule>>

export type Field = keyof typeof FIELDS

/** Fields of one kind of owner. */
export type FieldOf<O extends Owner> = { [F in Field]: (typeof FIELDS)[F]['of'] extends O ? F : never }[Field]

export function ruleOf(field: Field): FieldRule {
  return FIELDS[field]
}
