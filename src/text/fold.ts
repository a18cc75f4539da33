import { recalled } from './recalled.js'

/**
 * The one folding of names, used when a name is stored and when it is searched. Its version is stored with each
 * generation: a generation folded by another version is refused.
 */
export const FOLD_VERSION = 2

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
/** Longer texts are folded as far as that: no cell that is kept is as long (records/cell-limits.ts). */
export const LONGEST_FOLDED = 2000

/**
 * Folds a name: no accents, ligatures opened, upper case, SAINT for ST, and no separators at all, so that D'ALEMBERT,
 * DALEMBERT and "d alembert" are equal, as are NFC and NFD.
 * @param value any text, a whole name or the start of one
 * @returns letters and digits only; '' when nothing is left
 */
export function fold(value: string): string {
  if (value.length > LONGEST_FOLDED) return fold(value.slice(0, LONGEST_FOLDED))
  if (PLAIN.test(value)) return withSaint(value, false)
  if (ONE_WORD.test(value)) return withSaint(value.toUpperCase(), false)
  return foldedWords(value)
}

const foldedWords = recalled((value) => foldWords(value).join(''))

/**
 * The folded words of a name, for searches by any word of a compound name.
 * @returns the words in their order, SAINT written out; [] when nothing is left
 */
export function foldWords(value: string): string[] {
  return saints(plainWords(value))
}

/** The words in capitals without accents, ST as it is written. */
export function plainWords(value: string): string[] {
  if (value.length > LONGEST_FOLDED) return plainWords(value.slice(0, LONGEST_FOLDED))
  const plain = ASCII.test(value) ? value : opened(value)
  const upper = plain.toUpperCase().replace(SEPARATORS, ' ').trim()
  return upper === '' ? [] : upper.split(' ')
}

/** Such words with SAINT written out. */
export function saints(words: string[]): string[] {
  for (let at = 0; at < words.length; at++) words[at] = withSaint(words[at]!, at + 1 < words.length)
  return words
}

/**
 * ST and STE open a compound name when a word follows: "ST MARTIN" is SAINT-MARTIN, the name "STE" stays itself. Written
 * together they are known by a consonant, which no other word has there: STMARTIN, but neither STEPHAN nor STRAUSS.
 * What else was written together is found by `foldings`.
 */
function withSaint(word: string, hasNext: boolean): string {
  if (word.charCodeAt(0) !== 83 || word.charCodeAt(1) !== 84) return word
  const abbreviated = hasNext && (word === 'ST' || word === 'STE' || word === 'STS' || word === 'STES')
  return abbreviated || (word.length > 2 && AFTER_SAINT.has(word[2]!) && word !== 'STS')
    ? `SAINT${word.slice(2)}`
    : word
}

const AFTER_SAINT: ReadonlySet<string> = new Set('BCDFGJKLMNPQSTVXZ')
/** STs of a searched text that are looked at: none of three is a name. */
const MOST_SAINTS = 2

/**
 * The folded forms that stored names may have of what somebody searches: while one types "MARIE ST" or without a space
 * (STETIENNE), only what follows could say whether ST is SAINT, so both are looked for.
 * @param folded made by `fold` or `foldCity`
 * @returns the form itself first
 */
export function foldings(folded: string): readonly string[] {
  if (!folded.includes('ST')) return [folded]
  let forms = [folded]
  let shift = 0
  for (
    let at = folded.indexOf('ST'), count = 0;
    at !== -1 && count < MOST_SAINTS;
    at = folded.indexOf('ST', at + 2), count++
  ) {
    // Later places first move in the forms where an earlier ST was written out: those are counted from the end.
    shift = folded.length - at
    forms = forms.flatMap((form) => {
      const place = form.length - shift
      return [form, `${form.slice(0, place)}SAINT${form.slice(place + 2)}`]
    })
  }
  return forms
}

/**
 * The letters and digits of a free text, folded character by character: unlike `fold` it leaves ST alone, so that a
 * part of a text is a part of its folded form.
 */
export function foldLetters(value: string): string {
  if (value.length > LONGEST_FOLDED) return foldLetters(value.slice(0, LONGEST_FOLDED))
  return PLAIN.test(value) ? value : opened(value).replace(SEPARATORS, '')
}

/** Free text as searches compare it: accents and case off, outer spaces too, inner runs of spaces one (RFC 4518 §2.6.1). */
export function foldText(value: string): string {
  if (value.length > LONGEST_FOLDED) return foldText(value.slice(0, LONGEST_FOLDED))
  const plain = /^[\x21-\x7e]*$/.test(value) ? value : decomposed(value)
  return plain.toLowerCase().trim().replace(/\s+/g, ' ')
}

/** Accents off, ligatures opened; the order matters: NFKD leaves Œ and Ø as they are. */
function opened(value: string): string {
  return decomposed(value)
    .toUpperCase()
    .replace(/[ŒÆẞØĐŁÞ]/g, (letter) => LIGATURES[letter] ?? letter)
}

/** Letters without their marks. Those that stand apart go first: ordering a long run of them takes a time of its square. */
function decomposed(value: string): string {
  const bare = value.length > 64 ? value.replace(/\p{M}+/gu, '') : value
  return bare.normalize('NFKD').replace(/\p{M}+/gu, '')
}
