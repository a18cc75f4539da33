/**
 * The one folding of names, used when a name is stored and when it is searched. Its version is stored with each
 * generation: a generation folded by another version is refused.
 */
export const FOLD_VERSION = 1

const LIGATURES: Readonly<Record<string, string>> = {
  Œ: 'OE',
  Æ: 'AE',
  ẞ: 'SS',
  Ø: 'O',
  Đ: 'D',
  Ł: 'L',
  Þ: 'TH',
}
const ASCII = /^[\x20-\x7e]*$/
const PLAIN = /^[A-Z0-9]*$/
const ONE_WORD = /^[A-Za-z0-9]*$/
const SEPARATORS = /[^\p{L}\p{N}]+/gu
// ST and STE open a compound name only when a word follows: "ST MARTIN" is SAINT-MARTIN, the name "STE" stays itself.
const SAINT = /(^|\s)(ST|STE|STS|STES)(?=\s\S)/g

/** First names, cities and structures come back all through a feed. */
const RECENT = 16_384
const LONGEST_KEPT = 40
const recent = new Map<string, string>()

/**
 * Folds a name: no accents, ligatures opened, upper case, SAINT for ST, and no separators at all, so that D'ALEMBERT,
 * DALEMBERT and "d alembert" are equal, as are NFC and NFD.
 * @param value any text, a whole name or the start of one
 * @returns letters and digits only; '' when nothing is left
 */
export function fold(value: string): string {
  if (PLAIN.test(value)) return value
  if (ONE_WORD.test(value)) return value.toUpperCase()
  let folded = recent.get(value)
  if (folded === undefined) {
    folded = foldWords(value).join('')
    if (value.length <= LONGEST_KEPT) {
      if (recent.size === RECENT) recent.clear()
      recent.set(value, folded)
    }
  }
  return folded
}

/**
 * The folded words of a name, for searches by any word of a compound name.
 * @returns the words in their order, SAINT written out; [] when nothing is left
 */
export function foldWords(value: string): string[] {
  const plain = ASCII.test(value) ? value : opened(value)
  const upper = plain.toUpperCase().replace(SEPARATORS, ' ').trim()
  if (upper === '') return []
  if (!upper.includes('ST')) return upper.split(' ')
  return upper.replace(SAINT, (_, before: string, st: string) => `${before}SAINT${st.slice(2)}`).split(' ')
}

/**
 * The letters and digits of a free text, folded character by character: unlike `fold` it leaves ST alone, so that a
 * part of a text is a part of its folded form.
 */
export function foldLetters(value: string): string {
  return PLAIN.test(value) ? value : opened(value).replace(SEPARATORS, '')
}

/** Free text as searches compare it: accents and case off, outer spaces too, inner runs of spaces one (RFC 4518 §2.6.1). */
export function foldText(value: string): string {
  const plain = /^[\x21-\x7e]*$/.test(value) ? value : value.normalize('NFKD').replace(/\p{M}+/gu, '')
  return plain.toLowerCase().trim().replace(/\s+/g, ' ')
}

/** Accents off, ligatures opened; the order matters: NFKD leaves Œ and Ø as they are. */
function opened(value: string): string {
  return value
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toUpperCase()
    .replace(/[ŒÆẞØĐŁÞ]/g, (letter) => LIGATURES[letter] ?? letter)
}

// CEDEX and what follows it is routing, not the name of the city ("PARIS CEDEX 13"); so is an arrondissement number.
const CEDEX = /\s+CEDEX(\s.*)?$/i

/** Folds a city: as a name, without CEDEX and what follows it. */
export function foldCity(value: string): string {
  return fold(value.replace(CEDEX, ''))
}
