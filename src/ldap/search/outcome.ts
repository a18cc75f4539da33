import type { Control } from '../protocol/controls.js'
import type { Result } from '../protocol/encode-result.js'
import * as code from '../protocol/result-code.js'
import type { Candidates } from './candidates.js'
import type { Stop } from './gather.js'

const MORE = { code: code.SIZE_LIMIT_EXCEEDED, message: 'D’autres entrées répondent à la recherche : précisez-la.' }
const AT_START = {
  code: code.SIZE_LIMIT_EXCEEDED,
  message: 'Moins de trois caractères : seules des entrées qui commencent ainsi sont données.',
}
const LATE = { code: code.TIME_LIMIT_EXCEEDED, message: 'La recherche a dépassé le temps accordé.' }
const TOO_WIDE = {
  code: code.ADMIN_LIMIT_EXCEEDED,
  message:
    'Recherche trop large : donnez au moins trois lettres d’un nom, d’une ville, d’une structure ou d’une adresse.',
}
const INDEXED_ONLY = {
  code: code.SUCCESS,
  message: 'Seules les entrées trouvées par un attribut indexé sont données.',
}
const ALL = { code: code.SUCCESS }

/**
 * What a search ends with when gathering stopped as it did. While somebody types two letters the list is partial, which
 * address books show (4); at any other code they show an error.
 */
export function outcome(stop: Stop | 'page', ranges: readonly Candidates[], controls: readonly Control[]): Result {
  const why = reason(stop, ranges)
  return controls.length === 0 ? why : { ...why, controls }
}

function reason(stop: Stop | 'page', ranges: readonly Candidates[]): Result {
  // A part of the answer was asked for and given: the rest is for the next request.
  if (stop === 'page') return ALL
  if (stop === 'enough') return MORE
  if (stop === 'time') return LATE
  if (stop === 'looked through') return ranges.some(({ short }) => short) ? { ...TOO_WIDE, code: MORE.code } : TOO_WIDE
  if (ranges.some(({ gap }) => gap === 'short')) return AT_START
  return ranges.some(({ gap }) => gap === 'unindexed') ? INDEXED_ONLY : ALL
}
