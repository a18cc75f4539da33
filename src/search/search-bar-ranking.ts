import type { Criteria, Field } from './criteria.js'
import { ranksOf, type Tier } from './ranking.js'
import { and, or, term } from './terms.js'
import type { TypedWord } from './typed-words.js'

const OF_PEOPLE: ReadonlySet<Field> = new Set<Field>(['nomComplet'])
const OF_MAILBOXES: ReadonlySet<Field> = new Set<Field>(['nomComplet', 'service'])

/**
 * The ranks of what a search bar finds, best first; what is of none comes last (README.md, "Who is meant"). One word ranks as
 * completions do; of several, any may be the name, since the others say what and where.
 * @param people professionals, not mailboxes
 */
export function searchBarRanks(words: readonly TypedWord[], people: boolean): readonly Tier[] {
  const names = words.map(({ name }) => name)
  if (names.length === 1) return ranksOf({ words: names, asked: people ? OF_PEOPLE : OF_MAILBOXES }, people)
  const any = (make: (name: string) => Criteria): Tier => {
    let made: Criteria | null = null
    return () => {
      made ??= or(names.map(make))
      return made
    }
  }
  const services = people ? [] : [any((name) => service('exact', name)), any((name) => service('prefix', name))]
  return [
    () => bothNames(names),
    () => or(runsOf(names).flatMap((run) => [term('nom', 'exact', run), fullName(run)])),
    any((name) => term('nom', 'prefix', name)),
    ...services,
    any((name) => or([term('motNom', 'prefix', name), ...(people ? [] : [service('infix', name)])])),
    any((name) => term('prenom', 'prefix', name)),
  ]
}

/** One word starts the name, another one the first name. */
function bothNames(names: readonly string[]): Criteria {
  return or(
    names.flatMap((name, at) =>
      names
        .filter((_, other) => other !== at)
        .map((first) => and([term('nom', 'prefix', name), term('prenom', 'prefix', first)])),
    ),
  )
}

/** Words that follow each other, and may be one name: LE THI MAI, DUPONT MARTIN. */
function runsOf(names: readonly string[]): readonly string[] {
  return names.flatMap((_, from) => names.slice(from).map((_, more) => names.slice(from, from + more + 1).join(' ')))
}

function fullName(run: string): Criteria {
  return run.includes(' ') ? and([term('nomComplet', 'exact', run), term('nom', 'present', '')]) : { kind: 'none' }
}

function service(match: 'exact' | 'prefix' | 'infix', name: string): Criteria {
  const named = term('service', match, name)
  if (named.kind === 'term' && match === 'infix' && named.value.replaceAll(' ', '').length < 3) return { kind: 'none' }
  return and([named, { kind: 'not', of: term('nom', 'present', '') }])
}
