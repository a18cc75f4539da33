import { fold } from '../text/fold.js'
import { EMPTY, type Reading, repaired, unreadable } from './reading.js'
import { spreadsheetError, unwrapped, withoutDecimals } from './spreadsheet.js'

const MOST = 200

/** A list of codes, with the words by which people write them. */
export class ClosedList {
  readonly #name: string
  readonly #codes: ReadonlyMap<string, string>
  readonly #words = new Map<string, string>()
  readonly #accepted: string

  /**
   * @param name as a message names the list: « type de boîte aux lettres »
   * @param codes the codes, as they are stored
   * @param words other ways to write them, code by code; a way that two codes share is none
   * @param accepted what a refusal lists; the codes themselves unless they are too many
   */
  constructor(
    name: string,
    codes: Iterable<string>,
    words: Iterable<readonly [word: string, code: string]>,
    accepted: string | null = null,
  ) {
    const list = [...codes]
    this.#name = name
    this.#codes = new Map(list.map((code) => [fold(code), code]))
    this.#accepted = accepted ?? list.join(', ')
    const ambiguous = new Set<string>()
    for (const [word, code] of words) {
      const key = fold(word)
      if ((this.#words.get(key) ?? code) !== code) ambiguous.add(key)
      this.#words.set(key, code)
    }
    for (const key of ambiguous) this.#words.delete(key)
  }

  /**
   * The code that a cell means: `PER` and `per` as they are; `Personnelle`, `PER - Personnelle`, `Personnelle (PER)`
   * reported. A spreadsheet's error is unreadable.
   */
  read(written: string | null): Reading<string> {
    if (written === null || written === '') return EMPTY
    if (written.length > MOST) return this.#unknown()
    const { text, repaired: unwrapping } = unwrapped(written)
    if (text === '') return repaired<string>(null, unwrapping)
    const code = this.#codes.get(fold(text))
    if (code !== undefined) return repaired(code, unwrapping)
    if (spreadsheetError(text) !== null) return this.#unknown()
    const read = this.#meant(text)
    return read === null ? this.#unknown() : repaired(read, unwrapping, `« ${text.slice(0, 60)} » lu comme ${read}`)
  }

  #meant(text: string): string | null {
    const whole = this.#word(text) ?? this.#word(withoutDecimals(text).text)
    if (whole !== null) return whole
    // « PER - Personnelle », « PER : BAL personnelle », « Personnelle (PER) »: both halves must mean the same.
    const parted =
      /^([^\s:=(–—-]{1,20})\s{0,5}[:=(–—-]\s{0,5}(.+)$/.exec(text) ??
      /^(.+?)\s{0,5}[(–—-]\s{0,5}([^\s()]{1,20})\)?$/.exec(text)
    if (parted === null) return null
    const one = this.#word(parted[1]!)
    return one !== null && one === this.#word(parted[2]!) ? one : null
  }

  #word(text: string): string | null {
    const key = fold(text)
    return this.#codes.get(key) ?? this.#words.get(key) ?? null
  }

  #unknown(): Reading<never> {
    return unreadable(`${this.#name} : valeur inconnue ; valeurs admises : ${this.#accepted}`)
  }
}
