import { cleaned } from './characters.js'
import { unmangled } from './mojibake.js'
import { EMPTY, type Reading, repaired, unreadable } from './reading.js'
import { spreadsheetError } from './spreadsheet.js'

/** No text is read further: cells are cut before (records/line-cells.ts), what is searched is shorter still. */
const LONGEST_TEXT = 2000
const SOMETHING = /[\p{L}\p{N}]/u

/** The name of a person, a structure or a city: one line, that has a letter or a digit. */
export function readName(written: string | null): Reading<string> {
  const read = readLine(written)
  if (read.value === null || SOMETHING.test(read.value)) return read
  return unreadable('ni lettre ni chiffre')
}

/** A text of one line: line breaks become spaces. */
export function readLine(written: string | null): Reading<string> {
  return readContent(written, 'line')
}

/** A free text, whose line breaks stay. */
export function readText(written: string | null): Reading<string> {
  return readContent(written, 'text')
}

function readContent(written: string | null, content: 'line' | 'text'): Reading<string> {
  if (written === null || written === '') return EMPTY
  if (written.length > LONGEST_TEXT) {
    const cut = readContent(written.slice(0, LONGEST_TEXT).toWellFormed(), content)
    return repaired(cut.value, cut.repaired, `texte coupé à ${LONGEST_TEXT} caractères`)
  }
  // Before spaces are made plain: a no-break space may be half of a letter encoded twice.
  const once = unmangled(written)
  const { text, repaired: cleaning } = cleaned(once, content)
  const mangled = once === written ? null : 'texte encodé deux fois en UTF-8, rétabli'
  if (text === '') return repaired<string>(null, cleaning)
  const error = spreadsheetError(text)
  if (error !== null) return repaired<string>(null, `${error} : la cellule est lue comme vide`)
  const formula = /^=\s?"([^"]{0,1000})"$/.exec(text)
  if (formula !== null) return repaired(formula[1]!.trim() || null, mangled, cleaning, 'formule ="…" ôtée')
  return repaired(text, mangled, cleaning)
}
