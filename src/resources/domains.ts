import { z } from 'zod'
import { maybeText, type Resource, resource, text, whole } from './registry.js'

const OPERATEUR = resource('OperateurDeDomaine', {
  nom: text('Organisation de son certificat'),
  description: maybeText('Du domaine, par cet opérateur'),
  support: maybeText('À qui demander de l’aide : téléphone, adresse'),
  misAJour: maybeText('Dernière mise à jour de l’inscription, ISO 8601'),
  certificats: z.array(z.string()).meta({ description: 'Noms distinctifs de ses certificats' }),
})

const DOMAINE = resource('Domaine', {
  nom: text('En minuscules'),
  operateurs: z.array(OPERATEUR).meta({ description: 'Un domaine peut être servi par plusieurs opérateurs' }),
})

export const DOMAINES = resource(
  'Domaines',
  {
    listeDu: maybeText('Date de la liste blanche, ISO 8601 ; null quand aucune n’est chargée'),
    total: whole('Domaines qui correspondent'),
    decalage: whole('Domaines passés'),
    limite: whole('Domaines demandés'),
    suivant: z.int().nullable().meta({ description: 'Décalage de la suite ; null à la fin' }),
    generation: text('Génération qui a répondu'),
    resultats: z.array(DOMAINE),
  },
  'Les domaines MSSanté de la liste blanche, et qui les sert.',
)

export type Domaine = Resource<typeof DOMAINE>
