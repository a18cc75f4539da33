import type { Dictionary } from '../../columns/dictionary.js'
import { type IdSet, listOf, rangeOf } from '../../columns/id-set.js'
import type { Match } from '../../search/criteria.js'
import { Fragment, lettersOf, markedText } from '../../text/words.js'
import type { Labels } from '../labels.js'

/** What some terms need to know besides the columns. */
export class TermFacts {
  readonly #labels: Labels
  readonly #folded = new Map<Dictionary, readonly string[]>()

  constructor(labels: Labels) {
    this.#labels = labels
  }

  /** The codes of a dictionary whose label satisfies a comparison, accents and case apart. */
  codesLabelled(codes: Dictionary, table: 'profession' | 'specialite', match: Match, value: string): IdSet {
    let folded = this.#folded.get(codes)
    if (folded === undefined) {
      folded = Array.from({ length: codes.size }, (_, id) => markedText(this.#label(table, codes.at(id)) ?? ''))
      this.#folded.set(codes, folded)
    }
    const ids: number[] = []
    const has = satisfied(match, value)
    for (const [id, label] of folded.entries()) if (label !== '' && has(label)) ids.push(id)
    return ids.length === 1 ? rangeOf(ids[0]!, ids[0]! + 1) : listOf(Uint32Array.from(ids))
  }

  #label(table: 'profession' | 'specialite', code: string): string | null {
    if (table === 'profession') return this.#labels.known('profession', code).libelle
    return this.#labels.savoirFaire(null, code).libelle
  }
}

function satisfied(match: Match, value: string): (label: string) => boolean {
  if (match === 'present') return () => true
  if (match === 'exact') return (label) => lettersOf(label) === value
  if (match === 'prefix') return (label) => lettersOf(label).startsWith(value)
  const fragment = new Fragment(value)
  return (label) => fragment.isIn(label)
}
