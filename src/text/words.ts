import { fold, foldWords, LONGEST_FOLDED, plainWords } from './fold.js'
import { foldCityWords } from './fold-city.js'
import { foldStreetWords } from './fold-street.js'
import { recalled } from './recalled.js'

/**
 * A folded text as it is indexed: its letters, then a mark for each place where a later word begins. LE FLOCH is LEFLOCH
 * and a mark for the F: texts sort and are equal by their letters, and a fragment can know where words part.
 */
const MARKS = '\t'
const MARKS_CODE = MARKS.charCodeAt(0)
/** Behind the marks, those of them that part names. */
const JOINTS = '\v'
/** A mark is the character of a place and this, so that no mark is a control character. */
const FIRST_MARK = 0x20

/** @param words folded, in their order */
export function marked(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? ''
  let letters = ''
  let marks = MARKS
  for (const word of words) {
    if (letters !== '') marks += String.fromCharCode(FIRST_MARK + letters.length)
    letters += word
  }
  return letters + marks
}

/**
 * A text of several names that are shown together: no fragment runs from one into the next unless a separator was typed.
 * @param texts marked
 */
export function joined(texts: readonly string[]): string {
  if (texts.length === 1) return texts[0]!
  let letters = ''
  let marks = ''
  let joints = ''
  for (const text of texts) {
    const own = lettersOf(text)
    if (letters !== '' && own !== '') {
      const joint = String.fromCharCode(FIRST_MARK + letters.length)
      marks += joint
      joints += joint
    }
    for (let at = own.length + 1; at < text.length; at++) {
      marks += String.fromCharCode(text.charCodeAt(at) + letters.length)
    }
    letters += own
  }
  return marks === '' ? letters : `${letters}${MARKS}${marks}${joints === '' ? '' : JOINTS + joints}`
}

/** The words of a marked text, with spaces between them. */
export function spaced(text: string): string {
  const letters = lettersOf(text)
  let words = ''
  let from = 0
  for (let at = letters.length + 1; at < text.length && text[at] !== JOINTS; at++) {
    const next = text.charCodeAt(at) - FIRST_MARK
    words += `${letters.slice(from, next)} `
    from = next
  }
  return words + letters.slice(from)
}

/** The letters of a marked text. */
export function lettersOf(text: string): string {
  const end = text.indexOf(MARKS)
  return end === -1 ? text : text.slice(0, end)
}

const markedWords = recalled((value) => marked(foldWords(value)))
const ONE_WORD = /^[A-Za-z0-9]*$/

/** The letters of a marked text are these. */
export function hasLetters(text: string, letters: string): boolean {
  if (text.length === letters.length) return text === letters
  return text.charCodeAt(letters.length) === MARKS_CODE && text.startsWith(letters)
}

/** A name as it is indexed: `fold` and the places of its words. */
export function markedName(value: string): string {
  return ONE_WORD.test(value) ? fold(value) : markedWords(value)
}

/** A city: `foldCity`. */
export const markedCity = recalled((value) => marked(foldCityWords(value)))

/** A street: `foldStreet`. */
export const markedStreet = recalled((value) => marked(foldStreetWords(value)))

/** A free text as it is indexed: `foldLetters` and the places of its words. */
export const markedText = recalled((value) => marked(plainWords(value)))

const SEPARATOR_FIRST = /^[^\p{L}\p{N}\p{M}]/u
const SEPARATOR_LAST = /[^\p{L}\p{N}\p{M}]$/u

/**
 * What is looked for inside of texts: its words with a space for what parts them, as for what was typed before or behind
 * them.
 * @param fold gives the words of a text
 * @returns '' when nothing is left
 */
export function fragmentOf(value: string, fold: (value: string) => readonly string[]): string {
  const words = fold(value)
  if (words.length === 0) return ''
  const text = words.join(' ')
  if (value.length > LONGEST_FOLDED) return text
  return (SEPARATOR_FIRST.test(value) ? ' ' : '') + text + (SEPARATOR_LAST.test(value) ? ' ' : '')
}

/** The letters of a fragment alone. */
export function lettersOfFragment(fragment: string): string {
  return fragment.includes(' ') ? fragment.replaceAll(' ', '') : fragment
}

/**
 * Whether a fragment lies in a text. It begins at the start of a word, and may then run over what parts words (LEFLOCH in
 * LE FLOCH); or it lies inside one word, and parts words only where a separator was typed. So no fragment joins the end of a
 * word to the start of the next.
 */
