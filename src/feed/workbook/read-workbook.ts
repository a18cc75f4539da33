import type { FeedFile, FeedHandlers } from '../contract.js'
import { takeControls } from '../controls.js'
import type { CsvCounts } from '../csv.js'
import { headerOf, withoutPhantoms } from '../header.js'
import { RowsOut } from '../rows-out.js'
import { readFormats } from './number-formats.js'
import { partRefused } from './part-refused.js'
import { partsOf, type Sheet } from './parts.js'
import { readSharedStrings } from './shared-strings.js'
import { type CellTables, type SheetRow, SheetRows } from './sheet-rows.js'
import { parsePart } from './xml-events.js'

const MOST_SHEET_BYTES = 1024 * 1024 * 1024
/** Sheets that are looked at for the header. */
const MOST_TRIED = 20

/**
 * Reads a regional deposit that is an XLSX: the first sheet whose first row the consumer takes for a header, else the
 * first that is not blank. Its rows come out as those of a CSV, with their numbers in the sheet.
 * @throws AnnuaireError ALIMENTATION_REFUSEE saying which part, or sheet and cell
 */
export async function readWorkbook(file: FeedFile, handlers: FeedHandlers): Promise<CsvCounts> {
  const { sheets, sharedStrings, styles, from1904 } = await partsOf(file)
  const tables = {
    strings: await readSharedStrings(file, sharedStrings),
    formats: await readFormats(file, styles),
    from1904,
  }
  const sheet = await chosenSheet(file, sheets, tables, handlers)
  const out = new RowsOut(handlers)
  const rows = new SheetRows(file, sheet.name, tables)
  let width = -1
  await parsePart(file, sheet.part, MOST_SHEET_BYTES, rows, async (bytes) => {
    handlers.progress?.(Math.floor((file.bytes * bytes) / Math.max(1, sheet.bytes)))
    for (const { line, cells } of rows.take()) {
      if (width < 0) {
        const names = handlers.namesOf?.(cells) ?? null
        const header =
          names === null ? headerOf(cells, '') : { columns: names, separator: '', trailingSeparator: false }
        width = header.columns.length
        handlers.header(header)
        if (names === null) continue
      }
      const kept = [...withoutPhantoms(cells, width)]
      takeControls(kept, line, (fault) => handlers.fault?.(fault))
      const wait = out.push({ line, cells: kept })
      if (wait !== undefined) await wait
    }
  })
  await out.flush()
  return { lines: out.count, quotes: 0, continuations: 0 }
}

async function chosenSheet(
  file: FeedFile,
  sheets: readonly Sheet[],
  tables: CellTables,
  handlers: FeedHandlers,
): Promise<Sheet> {
  let first: Sheet | null = null
  for (const sheet of sheets.slice(0, MOST_TRIED)) {
    const row = await firstRow(file, sheet, tables)
    if (row === null) continue
    if (handlers.isHeader === undefined || handlers.isHeader(row.cells) || handlers.namesOf?.(row.cells)) return sheet
    first ??= sheet
  }
  if (first !== null) return first
  throw partRefused(file, 'classeur', 'toutes ses feuilles sont vides', 'une ligne d’en-tête et des lignes de données')
}

/** Ends the reading of a sheet whose first row is known. */
class Enough extends Error {}

async function firstRow(file: FeedFile, sheet: Sheet, tables: CellTables): Promise<SheetRow | null> {
  const rows = new SheetRows(file, sheet.name, tables)
  let first: SheetRow | null = null
  try {
    await parsePart(file, sheet.part, MOST_SHEET_BYTES, rows, () => {
      first ??= rows.take()[0] ?? null
      if (first !== null) throw new Enough()
    })
  } catch (error) {
    if (!(error instanceof Enough)) throw error
  }
  return first
}
