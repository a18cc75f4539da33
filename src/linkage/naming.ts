import { FIRST_NAME, NAME } from './model.js'
import { slipLikelihood, twoSlipsLikelihood } from './slips.js'
import { isShortSound, type WrittenName } from './written-name.js'

export type Relation = 'identique' | 'frappe' | 'son' | 'compose' | 'particule' | 'initiale' | 'abrege' | 'deux-fautes'

/** In what way a name that was asked may be the one that is held, and how likely it is then written so. */
export interface NameAgreement {
  readonly relation: Relation
  readonly likelihood: number
}

/** Rules of names; the bench compares those of French names with none. */
export interface Naming {
  surname(asked: WrittenName, held: WrittenName): NameAgreement | null
  firstName(asked: WrittenName, held: WrittenName): NameAgreement | null
  /** Names and first names may change places, names be of birth, be compound or sound alike. */
  readonly french: boolean
}

export const FRENCH_NAMING: Naming = {
  surname: (asked, held) =>
    frenchSurname(asked, held) ?? ofSlips(asked, held, NAME) ?? ofSound(asked, held, NAME.sound),
  firstName: (asked, held) =>
    frenchFirstName(asked, held) ?? ofSlips(asked, held, FIRST_NAME) ?? ofSound(asked, held, FIRST_NAME.sound),
  french: true,
}

/** Names as texts: the same letters, or a slip. */
export const PLAIN_NAMING: Naming = {
  surname: (asked, held) => same(asked, held, NAME.identical) ?? ofSlips(asked, held, NAME),
  firstName: (asked, held) => same(asked, held, FIRST_NAME.identical) ?? ofSlips(asked, held, FIRST_NAME),
  french: false,
}

/** Words of so few letters are no name that could be told from a particle or an initial. */
const SHORTEST_WORD = 3
/** Letters of a short form. */
const SHORTEST_SHORT = 3

function frenchSurname(asked: WrittenName, held: WrittenName): NameAgreement | null {
  const equal = same(asked, held, NAME.identical)
  if (equal !== null) return equal
  const bare = asked.proper.join('')
  if (bare === held.proper.join('') || isWithoutParticle(asked, held) || isWithoutParticle(held, asked)) {
    return { relation: 'particule', likelihood: NAME.particle }
  }
  return isPart(asked.proper, held.proper) ? { relation: 'compose', likelihood: NAME.compound } : null
}

function frenchFirstName(asked: WrittenName, held: WrittenName): NameAgreement | null {
  const equal = same(asked, held, FIRST_NAME.identical)
  if (equal !== null) return equal
  if (isInitialOf(asked, held)) return { relation: 'initiale', likelihood: FIRST_NAME.initial }
  if (isPart(asked.words, held.words) || asked.words[0] === held.letters) {
    return { relation: 'compose', likelihood: FIRST_NAME.compound }
  }
  const isShort =
    asked.letters.length >= SHORTEST_SHORT &&
    held.letters.length > asked.letters.length + 1 &&
    held.letters.startsWith(asked.letters)
  return isShort ? { relation: 'abrege', likelihood: FIRST_NAME.short } : null
}

function same(asked: WrittenName, held: WrittenName, likelihood: number): NameAgreement | null {
  return asked.letters === held.letters && asked.letters !== '' ? { relation: 'identique', likelihood } : null
}

/** LATOUR and TOUR are DE LA TOUR: letters from the start of a word on, with particles alone before it. */
function isWithoutParticle(short: WrittenName, whole: WrittenName): boolean {
  const { words, proper } = whole
  const particles = words.length - proper.length
  if (particles === 0) return false
  for (let from = 1; from <= particles && words[from - 1] !== proper[0]; from++) {
    if (words.slice(from).join('') === short.letters) return true
  }
  return false
}

/** All words of the shorter are among those of the longer, in whatever order. */
function isPart(one: readonly string[], other: readonly string[]): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (long.length < 2) return false
  if (short.every((word) => word.length >= SHORTEST_WORD && long.includes(word))) return true
  // JEANPIERRE is the first two words of JEAN-PIERRE MARIE.
  return short.length === 1 && long.length > 2 && long.slice(0, 2).join('') === short[0]
}

/** J, J.-P. and JP are those of JEAN-PIERRE; J. PIERRE says more, and is one too. */
function isInitialOf(asked: WrittenName, held: WrittenName): boolean {
  const { words } = asked
  if (words.length === 0 || held.words.length === 0) return false
  if (words.length > 1) {
    return (
      words.some((word) => word.length === 1) &&
      words.length <= held.words.length &&
      words.every((word, at) => (word.length === 1 ? held.words[at]!.startsWith(word) : held.words[at] === word))
    )
  }
  const word = words[0]!
  if (word.length === 1) return held.letters.startsWith(word)
  return word.length <= held.words.length && [...word].every((letter, at) => held.words[at]!.startsWith(letter))
}

interface Slips {
  readonly slip: number
  readonly twoSlips: number
}

function ofSlips(asked: WrittenName, held: WrittenName, { slip, twoSlips }: Slips): NameAgreement | null {
  const one = slipLikelihood(held.letters, asked.letters)
  if (one > 0) return { relation: 'frappe', likelihood: slip * one }
  const two = twoSlipsLikelihood(held.letters, asked.letters)
  return two > 0 ? { relation: 'deux-fautes', likelihood: twoSlips * two } : null
}

function ofSound(asked: WrittenName, held: WrittenName, likelihood: number): NameAgreement | null {
  return asked.sound === held.sound && !isShortSound(asked.sound) ? { relation: 'son', likelihood } : null
}
