/**
 * Columns of the known national layouts (src/feed/FORMATS.md §1) that the product does not load: labels of codes that it
 * has itself, and what no search or answer uses. Any other column that is not used is reported.
 */
const IDENTITY = ["Nom d'exercice", "Prénom d'exercice"]
const CATEGORY = ['Code catégorie professionnelle', 'Libellé catégorie professionnelle', 'Libellé type savoir-faire']

export const ACTIVITY_UNUSED: readonly string[] = [
  'Libellé civilité',
  'Libellé catégorie professionnelle',
  'Libellé type savoir-faire',
  'Libellé mode exercice',
  'Libellé Département (structure)',
  'Ancien identifiant de la structure',
]
export const SAVOIR_FAIRE_UNUSED: readonly string[] = [...IDENTITY, ...CATEGORY, 'Libellé profession']
export const DIPLOMA_UNUSED: readonly string[] = IDENTITY
export const MSSANTE_UNUSED: readonly string[] = ['Libellé de catégorie profession']
