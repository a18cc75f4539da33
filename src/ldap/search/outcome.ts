import type { Control } from '../protocol/controls.js'
import type { Result } from '../protocol/encode-result.js'
import * as code from '../result/result-code.js'
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
const NOT_SEARCHED = {
  code: code.ADMIN_LIMIT_EXCEEDED,
  message:
    'Rien n’a été trouvé par les attributs indexés, et le filtre en a d’autres, qui n’ont pas été cherchés : donnez ' +
    'au moins trois lettres d’un nom, d’une ville, d’une structure ou d’une adresse.',
}
const ALL = { code: code.SUCCESS }

/**
 * What a search ends with when gathering stopped as it did. What was not looked at is not said to hold nothing:
 * a program takes success without entries for an answer. While somebody types two letters the list is partial, which
 * address books show (4); at any other code they show an error.
 * @param found entries of the whole search, those of its former pages among them
 */
export function outcome(
  stop: Stop | 'page',
  found: number,
  ranges: readonly Candidates[],
  controls: readonly Control[],
): Result {
  const why = reason(stop, found, ranges)
  return controls.length === 0 ? why : { ...why, controls }
}

function reason(stop: Stop | 'page', found: number, ranges: readonly Candidates[]): Result {
  // A part of the answer was asked for and given: the rest is for the next request.
  if (stop === 'page') return ALL
  if (stop === 'enough') return MORE
  if (stop === 'time') return LATE
  if (stop === 'looked through') return ranges.some(({ short }) => short) ? { ...TOO_WIDE, code: MORE.code } : TOO_WIDE
  if (ranges.some(({ gap }) => gap === 'short')) return AT_START
  if (!ranges.some(({ gap }) => gap === 'unindexed')) return ALL
  return found === 0 ? NOT_SEARCHED : INDEXED_ONLY
}
