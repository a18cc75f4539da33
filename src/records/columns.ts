import { AnnuaireError } from '../errors.js'
import { otherEncoding } from '../feed/encoding-guess.js'
import type { ReadingContext } from './context.js'
import { canonical, nearness } from './near-names.js'

/** Columns of one kind of file: property → names that the header may use; optional ones may be absent. */
export type ColumnSpec = Readonly<Record<string, Column>>

interface Column {
  readonly names: readonly string[]
  readonly optional?: boolean
  /** It says what may not be published: two columns that may mean it refuse the file. */
  readonly restricts?: boolean
}

/** Position of each column of the spec in this file; -1 for an optional one that it lacks. */
export type ColumnMap<S extends ColumnSpec> = { readonly [K in keyof S]: number }

export interface HeaderOptions {
  /** Where columns that nobody uses are reported; null when another call does. */
  readonly context: ReadingContext | null
  /** Names that the known layouts have and that the product leaves out on purpose. */
  readonly silent?: readonly string[]
  /** Whether names that are nearly those of the spec are taken for them: the people of a region write their own. */
  readonly near?: boolean
}

const HEADER_ROW = { line: 1, cells: [] }

/**
 * Finds the columns by name, whatever their order. Names are compared without accents, case, kind of apostrophe or
 * spacing (src/feed/FORMATS.md §1.6, defect 10). Columns read under a near name and columns that nobody uses are reported.
 * @throws AnnuaireError ALIMENTATION_REFUSEE naming every missing column and, when the first line is a header at all, the
 * columns found that no one expects; or when two columns compete for one that restricts publication
 */
export function resolveColumns<S extends ColumnSpec>(
  spec: S,
  header: readonly string[],
  file: string,
  options: HeaderOptions = { context: null },
): ColumnMap<S> {
  const found = header.map(canonical)
  const at = new Map<string, number>()
  for (const [property, { names }] of Object.entries(spec)) {
    const name = names.map(canonical).find((candidate) => found.includes(candidate))
    at.set(property, name === undefined ? -1 : found.indexOf(name))
  }
  checkEncoding(spec, header, [...at.values()].filter((index) => index !== -1).length, file)
  const unused = () => {
    const used = new Set(at.values())
    return header.map((_, index) => index).filter((index) => !used.has(index) && found[index] !== '')
  }
  const nearly =
    options.near === true ? nearColumns(spec, header, found, at, unused(), file) : new Map<string, number>()
  for (const [property, index] of nearly) at.set(property, index)
  checkNoneMissing(spec, header, at, unused(), file)
  if (options.context !== null)
    reportColumns(spec, header, found, nearly, unused(), options.context, options.silent ?? [])
  return Object.fromEntries(at) as ColumnMap<S>
}

/** A file whose names make more sense in an encoding of before Unicode must not be read as Windows-1252. */
function checkEncoding(spec: ColumnSpec, header: readonly string[], known: number, file: string): void {
  const encoding = otherEncoding(header, (names) => {
    const read = new Set(names.map(canonical))
    const columns = Object.values(spec).filter((column) => column.names.some((name) => read.has(canonical(name))))
    return columns.length > known
  })
  if (encoding === null) return
  throw new AnnuaireError(
    'ALIMENTATION_REFUSEE',
    `${file}, ligne 1 : l’encodage du fichier est ${encoding} : enregistrez-le en UTF-8 ou en Windows-1252.`,
  )
}

/** The properties without a column of their name that exactly one near name stands for. */
function nearColumns(
  spec: ColumnSpec,
  header: readonly string[],
  found: readonly string[],
  at: ReadonlyMap<string, number>,
  unused: readonly number[],
  file: string,
): Map<string, number> {
  const claims = new Map<string, number[]>()
  for (const index of unused) {
    const meant = propertiesNear(spec, header[index]!, found[index]!)
    for (const property of meant) {
      // A name near two columns says neither, save that both may restrict.
      if (meant.length === 1) claims.set(property, [...(claims.get(property) ?? []), index])
    }
  }
  const nearly = new Map<string, number>()
  for (const [property, indexes] of claims) {
    const own = at.get(property)!
    const rivals = own === -1 ? indexes : [own, ...indexes]
    if (rivals.length === 1) nearly.set(property, rivals[0]!)
    else if (spec[property]!.restricts === true) {
      const names = rivals.map((index) => `« ${shown(header[index]!)} »`).join(' et ')
      throw new AnnuaireError(
        'ALIMENTATION_REFUSEE',
        `${file}, ligne 1 : les colonnes ${names} se disputent « ${spec[property]!.names[0]} », qui restreint la publication : gardez-en une seule.`,
      )
    }
  }
  return nearly
}

