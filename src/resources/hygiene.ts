import { z } from 'zod'
import { maybeText, type Resource, resource, text, whole } from './registry.js'

/** What a task of hygiene is about, the most pressing first. */
export const TASK_KINDS = [
  'plusieurs adresses',
  'doublon',
  'orpheline',
  'dormante',
  'bientôt dormante',
  'expire bientôt',
  'fermée',
] as const
export type TaskKind = (typeof TASK_KINDS)[number]

const NATURE = z.enum(TASK_KINDS)

const TACHE = resource(
  'TacheHygiene',
  {
    nature: NATURE,
    adresse: maybeText('Boîte aux lettres ; null pour une boîte fermée que plus aucune ligne ne déclare'),
    empreinte: maybeText('D’une boîte fermée : son empreinte dans le journal des changements'),
    type: maybeText('Type de boîte aux lettres'),
    titulaire: maybeText('Nom et prénom, ou service'),
    identifiant: maybeText('RPPS ou ADELI du titulaire'),
    etablissement: maybeText('FINESS de la ligne, à défaut son SIRET'),
    garder: maybeText('La boîte à garder, quand il y en a plusieurs'),
    motif: text('Pourquoi'),
    action: text('Que faire'),
    date: maybeText('AAAA-MM-JJ : dernière connexion, péremption ou fermeture'),
    ligne: whole('Ligne du fichier de la source').nullable(),
  },
  'Une chose à faire pour que l’annuaire reste propre.',
)

const PAR_NATURE = resource('TachesParNature', { nature: NATURE, nombre: whole() })

export const HYGIENE = resource(
  'Hygiene',
  {
    source: text(),
    generation: text('Génération publiée'),
    comptes: whole('Comptes déclarés par la source, tous regardés'),
    parNature: z.array(PAR_NATURE).meta({ description: 'Combien de chaque nature, avec le filtre demandé' }),
    total: whole('Choses à faire, avec le filtre demandé'),
    tronque: z
      .boolean()
      .meta({ description: 'true quand il y en a plus de 100 000 : les autres ne sont pas comptées' }),
    nature: NATURE.optional().meta({ description: 'La nature demandée' }),
    etablissement: z.string().optional().meta({ description: 'L’établissement demandé' }),
    decalage: whole('Choses à faire passées'),
    limite: whole('Choses à faire demandées'),
    resultats: z.array(TACHE),
  },
  'Ce qu’une source a à nettoyer : adresses multiples, boîtes dormantes, orphelines, en double, fermées ou qui vont l’être.',
)

export type Tache = Resource<typeof TACHE>
export type Hygiene = Resource<typeof HYGIENE>
