import { NATURES, OBJETS } from '../resources/changes.js'

/** What the journal follows, in the order in which a generation keeps it: the number of a kind is its place. */
export const KINDS = OBJETS
export type Kind = (typeof KINDS)[number]

/**
 * Fields of each kind by the names of the API, in the order of their hashes. `bals` of a person is told by the mailboxes
 * themselves and comes last.
 */
export const FIELDS = {
  professionnels: ['civilite', 'civiliteExercice', 'nom', 'prenom', 'savoirFaire', 'activites', 'diplomes', 'bals'],
  bals: [
    'adresse',
    'type',
    'identifiant',
    'civilite',
    'nom',
    'prenom',
    'profession',
    'specialite',
    'service',
    'description',
    'responsable',
    'dematerialisation',
    'structure',
    'adressePostale',
    'telephones',
    'telecopie',
    'statut',
    'comptesConnexion',
  ],
  structures: [
    'identifiantTechnique',
    'finess',
    'finessJuridique',
    'siret',
    'siren',
    'raisonSociale',
    'enseigne',
    'adresse',
    'telephones',
    'telecopie',
    'email',
  ],
} as const satisfies Readonly<Record<Kind, readonly string[]>>

/** Fields of a person besides the mailboxes. */
export const OWN_FIELDS = FIELDS.professionnels.length - 1
/** The mailboxes of a person, among the changed fields. */
export const BALS_OF_PERSON = 1 << OWN_FIELDS

export { NATURES }
export type Nature = (typeof NATURES)[number]

/** @param bits one for each changed field */
export function fieldsOf(kind: Kind, bits: number): readonly string[] {
  return FIELDS[kind].filter((_, at) => (bits & (1 << at)) !== 0)
}