export class Fragment {
  readonly text: string
  readonly letters: string
  /** Where a separator was typed, counted in letters. */
  readonly #typed: readonly number[]
  readonly #afterSeparator: boolean
  readonly #beforeSeparator: boolean
  /** Nothing but letters. */
  readonly #plain: boolean

  /** @param fragment made by `fragmentOf` */
  constructor(fragment: string) {
    this.text = fragment
    this.letters = lettersOfFragment(fragment)
    this.#plain = this.letters.length === fragment.length
    this.#afterSeparator = fragment.startsWith(' ')
    this.#beforeSeparator = fragment.endsWith(' ')
    const typed: number[] = []
    if (!this.#plain) {
      let at = 0
      for (const word of fragment.trim().split(' ').slice(0, -1)) {
        at += word.length
        typed.push(at)
      }
    }
    this.#typed = typed
  }

  /** @param text marked */
  isIn(text: string): boolean {
    const end = text.indexOf(MARKS)
    if (end === -1 && this.#plain) return text.includes(this.letters)
    return this.placeIn(text, 0) !== -1
  }

  /** The first place of a marked text, from one on, where the fragment lies; -1 when there is none. */
  placeIn(text: string, from: number): number {
    const marks = text.indexOf(MARKS)
    const end = marks === -1 ? text.length : marks
    for (let at = text.indexOf(this.letters, from); at !== -1; at = text.indexOf(this.letters, at + 1)) {
      if (at + this.letters.length > end) return -1
      if (this.#fits(text, end, at)) return at
    }
    return -1
  }

  /** A marked text begins with it. */
  isStartOf(text: string): boolean {
    return text.startsWith(this.letters) && this.placeIn(text, 0) === 0
  }

  /** The fragment is the end of a marked text. */
  isEndOf(text: string): boolean {
    const letters = lettersOf(text)
    return letters.endsWith(this.letters) && this.#fits(text, letters.length, letters.length - this.letters.length)
  }

  /**
   * The ways in which it may lie across two texts that a separator parts, which must have been typed: what the first one ends
   * with, and what the second one begins with.
   * @param mayBegin whether any second text begins so
   */
  parts(mayBegin: (tail: string) => boolean): readonly { readonly head: Fragment; readonly tail: string }[] {
    const parts: { readonly head: Fragment; readonly tail: string }[] = []
    for (const at of this.#typed) {
      const tail = this.letters.slice(at)
      if (mayBegin(tail)) parts.push({ head: this.#before(at), tail })
    }
    return parts
  }

  #before(at: number): Fragment {
    let text = this.#afterSeparator ? ' ' : ''
    let from = 0
    for (const typed of this.#typed) {
      if (typed >= at) break
      text += `${this.letters.slice(from, typed)} `
      from = typed
    }
    return new Fragment(text + this.letters.slice(from, at))
  }

  /** @param end of the letters of the text, behind which its marks stand */
  #fits(text: string, end: number, at: number): boolean {
    const last = at + this.letters.length
    const joints = end === text.length ? -1 : text.indexOf(JOINTS, end)
    if (joints !== -1 && !this.#isTypedAt(text, joints, at, last)) return false
    if (at === 0 || isMarked(text, end, at)) return true
    if (this.#afterSeparator) return false
    let typed = 0
    for (let mark = end + 1; mark < (joints === -1 ? text.length : joints); mark++) {
      const place = text.charCodeAt(mark) - FIRST_MARK
      if (place <= at) continue
      if (place >= last) break
      if (this.#typed[typed] !== place - at) return false
      typed++
    }
    if (typed < this.#typed.length) return false
    return !this.#beforeSeparator || last === end || isMarked(text, end, last)
  }

  /** A separator was typed at each joint of two names over which the fragment lies. */
  #isTypedAt(text: string, joints: number, at: number, last: number): boolean {
    for (let joint = joints + 1; joint < text.length; joint++) {
      const place = text.charCodeAt(joint) - FIRST_MARK
      if (place > at && place < last && !this.#typed.includes(place - at)) return false
    }
    return true
  }
}

/** Whether a word of a marked text begins at a place. */
function isMarked(text: string, end: number, at: number): boolean {
  return end < text.length && text.indexOf(String.fromCharCode(FIRST_MARK + at), end + 1) !== -1
}
