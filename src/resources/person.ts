import { z } from 'zod'
import { maybeText, type Resource, resource, text, whole } from './registry.js'

export const CODE = resource('Code', {
  code: text(),
  libelle: maybeText('Libellé de la nomenclature, à défaut celui du fichier'),
})

const PROFESSION = resource('Profession', {
  code: text('TRE_G15, JDV_J48'),
  libelle: maybeText(),
  categorie: CODE.nullable(),
})

const SAVOIR_FAIRE = resource(
  'SavoirFaire',
  {
    code: text(),
    libelle: maybeText(),
    type: CODE,
    profession: text('Code de la profession qui l’exerce'),
  },
  'Un code de savoir-faire n’est unique qu’avec son type (TRE_R04).',
)

const ADRESSE = resource('Adresse', {
  lignes: z.array(z.string()).meta({ description: 'Lignes telles qu’elles s’impriment, sans celle de la ville' }),
  voie: maybeText('Numéro et voie, une de ces lignes'),
  codePostal: maybeText(),
  commune: maybeText(),
  codeCommune: maybeText('Code INSEE'),
  departement: CODE.nullable(),
  pays: maybeText(),
})

export const STRUCTURE_PROPERTIES = {
  identifiantTechnique: maybeText('Identifiant technique de la structure dans l’annuaire national'),
  finess: maybeText('FINESS de l’établissement (géographique)'),
  finessJuridique: maybeText('FINESS de l’entité juridique'),
  siret: maybeText(),
  siren: maybeText('À défaut dans le fichier, tiré du SIRET'),
  raisonSociale: maybeText(),
  enseigne: maybeText(),
  adresse: ADRESSE,
  telephones: z.array(z.string()),
  telecopie: maybeText(),
  email: maybeText('Adresse électronique ordinaire, hors MSSanté'),
}

export const STRUCTURE = resource('Structure', STRUCTURE_PROPERTIES)

const ACTIVITE = resource('Activite', {
  profession: PROFESSION,
  modeExercice: CODE.nullable(),
  secteur: CODE.nullable(),
  sectionPharmacien: CODE.nullable(),
  role: CODE.nullable(),
  genre: CODE.nullable(),
  autorite: maybeText('Autorité d’enregistrement'),
  structure: STRUCTURE.nullable(),
})

const DIPLOME = resource('Diplome', {
  typeDiplome: CODE.nullable(),
  diplome: CODE.nullable(),
  typeAutorisation: CODE.nullable(),
  discipline: CODE.nullable(),
})

const DATE_DE_FICHIER = 'Date du fichier, ISO 8601 ; heure française quand aucun fuseau n’est dit'

const PROVENANCE = resource('Provenance', {
  source: text('national, ou le nom de la source régionale'),
  date: text(DATE_DE_FICHIER),
})

const STRUCTURE_BAL = resource('StructureBal', {
  typeIdentifiant: maybeText('FINESS, SIREN, SIRET… (TRE_G07)'),
  identifiant: maybeText(),
  raisonSociale: maybeText(),
  enseigne: maybeText(),
})

const ANCIENS_ADELI = z
  .array(z.string())
  .meta({ description: 'Numéros ADELI d’avant le RPPS, d’après le fichier de correspondance' })

const MAILBOX = {
  adresse: text(),
  type: CODE,
  identifiant: maybeText(
    'Identification nationale PP du titulaire ; null pour une boîte organisationnelle ou applicative',
  ),
  anciensAdeli: ANCIENS_ADELI,
  civilite: CODE.nullable(),
  nom: maybeText(),
  prenom: maybeText(),
  intitule: text('Nom à afficher : prénom et nom ; un service avec son établissement'),
  profession: PROFESSION.nullable(),
  specialite: CODE.nullable(),
  service: maybeText(),
  description: maybeText(),
  responsable: maybeText(),
  dematerialisation: z.boolean().nullable().meta({ description: 'Le titulaire ne veut plus de courrier en papier' }),
  structure: STRUCTURE_BAL.nullable(),
  adressePostale: ADRESSE,
  telephones: z
    .array(z.string())
    .meta({ description: 'Ceux du fichier de la boîte, à défaut ceux du lieu où exerce le titulaire' }),
  telecopie: maybeText(),
  statut: text(),
  comptesConnexion: z.array(z.string()),
  rangSource: z
    .int()
    .nullable()
    .meta({ description: 'Rang que la source donne à la boîte parmi celles du titulaire, 1 pour la préférée' }),
  provenance: PROVENANCE,
}

export const BAL = resource('Bal', MAILBOX, 'Boîte aux lettres MSSanté.')

const BAL_TITULAIRE = resource(
  'BalDuTitulaire',
  {
    ...MAILBOX,
    rang: whole('1 : la boîte à préférer'),
    motifRang: text('Pourquoi la boîte est à cette place'),
  },
  'Boîte aux lettres MSSanté, à sa place parmi celles de son titulaire.',
)

const FICHIER_SOURCE = resource('FichierSource', {
  type: text('personne-activite, correspondance-adeli, savoir-faire ou diplome'),
  source: text('national'),
  date: text(DATE_DE_FICHIER),
  donnees: z.array(z.string()).meta({ description: 'Ce qui vient de ce fichier, par les noms de la réponse' }),
})

/** Files that people are made of, for answers that name a person; those of mailboxes are told by each mailbox. */
export const FICHIERS = z
  .array(FICHIER_SOURCE)
  .meta({ description: 'Les fichiers dont viennent les données ; une boîte aux lettres dit le sien elle-même' })

const PERSON = {
  identifiant: text('Identification nationale PP : 8 + RPPS ou 0 + ADELI'),
  typeIdentifiant: z.enum(['RPPS', 'ADELI']),
  rpps: maybeText(),
  adeli: maybeText(),
  anciensAdeli: ANCIENS_ADELI,
  civilite: CODE.nullable(),
  civiliteExercice: CODE.nullable(),
  nom: text('Nom d’exercice'),
  prenom: text(),
  professions: z.array(PROFESSION),
  savoirFaire: z.array(SAVOIR_FAIRE),
  activites: z.array(ACTIVITE),
  diplomes: z.array(DIPLOME).meta({ description: 'Seulement dans la réponse pour un seul professionnel' }),
  bals: z.array(BAL_TITULAIRE).meta({ description: 'Les boîtes que le lecteur peut voir, la préférée d’abord' }),
  provenance: PROVENANCE,
}

export const PROFESSIONNEL = resource('Professionnel', PERSON)

export const PROFESSIONNEL_DETAILLE = resource(
  'ProfessionnelDetaille',
  { ...PERSON, generation: text('Génération qui a répondu'), fichiers: FICHIERS },
  'Un professionnel, et de quels fichiers vient ce qui est dit de lui.',
)

export type Code = Resource<typeof CODE>
export type Profession = Resource<typeof PROFESSION>
export type SavoirFaire = Resource<typeof SAVOIR_FAIRE>
export type Adresse = Resource<typeof ADRESSE>
export type Structure = Resource<typeof STRUCTURE>
export type Activite = Resource<typeof ACTIVITE>
export type Diplome = Resource<typeof DIPLOME>
export type Provenance = Resource<typeof PROVENANCE>
export type Bal = Resource<typeof BAL>
export type BalTitulaire = Resource<typeof BAL_TITULAIRE>
export type FichierSource = Resource<typeof FICHIER_SOURCE>
export type Professionnel = Resource<typeof PROFESSIONNEL>
