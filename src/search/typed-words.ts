import { fold, foldLetters } from '../text/fold.js'

/** What somebody typed in the search bar, cut into what has to be found. */
export interface TypedWord {
  /** What is looked for: FONTAINE of `de fontaine marseille`, LA FONTAINE of `de la fontaine marseille`. */
  readonly sought: string
  /** The same with all small words before it, as a name holds them: DE LA FONTAINE. */
  readonly name: string
}

export const MOST_WORDS = 8

/** All that parts words, save what also stands inside names and addresses. */
const PARTING = /[^\p{L}\p{N}\p{M}'’.@_-]+/u
const OUTER = /^[^\p{L}\p{N}@]+|[^\p{L}\p{N}\p{M}]+$/gu
/** Small words that belong to the word behind them: LE FLOCH and SAINT-DENIS are not what FLOCH and DENIS are. */
const BOUND: ReadonlySet<string> = setOf('le la les saint sainte saints saintes st ste sts stes')
/** Those that may merely join two words, as in `infirmier à marseille`: they ask nothing by themselves. */
const JOINING: ReadonlySet<string> = setOf('de du des d l a au aux en et sur sous dans pour chez')
/** How somebody is addressed, which is no part of a name. */
const TITLES: ReadonlySet<string> = setOf('dr docteur pr professeur mme madame mlle mr monsieur')
/** What routes mail within a city, and its number. */
const ROUTING = /^(?:CEDEX|CDX)\d{0,2}$/
const ELISION = /^[dl]['’](?=.{3})/iu

/**
 * The words of a search bar, in their order. A small word goes with the one behind it; at the end it is one that is still
 * being typed.
 * @param value 200 characters at most
 */
export function typedWords(value: string): readonly TypedWord[] {
  const words = writtenWords(value)
  const found: { name: string[]; sought: string[] }[] = []
  let name: string[] = []
  let bound: string[] = []
  for (const [at, word] of words.entries()) {
    const key = foldLetters(word)
    if (at < words.length - 1 && TITLES.has(key)) {
      name = []
      bound = []
    } else if (at < words.length - 1 && (BOUND.has(key) || JOINING.has(key))) {
      name.push(word)
      bound = BOUND.has(key) ? [...bound, word] : []
    } else {
      found.push({ name: [...name, word], sought: [...bound, word] })
      name = []
      bound = []
    }
  }
  // Alone, a name is what was typed, DE GAULLE; beside another word its small ones may be mere grammar.
  return found.map(({ name, sought }) => ({
    name: name.join(' '),
    sought: found.length === 1 ? name.join(' ') : sought.join(' ').replace(ELISION, ''),
  }))
}

/** Words as they were written, each with a letter or a digit at least. */
export function writtenWords(value: string): readonly string[] {
  const words = value
    .split(PARTING)
    .map((word) => word.replace(OUTER, ''))
    .filter((word) => fold(word) !== '')
  const routing = words.map((word) => ROUTING.test(fold(word)))
  const kept = words.filter((word, at) => !routing[at] && !(routing[at - 1] === true && /^\d{1,2}$/.test(word)))
  return kept.length === 0 ? words : kept
}

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(' ').map(foldLetters))
}
