import { departements } from '../nomenclature/index.js'
import { nationalIdentifiers } from '../records/identifier.js'
import { fold, foldText, foldWords, plainWords } from '../text/fold.js'
import { readFiness, readSiret } from '../values/index.js'
import { type Criteria, SHORTEST_INFIX } from './criteria.js'
import { identified } from './identified.js'
import type { Read } from './parameter-rules.js'
import { inDepartements, or, term } from './terms.js'
import { MOST_WORDS, type TypedWord, typedWords, writtenWords } from './typed-words.js'

/**
 * « Qui ? Quoi ? Où ? »: each word is to be found in a name, a label, a structure, a place, a number or an address. Words of
 * one or two letters are starts beside longer ones, and whole names otherwise.
 */
export function searchBar(value: string): Read {
  if (writtenWords(value).length > MOST_WORDS) return 'huit mots au plus'
  const words = typedWords(value)
  if (words.length === 0) return 'un mot au moins, d’une lettre ou d’un chiffre au moins'
  const start: Criteria = { kind: 'words', of: words.map(({ sought }, at) => found(sought, words[at - 1]?.sought)) }
  if (!words.every(isShort)) return start
  // One of them is a whole name, and the others are starts beside it.
  const wholes = words.map(
    (one): Criteria => ({
      kind: 'words',
      of: words.map((other) => (other === one ? whole(other.sought) : found(other.sought))),
    }),
  )
  return { kind: 'short', whole: or(wholes), start, startsToo: false }
}

/** Each word by itself, as it is understood beside the others. */
export function wordsAlone(
  words: readonly TypedWord[],
): readonly { readonly word: string; readonly criteria: Criteria }[] {
  const read = words.every(isShort) ? whole : found
  return words.map(({ sought }, at) => ({
    word: sought,
    criteria: { kind: 'words', of: [read(sought, words[at - 1]?.sought)] },
  }))
}

function isShort({ sought }: TypedWord): boolean {
  return fold(sought).length < SHORTEST_INFIX
}

/** Everything that a word may be. @param before the word before it: after PARIS, 13e is an arrondissement */
function found(text: string, before = ''): Criteria {
  if (fold(text).length < SHORTEST_INFIX) {
    return or([
      term('nomComplet', 'prefix', text),
      term('motNom', 'prefix', text),
      term('motPrenom', 'prefix', text),
      term('ville', 'prefix', text),
      term('structure', 'prefix', text),
      ...placesCoded(text),
      ...arrondissement(before, text),
    ])
  }
  return or([
    term('nomComplet', 'infix', text),
    ...labels(text),
    term('structure', 'infix', text),
    term('ville', 'infix', text),
    departementsNamed(text),
    ...placesCoded(text),
    ...arrondissement(before, text),
    ...numbers(text),
    ...addresses(text),
  ])
}

function whole(text: string): Criteria {
  const fields = ['nom', 'prenom', 'nomComplet', 'ville', 'structure'] as const
  return or([...fields.map((field) => term(field, 'exact', text)), ...placesCoded(text)])
}

/** The ends by which a profession differs from the label that it stands in: CARDIOLOGUE, INFIRMIÈRE, PHARMACIENNES. */
const ENDS: readonly (readonly [RegExp, string])[] = [
  [/LOGUES?$/, 'LOGIE'],
  [/IATRES?$/, 'IATRIE'],
  [/IERES?$/, 'IER'],
  [/IENNES?$/, 'IEN'],
  [/(?<=....)S$/, ''],
]

function labels(text: string): readonly Criteria[] {
  const letters = plainWords(text).join(' ')
  const forms = ENDS.filter(([end]) => end.test(letters)).map(([end, label]) => letters.replace(end, label))
  return [text, ...forms].map((form) => term('titre', 'infix', form))
}

const DEPARTEMENTS = departements().map(({ code, libelle }) => ({ code, words: ` ${foldWords(libelle).join(' ')}` }))

/** The départements whose name has a word that begins so. */
function departementsNamed(text: string): Criteria {
  const start = ` ${foldWords(text).join(' ')}`
  return inDepartements(DEPARTEMENTS.filter(({ words }) => words.includes(start)).map(({ code }) => code))
}

/** A département or a postcode, or its start. */
function placesCoded(text: string): readonly Criteria[] {
  const code = text.trim().toUpperCase()
  if (!/^[0-9][0-9AB]\d{0,3}$/.test(code)) return []
  const departement = code === '20' ? ['2A', '2B'] : code.length < 4 ? [code] : []
  return [inDepartements(departement), ...(/^\d+$/.test(code) ? [term('codePostal', 'prefix', code)] : [])]
}

const DIVIDED: ReadonlyMap<string, string> = new Map([
  ['PARIS', '750'],
  ['MARSEILLE', '130'],
  ['LYON', '690'],
])

/** The postcode of an arrondissement, which is known by its city. */
function arrondissement(city: string, text: string): readonly Criteria[] {
  const start = DIVIDED.get(fold(city))
  const number = /^(\d{1,2})(?:ER?|EME|IEME|ND)?$/.exec(plainWords(text).join(''))
  return start === undefined || number === null
    ? []
    : [term('codePostal', 'exact', start + number[1]!.padStart(2, '0'))]
}

/** Numbers of people and of structures. */
function numbers(text: string): readonly Criteria[] {
  if (!/\d{4}/.test(text)) return []
  const [finess, siret] = [readFiness(text).value, readSiret(text).value]
  return [
    identified(nationalIdentifiers(text)),
    ...(finess === null ? [] : [term('finess', 'exact', finess)]),
    ...(siret === null ? [] : [term('siret', 'exact', siret)]),
  ]
}

/** What has a dot or an `@` may lie in the whole address; any other word, before the `@`: domains say little. */
function addresses(text: string): readonly Criteria[] {
  if (/[.@]/.test(text)) return [term('adresse', 'infix', foldText(text))]
  const words = plainWords(text).map((word) => word.toLowerCase())
  const forms = words.length === 1 ? words : [words.join(''), words.join('-')]
  return forms.map((form) => term('partieLocale', 'infix', form))
}
