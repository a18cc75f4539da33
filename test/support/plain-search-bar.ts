import { departementOf, departements, label } from '../../src/nomenclature/index.js'
import type { Criteria, Field } from '../../src/search/criteria.js'
import { fold, foldings, foldLetters, foldText, foldWords, plainWords } from '../../src/text/fold.js'
import { foldCityWords } from '../../src/text/fold-city.js'
import { feedLines } from './feed-lines.js'
import { holdsPieces, type Words } from './plain-fragments.js'
import { type Mailbox, mailboxMatches, toMailbox } from './plain-mailboxes.js'
import { fieldValue, flat, type Line, laterWords, matches, ofLine, onLine, type Person } from './plain-people.js'
import { peopleAsShown, rankOf, type Shown } from './plain-ranking.js'

/** Where somebody works, and as what. */
export interface Place {
  readonly profession: string
  readonly structure: readonly string[]
  readonly ville: string
  readonly departement: string
  readonly codePostal: string
  /** Whether a criterion on an activity, beside the words, is true of it. */
  readonly satisfies: (criteria: Criteria) => boolean
}

/** A person or a mailbox, as far as a search bar looks at it. */
export interface Findable {
  /** Identification nationale PP, or the address. */
  readonly key: string
  /** Names that are shown together. */
  readonly names: readonly (readonly string[])[]
  /** Labels of the person's own. */
  readonly labels: readonly string[]
  readonly addresses: readonly string[]
  readonly numbers: readonly string[]
  readonly places: readonly Place[]
  readonly shown: Shown
  /** Values that a parameter beside the words may have, some of them of one of the places. */
  readonly valueOf: (field: Field, place: number) => string
  /** Whether a criterion on nobody's activity, beside the words, is true of it. */
  readonly satisfies: (criteria: Criteria) => boolean
}

export function findablePeople(people: readonly Person[]): readonly Findable[] {
  const shown = peopleAsShown(people)
  return people.map((person, at) => ({
    key: person.identifiant,
    names: [
      [person.prenom, person.nom],
      [person.nom, person.prenom],
    ],
    labels: [...person.specialites].map((code) => label('savoir-faire', code) ?? ''),
    addresses: person.mails.map(({ adresse }) => adresse.toLowerCase()),
    numbers: [person.identifiant],
    places: person.lines.map(placeOf),
    shown: shown[at]!,
    valueOf: (field, place) => fieldValue(field, person, person.lines[place]!),
    satisfies: (criteria) => matches(criteria, person),
  }))
}

function placeOf(line: Line): Place {
  const { profession, structure, ville, departement, codePostal } = line
  return {
    profession: label('profession', profession?.[0] ?? '') ?? '',
    structure: structure ?? [],
    ville: ville?.[0] ?? '',
    departement: departement?.[0] ?? '',
    codePostal: codePostal?.[0] ?? '',
    satisfies: (criteria) => onLine(criteria, line),
  }
}

/** @param shown the mailboxes in the order of the names @param people their holders */
export function findableMailboxes(
  path: string,
  shown: readonly Shown[],
  people: readonly Person[],
): readonly Findable[] {
  const holders = new Map(people.map((person) => [person.identifiant, person]))
  const lines = new Map(feedLines(path).map((line) => [line.get('Adresse BAL')!.toLowerCase(), line]))
  return shown.map((one): Findable => {
    const cell = (name: string): string => lines.get(one.adresse)!.get(name)!
    const [ville, codePostal] = [one.attributes['l']![0]!, cell('Code postal structure BAL')]
    const profession = label('profession', cell('Code Profession')) ?? ''
    const departement = departementOf({ codeCommune: null, codePostal, commune: ville }) ?? ''
    const situations = holders.get(cell('Identification nationale PP'))?.lines ?? []
    const mailbox = mailboxBeside(lines.get(one.adresse)!, departement, situations)
    const satisfies = (criteria: Criteria): boolean => mailboxMatches(criteria, mailbox)
    return {
      key: one.adresse,
      names: one.nom === '' ? one.attributes['cn']!.map((name) => name.split(' – ')) : namesOf(one),
      labels: [label('savoir-faire', cell('Code savoir-faire')) ?? ''],
      addresses: [one.adresse],
      numbers: [cell('Identification nationale PP')],
      places: [
        {
          profession,
          structure: one.attributes['o']!,
          ville,
          codePostal,
          departement,
          satisfies,
        },
      ],
      shown: one,
      valueOf: (field) => mailbox.values[field]?.[0] ?? mailbox.names[field]?.[0]?.join(' ') ?? '',
      satisfies,
    }
  })
}

