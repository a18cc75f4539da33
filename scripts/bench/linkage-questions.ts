import type { PersonAsked } from '../../src/linkage/index.js'
import { fold } from '../../src/text/fold.js'
import { foldCity } from '../../src/text/fold-city.js'
import { Rng } from '../feed/rng.js'
import { KINDS, type Kind } from './linkage-kinds.js'
import { drawPeople, type FeedLine, type FeedPerson, peopleNamed } from './linkage-people.js'
import { fitsAsWell } from './linkage-undecidable.js'

export interface Question {
  readonly kind: Kind
  readonly asked: PersonAsked
  /** Who is meant; null of who is in no directory. */
  readonly identifiant: string | null
  /** Withheld from the directory while this is asked. */
  readonly withheld: string | null
  /** Others who fit what is asked as well as who is meant: one in the directory is enough for nobody to be able to decide. */
  readonly rivals: readonly string[]
}

/** People of the feed that are drawn to make questions of, as a share of 1.5 million. */
const DRAWN = 0.03
const QUESTIONS = 41

/** Questions of each kind, the same ones for the same seed. */
export async function drawQuestions(feed: string, seed: number, count: number): Promise<readonly Question[]> {
  const people = (await drawPeople(feed, seed, DRAWN)).filter(({ lines }) => lines.some(hasAddress))
  const made = KINDS.flatMap((kind, index) => ofKind(kind, people, new Rng(seed).at(QUESTIONS, index), count))
  const keys = new Set(made.flatMap(({ asked, person }) => keysOf(asked, person)))
  const drawn = new Set(people.map((person) => key(person.nom, person.prenom)))
  const named = await peopleNamed(feed, (nom, prenom) => {
    const own = key(nom, prenom)
    return keys.has(own) || drawn.has(own) || keys.has(`${fold(nom)}|${fold(prenom).slice(0, 1)}.`)
  })
  const byKey = grouped(named.values(), ({ nom, prenom }) => key(nom, prenom))
  const byInitial = grouped(named.values(), ({ nom, prenom }) => `${fold(nom)}|${fold(prenom).slice(0, 1)}.`)
  const homonyms = people.filter((person) => hasNamesake(person, byKey))
  const all = [
    ...made.filter(({ kind }) => kind.homonyms !== true),
    ...KINDS.flatMap((kind, index) =>
      kind.homonyms === true ? ofKind(kind, homonyms, new Rng(seed).at(QUESTIONS, index), count) : [],
    ),
  ]
  return all.flatMap(({ kind, asked, person }): Question[] => {
    const rivals = keysOf(asked, person).flatMap((one) => [...(byKey.get(one) ?? []), ...(byInitial.get(one) ?? [])])
    if (kind.of === 'absent') {
      // Somebody who fits by chance is not absent.
      if (rivals.some((one) => isAsked(one, asked))) return []
      return [{ kind, asked, identifiant: null, withheld: null, rivals: [] }]
    }
    const identifiant = kind.of === 'withheld' ? null : person.identifiant
    const withheld = kind.of === 'withheld' ? person.identifiant : null
    const whole = named.get(person.identifiant) ?? person
    const equals = rivals.filter((one) => one.identifiant !== person.identifiant && fitsAsWell(one, whole, asked))
    const ids = [...new Set(equals.map((one) => one.identifiant))]
    return [{ kind, asked, identifiant, withheld, rivals: ids }]
  })
}

interface Made {
  readonly kind: Kind
  readonly asked: PersonAsked
  readonly person: FeedPerson
}

function ofKind(kind: Kind, people: readonly FeedPerson[], rng: Rng, count: number): Made[] {
  const made: Made[] = []
  for (let tries = 0; made.length < count && tries < count * 60 && people.length > 1; tries++) {
    const person = rng.pick(people)
    const line = rng.pick(person.lines.filter(hasAddress))
    const other = rng.pick(people)
    const near = rng.chance(0.5)
    let third = rng.pick(people)
    for (let again = 0; near && again < 200 && !sameDepartement(third, line); again++) third = rng.pick(people)
    if (new Set([person, other, third]).size < 3) continue
    const otherLine = third.lines.find(hasAddress)!
    const asked = kind.ask({ rng, person, line, intact: intactOf(person, line, rng), other, otherLine })
    if (asked !== null) made.push({ kind, asked, person })
  }
  return made
}

/** Names and address as vendors ask; the profession most often, more seldom. */
function intactOf({ nom, prenom }: FeedPerson, line: FeedLine, rng: Rng): PersonAsked {
  const draw = rng.float()
  const { voie, codePostal, commune, profession, professionLabel, specialite, structure } = line
  return {
    nom,
    prenom,
    voie,
    codePostal,
    commune,
    profession: draw < 0.35 ? profession || null : draw < 0.7 ? professionLabel || null : null,
    specialite: rng.chance(0.3) ? specialite || null : null,
    structure: rng.chance(0.1) ? structure || null : null,
  }
}

function hasAddress({ voie, codePostal, commune }: FeedLine): boolean {
  return voie !== '' && /^\d{5}$/.test(codePostal) && commune !== ''
}

function sameDepartement(person: FeedPerson, { codePostal }: FeedLine): boolean {
  return person.lines.some((line) => hasAddress(line) && line.codePostal.slice(0, 2) === codePostal.slice(0, 2))
}

function grouped(
  people: Iterable<FeedPerson>,
  keyOf: (person: FeedPerson) => string,
): ReadonlyMap<string, FeedPerson[]> {
  const groups = new Map<string, FeedPerson[]>()
  for (const person of people) {
    const own = keyOf(person)
    const group = groups.get(own)
    if (group === undefined) groups.set(own, [person])
    else group.push(person)
  }
  return groups
}

function key(nom: string, prenom: string): string {
  return `${fold(nom)}|${fold(prenom)}`
}

/** Names that people bear who may be meant: as asked, as it is, changed, and by the initial. */
function keysOf({ nom, nomNaissance, prenom }: PersonAsked, person: FeedPerson): string[] {
  const keys = [key(nom, prenom), key(person.nom, person.prenom), key(prenom, nom)]
  if (nomNaissance) keys.push(key(nomNaissance, prenom))
  const letters = fold(prenom)
  if (/[.]|^.$/.test(prenom) || letters.length <= 2) keys.push(`${fold(nom)}|${letters.slice(0, 1)}.`)
  return [...new Set(keys)]
}

function hasNamesake(person: FeedPerson, byKey: ReadonlyMap<string, readonly FeedPerson[]>): boolean {
  const cities = new Set(person.lines.filter(hasAddress).map(({ commune }) => foldCity(commune)))
  return (byKey.get(key(person.nom, person.prenom)) ?? []).some(
    (other) =>
      other.identifiant !== person.identifiant && other.lines.some(({ commune }) => cities.has(foldCity(commune))),
  )
}

/** The names asked, at the city asked. */
function isAsked({ nom, prenom, lines }: FeedPerson, asked: PersonAsked): boolean {
  if (key(nom, prenom) !== key(asked.nom, asked.prenom)) return false
  const city = foldCity(asked.commune ?? '')
  return lines.some(({ commune }) => foldCity(commune) === city)
}
