import { and } from '../search/terms.js'
import type { Directory, Reader } from '../store/directory.js'
import { OwnPace, type Pace } from '../store/pace.js'
import { type MaybePromise, runSteps, type Steps } from '../store/steps.js'
import { type Asked, readAsked } from './asked.js'
import { askedNames } from './asked-names.js'
import { type Block, nameBlocks, placeBlocks } from './blocking.js'
import { graded } from './grade.js'
import type { Matches } from './matches.js'
import { NamesComparison } from './names-weight.js'
import { FRENCH_NAMING, type Naming } from './naming.js'
import type { PersonAsked } from './person-asked.js'
import { Shares } from './shares.js'
import { Scale, type Unseen, type Weighed } from './weighing.js'

/** People of a block beyond those that are looked at are counted as far as that. */
const COUNTED = 1000
/** People looked at who work where was asked, or do what was, of a block of more. */
const MOST_WITHIN = 96
/** Odds of a candidate that make looking elsewhere needless. */
const FOUND = 1

/**
 * Finds a person of whom no number is known: candidates by the indexes, then each field weighed (README.md here).
 * @param reader who sees the mailboxes of the candidates
 * @param pace when to let others in and when to give up, as for searches; every few milliseconds, and never, when absent
 * @param naming rules of names
 * @returns what was found until then, of which nothing is certain, when the pace is over
 * @throws AnnuaireError CRITERE_INVALIDE with one detail for each field that is too long, and for a missing name
 */
export function match(
  directory: Directory,
  person: PersonAsked,
  reader: Reader,
  pace: Pace = new OwnPace(),
  naming: Naming = FRENCH_NAMING,
): MaybePromise<Matches> {
  const asked = readAsked(person, directory.codes(reader))
  return runSteps(matching(directory, asked, reader, pace, naming))
}

function* matching(directory: Directory, asked: Asked, reader: Reader, pace: Pace, naming: Naming): Steps<Matches> {
  const shares = new Shares(directory)
  const names = yield* askedNames(asked, naming, shares, pace)
  const search = new Candidates(directory, reader, pace, new Scale(asked, new NamesComparison(names, naming), shares))
  for (const block of nameBlocks(asked, names, naming)) yield* search.add(block)
  if (search.best < FOUND) for (const block of placeBlocks(asked, names)) yield* search.add(block)
  return graded(asked, { weighed: search.weighed, unseen: search.unseen, isWhole: !pace.over() })
}

class Candidates {
  readonly #directory: Directory
  readonly #reader: Reader
  readonly #pace: Pace
  readonly #scale: Scale
  readonly #byRank = new Map<number, Weighed>()
  #unseen: Unseen = { count: 0, odds: 0 }
  best = 0

  constructor(directory: Directory, reader: Reader, pace: Pace, scale: Scale) {
    this.#directory = directory
    this.#reader = reader
    this.#pace = pace
    this.#scale = scale
  }

  get weighed(): Weighed[] {
    return [...this.#byRank.values()]
  }

  get unseen(): Unseen {
    return this.#unseen
  }

  *add({ criteria, within, most }: Block): Steps<void> {
    if (this.#pace.over()) return
    const { count, odds } = yield* this.#look(criteria, most)
    if (count <= most) return
    for (const part of within) yield* this.#look(and([criteria, part]), MOST_WITHIN)
    const others = count - most
    this.#unseen = { count: this.#unseen.count + others, odds: this.#unseen.odds + others * middle(odds) }
  }

  /** @returns odds of those that were looked at, and how many match */
  *#look(criteria: Block['criteria'], most: number): Steps<{ readonly count: number; readonly odds: number[] }> {
    const window = { after: 0, limit: most, countTo: COUNTED, pace: this.#pace }
    const answer = this.#directory.professionnels(criteria, this.#reader, window)
    const found = answer instanceof Promise ? ((yield answer) as Awaited<typeof answer>) : answer
    const odds: number[] = []
    for (const { rang, value } of found.results) {
      let weighed = this.#byRank.get(rang)
      if (weighed === undefined) {
        weighed = this.#scale.weigh(rang, value)
        this.#byRank.set(rang, weighed)
        this.best = Math.max(this.best, weighed.odds)
        const pause = this.#pace.pause()
        if (pause !== null) yield pause
      }
      odds.push(weighed.odds)
    }
    return { count: found.count, odds }
  }
}

function middle(odds: readonly number[]): number {
  const sorted = odds.toSorted((one, other) => one - other)
  return sorted[sorted.length >> 1] ?? 0
}
