import { fold } from '../../src/text/fold.js'
import type { Holder } from './feed.js'

/** A mailbox by its folded names. */
export interface Listed {
  readonly nom: string
  readonly prenom: string
  /** The name of the holder, else of the structure. */
  readonly titre: string
  readonly adresse: string
}

export interface PlainList {
  /** Full names of the entries. */
  readonly names: readonly string[]
  /** What each is sorted by; null for those without. */
  readonly keys: readonly (readonly [string, string] | null)[]
}

const listed = ({ nom, prenom, structure, adresse }: Holder): Listed => {
  const names = { nom: fold(nom), prenom: fold(prenom), adresse }
  return { ...names, titre: names.nom || fold(structure) }
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
const comparePairs = (one: readonly [string, string], other: readonly [string, string]): number =>
  compare(one[0], other[0]) || compare(one[1], other[1])

/** Sorts all that satisfy a filter, with nothing but a comparison. */
export function plainList(
  people: readonly Holder[],
  asked: { readonly test: (one: Listed) => boolean; readonly containers: readonly string[] },
  by: string,
  reverse: boolean,
): PlainList {
  const right = people.map(listed).filter(asked.test)
  right.sort(
    (one, other) =>
      compare(one.titre, other.titre) || compare(one.prenom, other.prenom) || compare(one.adresse, other.adresse),
  )
  const keyOf = (one: Listed): [string, string] => [one.titre, by === 'sn' ? '' : one.prenom]
  const named = right.filter((one) => keyOf(one)[0] !== '')
  named.sort((one, other) => (reverse ? -1 : 1) * comparePairs(keyOf(one), keyOf(other)))
  const others = right.filter((one) => keyOf(one)[0] === '')
  const nameOf = ({ adresse }: Listed): string => `mail=${adresse},ou=national,dc=mssante,dc=fr`
  return {
    names: [...named.map(nameOf), ...asked.containers, ...others.map(nameOf)],
    keys: [...named.map(keyOf), ...asked.containers.map(() => null), ...others.map(() => null)],
  }
}

/** Place of the first entry that is not before a value, from 1; one after the last when there is none. */
export function plainPlace(
  { keys }: PlainList,
  people: readonly Holder[],
  by: string,
  reverse: boolean,
  value: string,
): number {
  const sought = by === 'sn' ? ([fold(value), ''] as const) : cut(value, people)
  const at = keys.findIndex((key) => {
    if (key === null) return true
    const sign = comparePairs(key, sought)
    return reverse ? sign <= 0 : sign >= 0
  })
  return at === -1 ? keys.length + 1 : at + 1
}

/** A name alone as long as any begins so, else the longest whole name, and the start of a first name. */
function cut(value: string, people: readonly Holder[]): readonly [string, string] {
  const titles = people.map((one) => listed(one).titre)
  const whole = fold(value)
  if (titles.some((one) => one.startsWith(whole))) return [whole, '']
  const words = value.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
  for (let at = words.length - 1; at > 0; at--) {
    const name = fold(words.slice(0, at).join(' '))
    if (titles.includes(name)) return [name, fold(words.slice(at).join(' '))]
  }
  return [whole, '']
}
