/** Characters that the reader of a file does not see, or takes for a space. Each test here is one pass over the text. */

// Format characters (zero width, bidi, soft hyphen, BOM), controls but for spaces, and letters that are drawn as nothing.
const INVISIBLE =
  /\u034f|[\p{Cf}\u115f\u1160\u3164\uffa0]|[\u17b4\u17b5]|[\u180b-\u180f]|[\ufe00-\ufe0f]|(?![\s\u0085])\p{Cc}/gu
const WIDE_SPACE = /[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000]/g
// Each kind of apostrophe, accents that stand alone for one included, and of hyphen: what clients compare again has one form.
const APOSTROPHE = /[\u0060\u00b4\u02b9\u02bb-\u02bd\u02c8\u02ca\u02cb\u2018\u2019\u201b\u2032\u2035\ua78c\uff07]/g
const HYPHEN = /[\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]/g
const LINE_BREAK = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g

/** What a cell holds: a code or number (every repair is reported), a line of text, or a text that may have several lines. */
export type Content = 'code' | 'line' | 'text'

export interface Cleaned {
  readonly text: string
  /** What was taken out or replaced, in French; null when it was outer spaces at most. */
  readonly repaired: string | null
}

/**
 * Takes out what cannot be seen, makes every kind of space a plain one, and trims. Texts have one form (RFC 5198): composed
 * letters, plain apostrophes and hyphens, one space between words.
 */
export function cleaned(written: string, content: Content): Cleaned {
  if (isPlainAscii(written) && (content === 'code' || !ODD_ASCII.test(written)))
    return { text: written, repaired: null }
  const phrases: string[] = []
  let text = written
  const hidden = text.match(INVISIBLE)
  if (hidden !== null) {
    text = text.replace(INVISIBLE, '')
    const names = [...new Set(hidden)].slice(0, 5).map(codePoint).join(', ')
    phrases.push(hidden.length === 1 ? `caractère invisible ôté (${names})` : `caractères invisibles ôtés (${names})`)
  }
  const spaced = text.replace(WIDE_SPACE, ' ').trim()
  // In a text a no-break space is typography.
  if (content === 'code' && spaced !== text.trim()) phrases.push('espaces spéciales remplacées')
  text = spaced
  const broken = text.replace(LINE_BREAK, content === 'text' ? '\n' : ' ')
  if (content !== 'text' && broken !== text) phrases.push('retour à la ligne remplacé par une espace')
  return {
    text: content === 'code' ? broken : published(broken),
    repaired: phrases.length === 0 ? null : phrases.join(' ; '),
  }
}

/** What of plain ASCII is not in the form of published texts. */
const ODD_ASCII = /`| {2}/

function published(text: string): string {
  return text.normalize('NFC').replace(APOSTROPHE, "'").replace(HYPHEN, '-').replace(/ {2,}/g, ' ')
}

/** A character by its code point, for messages: U+200B. */
export function codePoint(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
}

/** Plain ASCII without outer spaces: nothing of it can be invisible. */
function isPlainAscii(text: string): boolean {
  const { length } = text
  if (length === 0) return true
  if (text.charCodeAt(0) === 32 || text.charCodeAt(length - 1) === 32) return false
  for (let at = 0; at < length; at++) {
    const unit = text.charCodeAt(at)
    if (unit < 32 || unit > 126) return false
  }
  return true
}

// What a normaliser of texts might change: anything beyond ASCII and accented letters, a space at the edge of a cell, and
// what spreadsheets begin a cell with. Cells may be joined by « | ».
const DOUBTFUL = /[^ -_a-~\u00c0-\u00ff]| {2}|(?:^|\|)[ #=]| (?:\||$)/

/** Whether one text, or many joined by « | », is surely as its normaliser would leave it. */
export function isCleanText(text: string): boolean {
  return !DOUBTFUL.test(text)
}
