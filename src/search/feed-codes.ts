import { fold } from '../text/fold.js'

/** A code that a generation holds and its nomenclature lacks. */
export interface FeedCode {
  readonly nomenclature: string
  readonly code: string
  /** The feed's own. */
  readonly libelle: string | null
  /** Type of a savoir-faire, where the feed gives it. */
  readonly type: string | null
  /** Professions of a savoir-faire, as far as the feed gives them. */
  readonly professions: readonly string[]
}

/** The codes that one reader may know besides the nomenclatures. */
export class FeedCodes {
  readonly #codes: readonly FeedCode[]
  readonly #byWord = new Map<string, string>()

  constructor(codes: readonly FeedCode[]) {
    this.#codes = codes
    const learn = (nomenclature: string, word: string, code: string): void => {
      const key = `${nomenclature}|${fold(word)}`
      if (!this.#byWord.has(key)) this.#byWord.set(key, code)
    }
    // A code is never another one's label.
    for (const { nomenclature, code } of codes) learn(nomenclature, code, code)
    for (const { nomenclature, code, type, libelle } of codes) {
      if (type !== null) learn(nomenclature, `${type}:${code}`, code)
      if (libelle !== null) learn(nomenclature, libelle, code)
    }
  }

  /** The code that was written: itself, with its type, or by its label; null when it is none of these. */
  find(nomenclature: string, written: string): string | null {
    const key = fold(written)
    return key === '' ? null : (this.#byWord.get(`${nomenclature}|${key}`) ?? null)
  }

  of(nomenclature: string): readonly FeedCode[] {
    return this.#codes.filter((one) => one.nomenclature === nomenclature)
  }
}

export const NO_FEED_CODES = new FeedCodes([])
