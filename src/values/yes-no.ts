import { EMPTY, type Reading, repaired, unreadable } from './reading.js'
import { unwrapped, withoutDecimals } from './spreadsheet.js'

/** What the forms ask for. */
const YES: ReadonlySet<string> = new Set(['o', 'oui', '1', 'true', 'vrai'])
const NO: ReadonlySet<string> = new Set(['n', 'non', '0', 'false', 'faux'])
/** What people write in a box to tick. */
const TICKED: ReadonlySet<string> = new Set(['x', 'y', 'yes', 'coché', 'cochée', 'coche', '✓', '✔', '☑', '☒', '✗', '✘'])
const NOT_TICKED: ReadonlySet<string> = new Set(['no'])
const MOST = 100

/**
 * A yes or a no. What is neither is unreadable, a spreadsheet's error too: the cells that hold a yes or no restrict
 * publication, and what cannot be read there must not publish.
 */
export function readYesNo(written: string | null): Reading<boolean> {
  if (written === null || written === '') return EMPTY
  if (written.length > MOST) return unreadable(FAULT)
  const { text, repaired: unwrapping } = unwrapped(written)
  if (text === '') return repaired<boolean>(null, unwrapping)
  const whole = withoutDecimals(text.normalize('NFC'))
  const word = whole.text.toLowerCase()
  const answer = answerOf(word)
  if (answer !== null) return repaired(answer, unwrapping, whole.repaired)
  const bare = word.replace(/[\s.!,;:]+$/, '').replace(/^[\s"'(]+|[\s"')]+$/g, '')
  const read = answerOf(bare) ?? (TICKED.has(bare) ? true : NOT_TICKED.has(bare) ? false : null)
  if (read !== null) return repaired(read, unwrapping, `« ${text} » lu comme ${read ? 'Oui' : 'Non'}`)
  // « Oui (3 février) »: a yes with a remark is a yes; a no with a remark may be half a yes.
  if (/^oui[^\p{L}\p{N}]/u.test(bare) && !/\bnon\b/.test(bare))
    return repaired(true, unwrapping, `« ${text} » lu comme Oui`)
  return unreadable(FAULT)
}

const FAULT = 'ni un Oui ni un Non reconnu ; attendu : Oui, O, 1, VRAI ou X, Non, N, 0 ou FAUX, ou une cellule vide'

function answerOf(word: string): boolean | null {
  if (YES.has(word)) return true
  return NO.has(word) ? false : null
}
