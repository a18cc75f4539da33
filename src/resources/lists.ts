import { z } from 'zod'
import { BAL, FICHIERS, PROFESSIONNEL, STRUCTURE, STRUCTURE_PROPERTIES } from './person.js'
import { maybeText, type Resource, resource, text, whole } from './registry.js'

const SEARCHED = {
  total: whole('Nombre exact de résultats, jusqu’à 500'),
  limite: whole('Résultats demandés'),
  tronque: z.boolean().meta({ description: 'true quand il existe plus de résultats qu’il n’en est montré' }),
  generation: text('Génération qui a répondu'),
  motsSansResultat: z.array(z.string()).optional().meta({
    description:
      'Avec q : quand rien n’est trouvé, les mots qui ne trouvent rien même seuls ; vide quand chacun trouve, mais pas ensemble',
  }),
}

export const LISTE_PROFESSIONNELS = resource('ListeProfessionnels', {
  ...SEARCHED,
  resultats: z.array(PROFESSIONNEL),
})
export const LISTE_STRUCTURES = resource('ListeStructures', { ...SEARCHED, resultats: z.array(STRUCTURE) })
export const LISTE_BALS = resource('ListeBals', { ...SEARCHED, resultats: z.array(BAL) })

const REPONSE_DE_LOT = resource('ReponseDeLot', {
  identifiant: text('Tel qu’il a été demandé'),
  etat: z.enum(['trouvé', 'inconnu', 'malformé']),
  regle: maybeText('Ce qui était attendu d’un identifiant malformé'),
  professionnel: PROFESSIONNEL.nullable(),
})

export const LOT = resource(
  'Lot',
  {
    demandes: whole(),
    trouves: whole(),
    generation: text('Génération qui a répondu'),
    fichiers: FICHIERS,
    resultats: z.array(REPONSE_DE_LOT).meta({ description: 'Un pour chaque identifiant, dans l’ordre demandé' }),
  },
  'Des professionnels par leurs identifiants.',
)

const PERSONNEL = resource('Personnel', {
  total: whole('Nombre exact de professionnels, jusqu’à 500'),
  decalage: whole('Professionnels passés'),
  limite: whole('Professionnels demandés'),
  tronque: z.boolean().meta({ description: 'true quand il en existe d’autres après ceux qui sont montrés' }),
  resultats: z.array(PROFESSIONNEL),
})

export const STRUCTURE_DETAILLEE = resource(
  'StructureDetaillee',
  {
    ...STRUCTURE_PROPERTIES,
    generation: text('Génération qui a répondu'),
    bals: z.array(BAL).meta({ description: 'Boîtes organisationnelles et applicatives de la structure, 500 au plus' }),
    professionnels: PERSONNEL,
  },
  'Une structure, ses boîtes aux lettres et ceux qui y exercent.',
)

export type ReponseDeLot = Resource<typeof REPONSE_DE_LOT>

export const NOMENCLATURES = resource('Nomenclatures', {
  resultats: z.array(z.string()).meta({ description: 'Noms des tables' }),
})

const CODE_DE_TABLE = resource('CodeDeTable', {
  code: text(),
  libelle: maybeText('null quand ni la nomenclature ni les fichiers n’en donnent'),
  type: z.string().nullable().optional().meta({ description: 'D’un savoir-faire : son type (TRE_R04)' }),
  region: z.string().nullable().optional().meta({ description: 'D’un département' }),
  horsNomenclature: z.boolean().optional().meta({
    description: 'Présent et true quand les fichiers chargés contiennent ce code et que la nomenclature ne l’a pas',
  }),
})

export const NOMENCLATURE = resource('Nomenclature', {
  table: text(),
  resultats: z.array(CODE_DE_TABLE),
})

export type StructureDetaillee = Resource<typeof STRUCTURE_DETAILLEE>
