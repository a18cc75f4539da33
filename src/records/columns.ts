import { AnnuaireError } from '../errors.js'
import { foldWords } from '../text/fold.js'

/** Columns of one kind of file: property → names that the header may use; optional ones may be absent. */
export type ColumnSpec = Readonly<Record<string, { readonly names: readonly string[]; readonly optional?: boolean }>>

/** Position of each column of the spec in this file; -1 for an optional one that it lacks. */
export type ColumnMap<S extends ColumnSpec> = { readonly [K in keyof S]: number }

/** Header names are compared without accents, case, kind of apostrophe or spacing (formats.md §1.5, defect 10). */
function canonical(name: string): string {
  return foldWords(name).join(' ')
}

/**
 * Finds the columns by name, whatever their order.
 * @throws AnnuaireError ALIMENTATION_REFUSEE naming every missing column and the columns found that no one expects
 */
export function resolveColumns<S extends ColumnSpec>(spec: S, header: readonly string[], file: string): ColumnMap<S> {
  const found = new Map<string, number>()
  header.forEach((name, index) => {
    const key = canonical(name)
    if (!found.has(key)) found.set(key, index)
  })
  const entries = Object.entries(spec).map(([property, column]) => {
    const name = column.names.find((candidate) => found.has(canonical(candidate)))
    return { property, column, index: name === undefined ? -1 : found.get(canonical(name))! }
  })
  const missing = entries.filter(({ column, index }) => index === -1 && column.optional !== true)
  if (missing.length > 0) {
    const used = new Set(entries.map(({ index }) => index))
    const unknown = header.filter((name, index) => !used.has(index) && name.trim() !== '')
    const wanted = missing.map(({ column }) => `« ${column.names[0]} »`).join(', ')
    throw new AnnuaireError(
      'ALIMENTATION_REFUSEE',
      `${file}, ligne 1 : colonne${missing.length > 1 ? 's' : ''} attendue${missing.length > 1 ? 's' : ''} et absente${missing.length > 1 ? 's' : ''} : ${wanted}. ` +
        (unknown.length > 0
          ? `Colonnes trouvées et non reconnues : ${unknown
              .slice(0, 10)
              .map((name) => `« ${name.slice(0, 60)} »`)
              .join(', ')}.`
          : 'Aucune colonne non reconnue dans le fichier.'),
      missing.map(({ column }) => ({ parametre: column.names[0]!, regle: 'colonne attendue' })),
    )
  }
  return Object.fromEntries(entries.map(({ property, index }) => [property, index])) as ColumnMap<S>
}