/** A mailbox as parameters look at it: through REST services have no nom, and the situations are the holder's. */
function mailboxBeside(line: ReadonlyMap<string, string>, departement: string, situations: readonly Line[]): Mailbox {
  const { names, values, ...mailbox } = toMailbox(line)
  const [type, number] = [line.get('Type identifiant structure')!, line.get('Identification Structure')!]
  const sirens: Readonly<Record<string, string>> = { SIREN: number, SIRET: number.slice(0, 9) }
  const of = (field: 'modeExercice' | 'secteur') => situations.flatMap((situation) => situation[field] ?? [])
  return {
    ...mailbox,
    names: { ...names, nom: [[line.get("Nom d'exercice")!]] },
    values: {
      ...values,
      departement: [departement],
      categorie: [line.get('Catégorie profession')!],
      modeExercice: of('modeExercice'),
      secteur: of('secteur'),
      siren: [sirens[type] ?? ''],
      siret: [type === 'SIRET' ? number : ''],
      finess: [type === 'FINESS' ? number : ''],
      avecBal: ['true'],
    },
  }
}

function namesOf({ nom, prenom }: Shown): readonly (readonly string[])[] {
  return [
    [prenom, nom],
    [nom, prenom],
  ]
}

/** All that the words find, in the order of the answer. @param beside what is asked of the same people, and of the same place */
export function searched(
  all: readonly Findable[],
  words: readonly string[],
  people: boolean,
  beside: Criteria,
): readonly string[] {
  const parts = flat([beside])
  const [together, others] = [parts.filter(ofLine), parts.filter((part) => !ofLine(part))]
  const found = all.filter(
    (one) =>
      others.every((part) => one.satisfies(part)) &&
      holds(one, words, (place) => together.every((part) => place.satisfies(part))),
  )
  return found
    .map((one) => ({ key: one.key, rank: rank(one.shown, words, people) }))
    .sort((one, other) => (one.rank === other.rank ? 0 : one.rank - other.rank))
    .map(({ key }) => key)
}

/** Whether a word finds anybody by itself: a short one is a start where another is long. */
export function findsAnybody(all: readonly Findable[], word: string, words: readonly string[]): boolean {
  if (words.every(isShort)) return all.some((one) => holds(one, [word], () => true))
  return all.some((one) => one.places.some((place) => ofPerson(one, word) || ofPlace(place, word)))
}

const isShort = (word: string): boolean => fold(word).length < 3

function holds(one: Findable, words: readonly string[], beside: (place: Place) => boolean): boolean {
  const place = (check: (word: string, at: number, place: Place) => boolean): boolean =>
    one.places.some((place) => beside(place) && words.every((word, at) => check(word, at, place)))
  if (!words.every(isShort)) return place((word, _, place) => ofPerson(one, word) || ofPlace(place, word))
  return words.some((_, whole) =>
    place((word, at, place) =>
      at === whole ? isWhole(one, place, word) : ofPerson(one, word) || ofPlace(place, word),
    ),
  )
}

const lies = (names: readonly string[], word: string, words: Words, saints: boolean): boolean =>
  names.some((name) => name !== '') && holdsPieces(names, [word], false, words, saints)
const begins = (name: string, word: string, folded: (text: string) => string = fold): boolean =>
  name !== '' && foldings(folded(word)).some((form) => folded(name).startsWith(form))

function ofPerson({ shown, names, labels, addresses, numbers }: Findable, word: string): boolean {
  if (isShort(word)) {
    return (
      names.some((shownNames) => holdsPieces(shownNames, [word], true, foldWords, true)) ||
      [shown.nom, shown.prenom].some((name) => laterWords(name).some((later) => begins(later, word)))
    )
  }
  return (
    names.some((shownNames) => lies(shownNames, word, foldWords, true)) ||
    labels.some((one) => labelled(one, word)) ||
    addresses.some((address) => inAddress(address, word)) ||
    numbers.some((number) => number !== '' && [number, number.slice(1)].includes(word))
  )
}

