import type { Match } from '../../search/criteria.js'
import { foldText } from '../../text/fold.js'
import type { Dictionary } from '../columns/dictionary.js'
import { type IdSet, listOf, rangeOf } from '../columns/id-set.js'
import type { Labels } from '../labels.js'

/** What some terms need to know besides the columns. */
export class TermFacts {
  /** Date of each source's files. */
  readonly dates: ReadonlyMap<string, string>
  /** Date of the national file of people. */
  readonly peopleDate: string
  readonly #labels: Labels
  readonly #folded = new Map<Dictionary, readonly string[]>()

  constructor(labels: Labels, dates: ReadonlyMap<string, string>, peopleDate: string) {
    this.#labels = labels
    this.dates = dates
    this.peopleDate = peopleDate
  }

  /** The codes of a dictionary whose label satisfies a comparison, accents and case apart. */
  codesLabelled(codes: Dictionary, table: 'profession' | 'specialite', match: Match, value: string): IdSet {
    let folded = this.#folded.get(codes)
    if (folded === undefined) {
      folded = Array.from({ length: codes.size }, (_, id) => foldText(this.#label(table, codes.at(id)) ?? ''))
      this.#folded.set(codes, folded)
    }
    const ids: number[] = []
    for (const [id, label] of folded.entries()) if (satisfies(label, match, value)) ids.push(id)
    return ids.length === 1 ? rangeOf(ids[0]!, ids[0]! + 1) : listOf(Uint32Array.from(ids))
  }

  #label(table: 'profession' | 'specialite', code: string): string | null {
    if (table === 'profession') return this.#labels.known('profession', code).libelle
    return this.#labels.savoirFaire(null, code).libelle
  }
}

function satisfies(label: string, match: Match, value: string): boolean {
  if (label === '') return false
  if (match === 'exact') return label === value
  if (match === 'prefix') return label.startsWith(value)
  return match === 'present' || label.includes(value)
}
