import { z } from 'zod'
import { PROFESSIONNEL } from './person.js'
import { maybeText, resource, text, whole } from './registry.js'

/** How sure it is that a candidate is the person sought (src/linkage/README.md). */
export const CERTITUDES = ['certaine', 'probable', 'possible'] as const

/** What comparing one field gave. */
export const VERDICTS = ['identique', 'proche', 'different', 'absent', 'incompris'] as const

const CERTITUDE = z.enum(CERTITUDES)

const COMPARAISON = resource('Comparaison', {
  champ: text('Ce qui était demandé : nom, prenom, voie…'),
  demande: text('La valeur demandée'),
  trouve: maybeText('Ce que l’annuaire contient ; de plusieurs activités, la plus proche'),
  verdict: z.enum(VERDICTS).meta({
    description:
      'absent : l’annuaire n’en dit rien pour cette personne ; incompris : la valeur demandée n’a pas pu être lue et n’a pas compté',
  }),
  precision: maybeText('En quoi la valeur est proche : faute de frappe, initiale…'),
})

const CANDIDAT = resource('Candidat', {
  identifiant: text('Identification nationale PP'),
  score: z.number().min(0).max(1).meta({
    description: 'Probabilité que ce soit la personne cherchée ; la somme de celles des candidats ne dépasse pas 1',
  }),
  certitude: CERTITUDE,
  regle: text('Nom stable de la règle qui a décidé'),
  explication: text('La même en français, avec ce qui l’empêche d’être plus sûre'),
  comparaison: z.array(COMPARAISON).meta({ description: 'Chaque champ demandé' }),
  professionnel: PROFESSIONNEL,
})

const RAPPROCHEMENT = resource('Rapprochement', {
  reference: maybeText('Celle qui a été donnée avec la personne'),
  certitude: CERTITUDE.nullable().meta({
    description:
      'Celle du premier candidat ; null quand personne ne convient. Des homonymes ne sont jamais « certaine »',
  }),
  autres: whole('Autres personnes qui conviennent et ne sont pas montrées, au moins'),
  candidats: z.array(CANDIDAT).meta({ description: 'Le meilleur d’abord' }),
})

export const RAPPROCHEMENTS = resource(
  'Rapprochements',
  {
    generation: text('Génération qui a répondu'),
    resultats: z.array(RAPPROCHEMENT).meta({ description: 'Un pour chaque personne, dans l’ordre demandé' }),
  },
  'Les professionnels qui peuvent être les personnes cherchées.',
)
