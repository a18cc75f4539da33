import { fold, foldings, foldLetters, foldWords, plainWords } from '../text/fold.js'
import { foldCity, foldCityWords } from '../text/fold-city.js'
import { foldStreet, streetFragmentWords, streetInFull } from '../text/fold-street.js'
import { foldTelephone } from '../text/fold-telephone.js'
import { instantOf } from '../text/instant.js'
import { foldAddress } from '../values/index.js'
import type { FormName } from './fields.js'

/** How values of a form become comparable. */
export interface Form {
  /** A value as it is stored and compared. */
  readonly whole: (value: string) => string
  /** The words of a fragment, whose separators count; null where a fragment is compared as a whole value is. */
  readonly words: ((value: string) => string[]) | null
  /** Other ways to write a comparable value (ST, SAINT). */
  readonly others: ((whole: string) => readonly string[]) | null
}

const upper = (value: string): string => value.trim().toUpperCase()
const saints = (whole: string): readonly string[] => foldings(whole).slice(1)

/** As typed, with types of voie in full, and each with its saints. */
function streets(whole: string): readonly string[] {
  return [...new Set([whole, streetInFull(whole)].flatMap(foldings))].slice(1)
}

export const FORMS: Readonly<Record<FormName, Form>> = {
  name: { whole: fold, words: foldWords, others: saints },
  city: { whole: foldCity, words: foldCityWords, others: saints },
  street: { whole: foldStreet, words: streetFragmentWords, others: streets },
  letters: { whole: foldLetters, words: plainWords, others: null },
  address: { whole: foldAddress, words: null, others: null },
  telephone: { whole: foldTelephone, words: null, others: null },
  code: { whole: upper, words: null, others: null },
  source: { whole: (value) => value.trim().toLowerCase(), words: null, others: null },
  instant: { whole: instant, words: null, others: null },
  boolean: { whole: (value) => value.trim(), words: null, others: null },
}

function instant(value: string): string {
  const moment = instantOf(value.trim())
  return Number.isNaN(moment) ? '' : new Date(moment).toISOString()
}