/** The properties that a name may mean; those that it surely means, when there are any. */
function propertiesNear(spec: ColumnSpec, name: string, folded: string): string[] {
  const near = Object.entries(spec).map(([property, { names, optional }]) => {
    const degrees = names.map((known) =>
      canonical(known) === folded ? 'same' : nearness(name, known, optional === true),
    )
    return { property, degree: degrees.includes('same') ? 'same' : degrees.includes('near') ? 'near' : null }
  })
  const sure = near.filter(({ degree }) => degree === 'same')
  return (sure.length > 0 ? sure : near.filter(({ degree }) => degree === 'near')).map(({ property }) => property)
}

function checkNoneMissing(
  spec: ColumnSpec,
  header: readonly string[],
  at: ReadonlyMap<string, number>,
  unused: readonly number[],
  file: string,
): void {
  const missing = Object.entries(spec).filter(
    ([property, { optional }]) => at.get(property) === -1 && optional !== true,
  )
  if (missing.length === 0) return
  const wanted = missing.map(([, { names }]) => `« ${names[0]} »`).join(', ')
  const s = missing.length > 1 ? 's' : ''
  const details = missing.map(([, { names }]) => ({ parametre: names[0]!, regle: 'colonne attendue' }))
  throw new AnnuaireError(
    'ALIMENTATION_REFUSEE',
    `${file}, ligne 1 : colonne${s} attendue${s} et absente${s} : ${wanted}. ${whyMissing(header, at, unused)}`,
    details,
  )
}

/** A file whose first line is no header must not have that line quoted: it may be somebody's. */
function whyMissing(header: readonly string[], at: ReadonlyMap<string, number>, unused: readonly number[]): string {
  if ([...at.values()].every((index) => index === -1) || header.some(looksLikeData)) {
    return 'Aucune colonne reconnue : la première ligne du fichier doit être celle des noms de colonnes.'
  }
  if (unused.length === 0) return 'Aucune colonne non reconnue dans le fichier.'
  const names = unused.slice(0, 10).map((index) => `« ${shown(header[index]!)} »`)
  return `Colonnes trouvées et non reconnues : ${names.join(', ')}.`
}

function reportColumns(
  spec: ColumnSpec,
  header: readonly string[],
  found: readonly string[],
  nearly: ReadonlyMap<string, number>,
  unused: readonly number[],
  context: ReadingContext,
  silent: readonly string[],
): void {
  for (const [property, index] of nearly) {
    context.remark(
      'COLONNE_RECONNUE',
      HEADER_ROW,
      shown(header[index]!),
      null,
      `lue comme « ${spec[property]!.names[0]} »`,
    )
  }
  const known = new Set(silent.map(canonical))
  for (const index of unused) {
    if (known.has(found[index]!)) continue
    const near = propertiesNear(spec, header[index]!, found[index]!).map(
      (property) => `« ${spec[property]!.names[0]} »`,
    )
    const hint = near.length === 0 ? null : `nom proche de ${near.join(' et de ')}`
    context.remark('COLONNE_INUTILISEE', HEADER_ROW, shown(header[index]!), null, hint)
  }
}

/** A name as messages show it; what looks like somebody's data is not shown. */
function shown(name: string): string {
  return looksLikeData(name) ? 'nom masqué' : name.slice(0, 60)
}

function looksLikeData(name: string): boolean {
  return name.includes('@') || /\d[\d .-]{3,20}\d/.test(name.slice(0, 200))
}
