import { z } from 'zod'
import { maybeText, type Resource, resource, text, whole } from './registry.js'

/** What changes are told of, by the names of the routes. */
export const OBJETS = ['professionnels', 'bals', 'structures'] as const

export const NATURES = ['créé', 'modifié', 'fermé'] as const

const CHANGEMENT = resource(
  'Changement',
  {
    objet: z.enum(OBJETS),
    cle: text(
      'Professionnel : identification nationale PP. Boîte : empreinte de son adresse (les 32 premiers chiffres hexadécimaux du SHA-256 de l’adresse en minuscules, en UTF-8). Structure : identifiant technique, à défaut FINESS, SIRET, SIREN ou FINESS juridique',
    ),
    source: text('national, ou la source régionale qui publie la boîte ; celle des boîtes pour un titulaire'),
    nature: z.enum(NATURES).meta({
      description: 'fermé : n’est plus publié. Ce qui a été créé ou modifié puis fermé est dit fermé à chaque fois',
    }),
    adresse: maybeText('D’une boîte qui est publiée ; null pour une boîte fermée, que seule son empreinte désigne'),
    champs: z.array(z.string()).meta({
      description:
        'D’un changement de nature modifié : les propriétés qui ont changé, par leurs noms dans l’API ; vide quand la boîte est à relire sans que cela soit connu',
    }),
    generation: text('Génération dont la publication a apporté le changement'),
    moment: text('Moment de cette publication, ou jour où le compte a expiré ; ISO 8601, en UTC'),
  },
  'Un changement de ce qui est publié. L’état actuel se lit par la clé ou par l’adresse.',
)

export const CHANGEMENTS = resource(
  'Changements',
  {
    limite: whole('Changements voulus au plus'),
    generation: text('Génération publiée'),
    inchange: z.boolean().meta({ description: 'true quand rien n’a changé depuis' }),
    reste: z.boolean().meta({
      description:
        'true quand d’autres changements peuvent suivre : demander la suite aussitôt, même si la page est vide',
    }),
    suite: text('À donner dans suite pour la page suivante, ou plus tard pour ce qui aura changé'),
    resultats: z.array(CHANGEMENT).meta({ description: 'Dans l’ordre des changements' }),
  },
  'Ce qui a changé, une page à la fois.',
)

export type Changement = Resource<typeof CHANGEMENT>
