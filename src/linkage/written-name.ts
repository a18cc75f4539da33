import { plainWords, saints } from '../text/fold.js'
import { phoneticKey } from '../text/phonetic.js'

/** A name cut up for comparing. */
export class WrittenName {
  readonly written: string
  /** In capitals without accents or separators, as the store folds names. */
  readonly letters: string
  readonly words: readonly string[]
  /** The words that are no particles; all of them when there is nothing else. */
  readonly proper: readonly string[]
  #sound: string | null = null

  constructor(written: string, words: readonly string[]) {
    this.written = written
    this.letters = words.join('')
    this.words = words
    const proper = words.filter((word) => !PARTICLES.has(word))
    this.proper = proper.length === 0 ? words : proper
  }

  /** Phonetic key, which few comparisons come to need. */
  get sound(): string {
    this.#sound ??= phoneticKey(this.letters)
    return this.#sound
  }
}

const PARTICLES: ReadonlySet<string> = setOf(
  'DE DU DES D LE LA LES L DA DAS DO DOS DI DEL DELLA VAN VON DER DEN TEN TER EL AL AIT BEN ET',
)
/** What people write before a name. */
const TITLES: ReadonlySet<string> = setOf('DR DOCTEUR PR PROF PROFESSEUR MME MADAME MLLE MONSIEUR MR')
/** No name has more; the others are not compared. */
const MOST_WORDS = 8

export function writtenName(written: string): WrittenName {
  const all = plainWords(written)
  const untitled = all.findIndex((word) => !TITLES.has(word))
  const words = saints(all.slice(Math.max(0, untitled), Math.max(0, untitled) + MOST_WORDS))
  return new WrittenName(written, words)
}

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(' '))
}

/** Sounds of so few signs are those of too many names. */
const SHORTEST_SOUND = 3

export function isShortSound(sound: string): boolean {
  return sound.length < SHORTEST_SOUND
}