function ofPlace(place: Place, word: string): boolean {
  const code = word.toUpperCase()
  const coded =
    (place.departement !== '' && place.departement === code) ||
    (/^\d{2,5}$/.test(word) && place.codePostal.startsWith(word))
  if (coded) return true
  const city = (text: string): string => foldCityWords(text).join('')
  if (isShort(word)) return begins(place.ville, word, city) || place.structure.some((name) => begins(name, word))
  return (
    labelled(place.profession, word) ||
    place.structure.some((name) => lies([name], word, foldWords, true)) ||
    lies([place.ville], word, foldCityWords, true) ||
    inDepartement(place.departement, word)
  )
}

function isWhole({ shown, names }: Findable, place: Place, word: string): boolean {
  const same = (name: string): boolean => name !== '' && foldings(fold(word)).includes(fold(name))
  const code = word.toUpperCase()
  return (
    [shown.nom, shown.prenom, ...place.structure].some(same) ||
    names.some((shownNames) => same(shownNames.join(' '))) ||
    (place.ville !== '' && foldCityWords(place.ville).join('') === foldCityWords(word).join('')) ||
    place.departement === code ||
    (/^\d\d$/.test(word) && place.codePostal.startsWith(word))
  )
}

/** Professions are named after their labels: CARDIOLOGUE of Cardiologie, INFIRMIÈRE of Infirmier. */
function labelled(text: string, word: string): boolean {
  const letters = plainWords(word).join(' ')
  const forms = [word]
  for (const [end, other] of [
    ['LOGUE', 'LOGIE'],
    ['LOGUES', 'LOGIE'],
    ['IATRE', 'IATRIE'],
    ['IATRES', 'IATRIE'],
    ['IERE', 'IER'],
    ['IERES', 'IER'],
    ['IENNE', 'IEN'],
    ['IENNES', 'IEN'],
  ] as const) {
    if (letters.endsWith(end)) forms.push(letters.slice(0, -end.length) + other)
  }
  if (letters.length > 4 && letters.endsWith('S')) forms.push(letters.slice(0, -1))
  return forms.some((form) => lies([text], form, plainWords, false))
}

function inAddress(address: string, word: string): boolean {
  if (/[.@]/.test(word)) return address.includes(foldText(word))
  const left = address.slice(0, address.indexOf('@'))
  const words = plainWords(word).map((one) => one.toLowerCase())
  return left.includes(words.join('')) || left.includes(words.join('-'))
}

function inDepartement(code: string, word: string): boolean {
  const libelle = departements().find((one) => one.code === code)?.libelle
  if (libelle === undefined) return false
  const words = foldWords(libelle)
  return words.some((_, at) => words.slice(at).join(' ').startsWith(foldWords(word).join(' ')))
}

function rank(shown: Shown, words: readonly string[], people: boolean): number {
  if (words.length === 1) return rankOf(shown, words, new Set(people ? ['cn'] : ['cn', 'ou']))
  const { nom, prenom } = shown
  const own = foldLetters(shown.own)
  const runs = words.flatMap((_, from) => words.slice(from).map((_, more) => words.slice(from, from + more + 1)))
  const isWholeName = (run: readonly string[]): boolean => {
    const forms = foldings(fold(run.join(' ')))
    if (nom === '') return false
    return (
      forms.includes(fold(nom)) ||
      (run.length > 1 && [fold(nom) + fold(prenom), fold(prenom) + fold(nom)].some((full) => forms.includes(full)))
    )
  }
  const ranks = [
    words.some((one, at) => words.some((other, to) => to !== at && begins(nom, one) && begins(prenom, other))),
    runs.some(isWholeName),
    words.some((word) => begins(nom, word)),
    own !== '' && words.some((word) => own === foldLetters(word)),
    own !== '' && words.some((word) => own.startsWith(foldLetters(word))),
    words.some(
      (word) =>
        laterWords(nom).some((later) => begins(later, word)) ||
        (own !== '' && foldLetters(word).length >= 3 && lies([shown.own], word, plainWords, false)),
    ),
    words.some((word) => begins(prenom, word)),
  ]
  const at = ranks.indexOf(true)
  return at === -1 ? Number.POSITIVE_INFINITY : at
}
