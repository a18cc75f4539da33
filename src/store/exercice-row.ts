import type { Activite } from '../resources/person.js'
import { jsonRemembered } from '../text/json.js'
import type { Labels } from './labels.js'

/** What an activity says besides its structure. */
export type Exercice = Omit<Activite, 'structure'>

export const EXERCICE_COLUMNS =
  'profession, categorie, mode_exercice, secteur, section_pharmacien, role, genre, autorite'

/** @param cells the columns of EXERCICE_COLUMNS */
export function toExercice(cells: readonly (string | null)[], labels: Labels): Exercice {
  const [profession, categorie, mode, secteur, section, role, genre, autorite] = cells
  const { code, libelle } = labels.known('profession', profession ?? '')
  return {
    profession: jsonRemembered({ code, libelle, categorie: labels.code('categorie', categorie!) }),
    modeExercice: labels.code('mode-exercice', mode!),
    secteur: labels.code('secteur', secteur!),
    sectionPharmacien: labels.code('section-pharmacien', section!),
    role: labels.code('role', role!),
    genre: labels.code('genre-activite', genre!),
    autorite: autorite!,
  }
}
