import { describe, expect, it } from 'vitest'
import { closeNames } from '../../src/text/close-names.js'
import { fold, foldings, foldLetters, foldText, foldWords, plainWords } from '../../src/text/fold.js'
import { foldCity } from '../../src/text/fold-city.js'
import { foldStreet } from '../../src/text/fold-street.js'
import { phoneticKey } from '../../src/text/phonetic.js'
import { Fragment, fragmentOf, markedCity, markedName, markedText } from '../../src/text/words.js'

const MILLION = 1_000_000
/** A million equal characters, and the shapes that make naive patterns quadratic. */
const SHAPES: Readonly<Record<string, string>> = {
  letters: 'a'.repeat(MILLION),
  spaces: `a${' '.repeat(MILLION)}b`,
  accents: 'é'.repeat(MILLION),
  marks: `a${'\u0301\u0323'.repeat(MILLION / 2)}`,
  'letters that are not heard': `${'T'.repeat(MILLION)}A`,
  digits: '1'.repeat(MILLION),
  saints: 'ST '.repeat(MILLION / 3),
  cedex: `${' CEDEX'.repeat(MILLION / 6)}x`,
  ligatures: '\ufdfa'.repeat(MILLION),
  surrogates: '\ud800'.repeat(MILLION),
}

const FOLDINGS: Readonly<Record<string, (text: string) => unknown>> = {
  fold,
  foldWords,
  foldings,
  foldLetters,
  foldText,
  foldCity,
  foldStreet,
  phoneticKey,
  'phoneticKey of a fold': (text) => phoneticKey(fold(text)),
  markedName,
  markedCity,
  markedText,
  'a fragment': (text) => fragmentOf(text, foldWords),
  'a fragment in a text': (text) =>
    new Fragment(`A${fragmentOf(text, plainWords).slice(0, 1000)}`).placeIn(markedText(`B${text}`), 0),
  closeNames: (text) => closeNames(text, ['nom', 'prenom', 'departement']),
}

describe.each(Object.keys(FOLDINGS))('%s', (name) => {
  it.each(Object.keys(SHAPES))('ends within 50 ms on a million %s', (shape) => {
    const text = SHAPES[shape]!
    // The first call compiles: the best of three is the cost.
    const best = Math.min(...[1, 2, 3].map(() => timed(() => FOLDINGS[name]!(text))))
    expect(best).toBeLessThan(50)
  })
})

/** Milliseconds of the processor: what else the machine does is not counted. */
function timed(work: () => unknown): number {
  const start = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}
