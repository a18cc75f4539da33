import { posix } from 'node:path'
import type { FeedFile } from '../contract.js'
import { openArchive } from '../zip.js'
import { partRefused } from './part-refused.js'
import { parsePart } from './xml-events.js'

/** Of the parts that only say where the others are. */
const INDEX_BYTES = 4 * 1024 * 1024
const MOST_SHEETS = 1000

export interface Sheet {
  readonly name: string
  readonly part: string
  /** Uncompressed. */
  readonly bytes: number
}

/** What lies where in a workbook. */
export interface Workbook {
  /** Those that are not hidden, in the order of the tabs. */
  readonly sheets: readonly Sheet[]
  readonly sharedStrings: string | null
  readonly styles: string | null
  /** Days are counted from 1904, as the first Excel of the Macintosh did. */
  readonly from1904: boolean
}

/**
 * Finds the parts of a workbook by their relations (ECMA-376 part 2 §9), as no name of a part is promised.
 * @throws AnnuaireError ALIMENTATION_REFUSEE when it is no XLSX
 */
export async function partsOf(file: FeedFile): Promise<Workbook> {
  const { zip, entries } = await openArchive(file.location.path)
  zip.close()
  const sizes = new Map(entries.map((entry) => [entry.fileName, entry.uncompressedSize]))
  refuseOthers(file, sizes)
  const root = await relationsOf(file, '', sizes)
  const main = [...root.values()].find(({ type }) => type.endsWith('/officeDocument'))?.target
  if (main === undefined || !sizes.has(main)) throw partRefused(file, 'archive', 'ce n’est pas un classeur XLSX')
  const relations = await relationsOf(file, main, sizes)
  const ofType = (type: string) => {
    const found = [...relations.values()].find((one) => one.type.endsWith(`/${type}`))?.target
    return found !== undefined && sizes.has(found) ? found : null
  }
  const sheets: Sheet[] = []
  let from1904 = false
  let count = 0
  await parsePart(file, main, INDEX_BYTES, {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes['date1904'] ?? '')
      if (name !== 'sheet') return
      if (++count > MOST_SHEETS) throw partRefused(file, main, `plus de ${MOST_SHEETS} feuilles`)
      const id = Object.entries(attributes).find(([key]) => /(?:^|:)id$/.test(key))?.[1] ?? ''
      const relation = relations.get(id)
      const part = relation?.type.endsWith('/worksheet') ? relation.target : undefined
      const bytes = part === undefined ? undefined : sizes.get(part)
      if (part === undefined || bytes === undefined || (attributes['state'] ?? 'visible') !== 'visible') return
      sheets.push({ name: attributes['name'] ?? '', part, bytes })
    },
  })
  if (sheets.length === 0) throw partRefused(file, main, 'aucune feuille visible ne s’y trouve')
  return { sheets, sharedStrings: ofType('sharedStrings'), styles: ofType('styles'), from1904 }
}

/** Says what a zip is that is no XLSX, where it can be seen. */
function refuseOthers(file: FeedFile, sizes: ReadonlyMap<string, number>): void {
  const found = sizes.has('mimetype')
    ? 'c’est un classeur ODS'
    : [...sizes.keys()].some((name) => name.endsWith('.iwa'))
      ? 'c’est un classeur Numbers'
      : sizes.has('xl/workbook.bin')
        ? 'c’est un classeur XLSB'
        : sizes.has('[Content_Types].xml')
          ? null
          : 'c’est une archive zip, et non un classeur'
  if (found !== null) throw partRefused(file, 'archive', found)
}

interface Relation {
  readonly type: string
  readonly target: string
}

/** Relations of a part, by their identifiers; '' for the package itself. */
async function relationsOf(
  file: FeedFile,
  part: string,
  sizes: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, Relation>> {
  const folder = posix.dirname(`/${part}`)
  const path = posix.join(folder, '_rels', `${posix.basename(part)}.rels`).slice(1)
  const relations = new Map<string, Relation>()
  if (!sizes.has(path)) return relations
  await parsePart(file, path, INDEX_BYTES, {
    open(name, { Id, Type, Target, TargetMode }) {
      if (name !== 'Relationship' || Id === undefined || Target === undefined || TargetMode === 'External') return
      relations.set(Id, { type: Type ?? '', target: posix.resolve(folder, Target).slice(1) })
    },
  })
  return relations
}
