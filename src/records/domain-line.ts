import type { Row } from '../feed/row.js'
import { ageInDays } from '../text/days.js'
import { instantOf } from '../text/instant.js'
import { type Reading, readLine, readText } from '../values/index.js'
import { unreadable } from '../values/reading.js'
import { type ColumnMap, type ColumnSpec, resolveColumns } from './columns.js'
import type { ReadingContext } from './context.js'
import { LineCells } from './line-cells.js'
import type { LineReader } from './line-reader.js'

const COLUMNS = {
  nom: { names: ['Nom'] },
  description: { names: ['Description'] },
  certificat: { names: ['DNCertificatOperateur'] },
  support: { names: ['SupportContact'] },
  misAJour: { names: ['DateMAJ'] },
} as const satisfies ColumnSpec

/** Domains may have letters beyond ASCII (src/feed/FORMATS.md §6). */
const DOMAIN = /^(?=.{4,253}$)[\p{L}\p{N}_-]{1,63}(?:\.[\p{L}\p{N}_-]{1,63}){1,10}$/u
/** Days by which a list may be older than the extractions that it is to judge. */
const OLD_DAYS = 30

/** The white list: one row is one domain of one operator's certificate. */
export class DomainLineReader implements LineReader {
  readonly #at: ColumnMap<typeof COLUMNS>
  readonly #context: ReadingContext
  readonly #cells: LineCells

  constructor(
    header: readonly string[],
    file: { readonly name: string; readonly date: string },
    context: ReadingContext,
  ) {
    this.#at = resolveColumns(COLUMNS, header, file.name, { context })
    this.#context = context
    this.#cells = new LineCells(header, context)
    const { nom } = this.#at
    context.lines = context.lines.with({ own: [nom], addresses: [nom], domain: { column: nom, byDefault: '' } })
    const days = daysTooOld(file.date, context.extractionDate)
    if (days === null) return
    const detail = `${days} jours avant les extractions de cet import`
    context.remark('LISTE_BLANCHE_ANCIENNE', { line: 1, cells: [] }, null, file.date.slice(0, 10), detail)
  }

  read(row: Row): boolean {
    const cells = this.#cells
    const at = this.#at
    if (!cells.take(row)) return false
    const name = cells.attempt(at.nom, readDomain)
    if (name.value === null) {
      return this.#context.refuse('DOMAINE_MALFORME', row, 'Nom', cells.written(at.nom), name.fault)
    }
    const certificat = cells.text(at.certificat, readLine)
    this.#context.addDomain([
      name.value,
      cells.text(at.description, readText),
      operatorIn(certificat ?? ''),
      certificat,
      cells.text(at.support, readLine),
      cells.text(at.misAJour, readLine),
    ])
    return true
  }
}

function readDomain(written: string | null): Reading<string> {
  const read = readLine((written ?? '').slice(0, 1000))
  if (read.value === null) return unreadable('aucun nom de domaine')
  return DOMAIN.test(read.value) ? read : unreadable('ce n’est pas un nom de domaine')
}

/**
 * Days by which a list is too old beside the extractions of its import, or beside today when there are none.
 * @returns null when it is not
 */
export function daysTooOld(date: string, extractions: string | null): number | null {
  const now = extractions === null ? Date.now() : instantOf(extractions)
  const days = ageInDays(date, now)
  return days > OLD_DAYS ? days : null
}

/** The organisation of a certificate's name (RFC 4514), else its common name, else ''. */
function operatorIn(name: string): string {
  const parts = name.slice(0, 1000).match(/(?:\\.|"[^"]*"|[^,\\"])+/g) ?? []
  for (const type of ['O', 'CN']) {
    const found = parts.map((part) => part.trim()).find((part) => part.toUpperCase().startsWith(`${type}=`))
    const value =
      found
        ?.slice(type.length + 1)
        .trim()
        .replace(/^"(.*)"$/, '$1')
        .replace(/\\(.)/g, '$1') ?? ''
    if (value !== '') return value
  }
  return ''
}
