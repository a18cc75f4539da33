import { z } from 'zod'
import { CODE } from './person.js'
import { maybeText, type Resource, resource, text, whole } from './registry.js'

/** States of an account, as a loaduser file names them. */
export const STATES = ['VALIDE', 'A VALIDER', 'PREINSCRIT', 'REJETE'] as const
/** Types of account that a region declares. */
export const ACCOUNT_TYPES = ['PER', 'INT', 'ORG', 'APP', 'CAB', 'MED'] as const

const COMPTE = resource(
  'CompteDeclare',
  {
    mail: maybeText('Adresse de référence (colonne A)'),
    adresse: maybeText('Adresse MSSanté ; null pour un compte MED, hors de l’espace MSSanté'),
    statut: z.enum(STATES),
    type: z.enum(ACCOUNT_TYPES),
    nom: maybeText(),
    prenom: maybeText(),
    profession: CODE.nullable(),
    rpps: maybeText(),
    adeli: maybeText(),
    motifNonPublication: maybeText(
      'Ce qui, dans sa ligne, empêche le compte d’être publié ; null quand rien ne l’empêche',
    ),
    ligne: whole('Ligne du fichier'),
  },
  'Un compte déclaré par une source régionale.',
)

const PAR_STATUT = resource('ComptesParStatut', { statut: z.enum(STATES), nombre: whole() })
const PAR_TYPE = resource('ComptesParType', {
  types: z.array(z.enum(ACCOUNT_TYPES)).meta({ description: 'Types comptés ensemble' }),
  utilises: whole(),
  plafond: whole('null : sans limite').nullable(),
  disponibles: whole('null : sans limite').nullable(),
})
const DOMAINE = resource('DomaineDeSource', { domaine: text(), nombre: whole('Adresses MSSanté déclarées') })

export const COMPTES = resource(
  'ComptesDeclares',
  {
    source: text(),
    generation: text('Génération qui a répondu'),
    date: maybeText('Date du fichier de la source'),
    contact: maybeText('Qui répond de la source'),
    parStatut: z.array(PAR_STATUT),
    parType: z.array(PAR_TYPE),
    domaines: z.array(DOMAINE).meta({ description: 'Les plus déclarés d’abord, 100 au plus' }),
    total: whole('Comptes qui répondent à la demande'),
    decalage: whole('Comptes passés'),
    limite: whole('Comptes demandés'),
    resultats: z.array(COMPTE).meta({ description: 'Dans l’ordre du fichier' }),
  },
  'Les comptes déclarés par une source, publiés ou non, pour ses administrateurs.',
)

export type CompteDeclare = Resource<typeof COMPTE>
export type ComptesDeclares = Resource<typeof COMPTES>
