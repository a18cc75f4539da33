import type { Pace } from '../store/pace.js'
import type { Steps } from '../store/steps.js'
import type { Asked } from './asked.js'
import { FIRST_NAME, NAME, SWAPPED } from './model.js'
import type { Naming } from './naming.js'
import type { Shares } from './shares.js'
import { oneSlipAway, slipLikelihood } from './slips.js'
import type { WrittenName } from './written-name.js'

/** A name that was asked, with the names that people bear who may have been meant by it. */
export interface AskedName {
  readonly name: WrittenName
  /** Names that are borne and that one slip turns into this one, the commonest first. */
  readonly neighbours: readonly string[]
  /** How likely it is that somebody, whoever it is, is asked for by this name. */
  readonly chance: number
}

/** The names of a question; a name that changes places with a first name has a chance as each. */
export interface AskedNames {
  readonly surname: AskedName
  readonly birthName: AskedName | null
  readonly firstName: AskedName
  /** Chance that anybody is asked for by this name and first name, whichever of them is which. */
  readonly chance: number
}

/** Spellings looked up between two looks at the clock. */
const LOOKED_UP = 64
/** Neighbours that are looked for among the people. */
const MOST_NEIGHBOURS = 32
/** Share of the people that a spelling nobody bears stands for: most of them are no name at all. */
const UNSEEN = 0.2

export function* askedNames(asked: Asked, naming: Naming, shares: Shares, pace: Pace): Steps<AskedNames> {
  const surname = yield* askedName('nom', asked.name, shares, pace)
  const born = naming.french ? asked.birthName : null
  const birthName = born === null ? null : yield* askedName('nom', born, shares, pace)
  const firstName = yield* askedName('prenom', asked.firstName, shares, pace)
  const straight = surname.chance * firstName.chance
  const swapped = naming.french ? swappedChance(asked, shares) : 0
  return { surname, birthName, firstName, chance: straight + SWAPPED * swapped }
}

function swappedChance({ name, firstName }: Asked, shares: Shares): number {
  const unseen = UNSEEN / shares.people
  return (
    Math.max(unseen, shares.held('nom', 'exact', firstName.letters)) *
    Math.max(unseen, shares.held('prenom', 'exact', name.letters))
  )
}

function* askedName(field: 'nom' | 'prenom', name: WrittenName, shares: Shares, pace: Pace): Steps<AskedName> {
  const { identical, slip } = field === 'nom' ? NAME : FIRST_NAME
  const { letters } = name
  let chance = UNSEEN / shares.people + identical * shares.held(field, 'exact', letters)
  if (field === 'prenom' && name.words.some((word) => word.length === 1)) {
    chance += FIRST_NAME.initial * shares.held(field, 'prefix', name.words[0]!.slice(0, 1))
  }
  const found: { readonly spelling: string; readonly share: number }[] = []
  let looked = 0
  for (const spelling of oneSlipAway(letters)) {
    const share = shares.held(field, 'exact', spelling)
    if (share > 0) {
      found.push({ spelling, share })
      chance += slip * slipLikelihood(spelling, letters) * share
    }
    if (++looked % LOOKED_UP !== 0) continue
    const pause = pace.pause()
    if (pause !== null) yield pause
    if (pace.over()) break
  }
  found.sort((one, other) => other.share - one.share)
  const neighbours = [...new Set(found.map(({ spelling }) => spelling))].slice(0, MOST_NEIGHBOURS)
  return { name, neighbours, chance }
}
