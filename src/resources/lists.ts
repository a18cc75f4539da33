import { z } from 'zod'
import { BAL, PROFESSIONNEL } from './person.js'
import { maybeText, resource, text, whole } from './registry.js'

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
export const LISTE_BALS = resource('ListeBals', { ...SEARCHED, resultats: z.array(BAL) })

export const NOMENCLATURES = resource('Nomenclatures', {
  resultats: z.array(z.string()).meta({ description: 'Noms des tables' }),
})

export const CODE_DE_TABLE = resource('CodeDeTable', {
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
