import { isExactTrigram } from '../../text/trigram.js'
import type { Dictionary } from '../columns/dictionary.js'
import { Rows } from '../columns/rows.js'
import type { TrigramIndex } from '../columns/trigram-index.js'
import type { Pace } from '../pace.js'
import type { Steps } from '../steps.js'
import { fieldMatcher } from './field.js'
import type { NamedRows } from './full-name.js'
import { anyOf, type Matcher, some, type Test } from './matcher.js'
import { setMatcher } from './rows-matcher.js'

/** A name and a first name of which fragments are looked for. */
export interface JoinedNames extends NamedRows {
  readonly junctions: TrigramIndex
  /** Numbers of the names of a row. */
  nomOf(row: number): number
  prenomOf(row: number): number
}

/** A fragment of "prénom nom" or "nom prénom": inside either name or across their junction. */
export function* fullNameFragment(rows: JoinedNames, fragment: string, pace: Pace): Steps<Matcher> {
  return anyOf([
    fieldMatcher(rows.nom, 'infix', fragment),
    fieldMatcher(rows.prenom, 'infix', fragment),
    yield* junctionMatcher(rows, fragment, pace),
  ])
}

/** Rows looked at between two looks at the clock. */
const LOOK = 1024

/** A fragment across the junction of the two names, in either order: the end of one and the start of the other. */
function* junctionMatcher(
  { nom, prenom, junctions, nomOf, prenomOf }: JoinedNames,
  fragment: string,
  pace: Pace,
): Steps<Matcher> {
  const found = new Rows(nom.count)
  if (isExactTrigram(fragment)) {
    found.addAll(junctions.candidates(fragment).rows)
    return setMatcher(found)
  }
  const noms: Numbered = { dictionary: nom.dictionary, of: nomOf }
  const prenoms: Numbered = { dictionary: prenom.dictionary, of: prenomOf }
  for (let cut = 1; cut < fragment.length; cut++) {
    const orders = [endAndStart(prenoms, noms, fragment, cut), endAndStart(noms, prenoms, fragment, cut)]
    if (orders.every((test) => test === null)) continue
    const test = some(orders.filter((one) => one !== null))
    // The trigrams around the cut that lie inside the fragment.
    const { rows } = junctions.candidates(fragment.slice(Math.max(0, cut - 2), cut + 2))
    for (let at = 0; at < rows.length; at += LOOK) {
      for (const row of rows.subarray(at, at + LOOK)) if (test(row)) found.add(row)
      const pause = pace.pause()
      if (pause !== null) yield pause
      if (pace.over()) return setMatcher(found)
    }
  }
  return setMatcher(found)
}

interface Numbered {
  readonly dictionary: Dictionary
  of(row: number): number
}

/** Whether a name ends with what comes before the cut and the other starts with the rest; null when none starts so. */
function endAndStart(first: Numbered, second: Numbered, fragment: string, cut: number): Test | null {
  const starts = second.dictionary.prefix(fragment.slice(cut))
  if (starts.kind !== 'range' || starts.low === starts.high) return null
  const { low, high } = starts
  const end = fragment.slice(0, cut)
  const known = new Map<number, boolean>()
  return (row) => {
    const id = second.of(row)
    if (id < low || id >= high) return false
    const name = first.of(row)
    let ends = known.get(name)
    if (ends === undefined) {
      ends = first.dictionary.at(name).endsWith(end)
      known.set(name, ends)
    }
    return ends
  }
}
