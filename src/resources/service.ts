import { z } from 'zod'
import { type Resource, resource, text, whole } from './registry.js'

export const SANTE = resource('Sante', { etat: z.literal('ok') })

const GENERATION = resource('Generation', {
  id: text('Nom de la génération, qui est aussi celui de l’alimentation qui l’a faite'),
  publieeLe: text('Instant, ISO 8601'),
  professionnels: whole(),
  activites: whole(),
  bals: whole(),
  sources: z.array(z.string()).meta({ description: 'Sources régionales' }),
})

export const PRET = resource('Pret', { etat: z.literal('prêt'), generation: GENERATION })

const ERREUR = resource('Erreur', {
  parametre: z.string().optional().meta({ description: 'Paramètre, ou place dans le corps de la requête' }),
  regle: z.string().optional().meta({ description: 'Règle qui n’est pas suivie' }),
  valeur: z.string().optional().meta({ description: 'Valeur reçue, coupée à 200 caractères' }),
})

export const PROBLEME = resource(
  'Probleme',
  {
    type: text(),
    title: text(),
    status: whole('Code HTTP'),
    detail: text(),
    code: text('Code stable du problème'),
    erreurs: z.array(ERREUR),
  },
  'Problème (RFC 9457), avec chaque erreur.',
)

export type GenerationInfo = Resource<typeof GENERATION>
export type Problem = Resource<typeof PROBLEME>
