import { plainWords } from '../../src/text/fold.js'
import type { Rng } from '../feed/rng.js'

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'
/** Spellings that sound alike, of which the first that is found is changed for the other. */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/AULT/i, 'AUD'],
  [/AUD/i, 'AULT'],
  [/EAU/i, 'O'],
  [/PH/i, 'F'],
  [/([LNRTSM])\1/i, '$1'],
  [/QUE/i, 'K'],
  [/OIS$/i, 'OIT'],
  [/IER$/i, 'IEZ'],
  [/ET$/i, 'EZ'],
  [/([NLT])(?=E)/i, '$1$1'],
  [/I(?=[LN])/i, 'Y'],
]

/** One slip of the hand, mostly past the first letter; null in names too short for one. */
export function slipped(name: string, rng: Rng): string | null {
  if (name.length < 4) return null
  const at = rng.chance(0.9) ? 1 + rng.below(name.length - 1) : 0
  const draw = rng.float()
  const before = name.slice(0, at)
  const after = name.slice(at)
  if (draw < 0.3) return before + after.slice(1)
  if (draw < 0.5) return before + (rng.chance(0.5) ? after[0]! : rng.pick([...LETTERS])) + after
  if (draw < 0.8 || after.length < 2) return before + rng.pick([...LETTERS]) + after.slice(1)
  return before + after[1]! + after[0]! + after.slice(2)
}

/** The same sound otherwise written; null when there is none. */
export function respelt(name: string, rng: Rng): string | null {
  const possible = SOUNDS.filter(([spelling]) => spelling.test(name))
  if (possible.length === 0) return null
  const [spelling, other] = rng.pick(possible)
  return name.replace(spelling, other)
}

const SHORT: ReadonlyMap<string, string> = new Map(
  Object.entries({
    AVENUE: 'av.',
    BOULEVARD: 'bd',
    PLACE: 'pl',
    CHEMIN: 'ch.',
    ROUTE: 'rte',
    ALLEE: 'all.',
    QUAI: 'qu',
    FAUBOURG: 'fbg',
    COURS: 'crs',
    SQUARE: 'sq',
    IMPASSE: 'imp.',
    RUE: 'r.',
    GENERAL: 'Gal',
    SAINT: 'St',
  }),
)

/** A street as people write it on a letter. */
export function shortened(street: string): string {
  return plainWords(street)
    .map((word) => SHORT.get(word) ?? word.toLowerCase())
    .join(' ')
}
