import { distance } from '../text/close-names.js'
import { plainWords } from '../text/fold.js'

/** Words that mark no column among others. */
const COMMON: ReadonlySet<string> = new Set(
  (
    'A AU DE DES DU D L LA LE LES ET EN OU N NO SUR DATE CODE NUMERO NUM NOM ADRESSE TYPE COMPTE LIBELLE BAL MAIL ' +
    'MSSANTE BOITE UTILISATEUR'
  ).split(' '),
)
/** Among them those that say what kind of thing a column holds. */
const OF_KIND: ReadonlySet<string> = new Set(['ADRESSE', 'NOM', 'MAIL', 'DATE', 'TYPE'])
const SMALL: ReadonlySet<string> = new Set(['A', 'AU', 'DE', 'DES', 'DU', 'D', 'L', 'LA', 'LE', 'LES'])
const ABBREVIATIONS: Readonly<Record<string, string>> = {
  TEL: 'TELEPHONE',
  TELEPH: 'TELEPHONE',
  ADR: 'ADRESSE',
  NUM: 'NUMERO',
  NO: 'NUMERO',
  N: 'NUMERO',
  CP: 'CODE POSTAL',
  PEREMPT: 'PEREMPTION',
  PROF: 'PROFESSION',
  SPE: 'SPECIALITE',
  DESCR: 'DESCRIPTION',
  RESP: 'RESPONSABLE',
  COURRIEL: 'MAIL',
  EMAIL: 'MAIL',
}
const LONGEST = 80

/** A header name as it is compared: without accents, case, kind of apostrophe, spacing or invisible characters. */
export function canonical(name: string): string {
  return plainWords(name.slice(0, LONGEST).replace(/\p{Cf}/gu, '')).join(' ')
}

/** How surely a name that is not quite one of a known column means it. */
export type Nearness = 'same' | 'near' | null

/**
 * Compares a name with that of a known column: a remark in brackets, a plural, an abbreviation make no difference; a word
 * more or left out, or a slip of the hand, make it near.
 * @param shorter whether words may be left out: for a column that a file cannot do without, that is too little to go by
 */
export function nearness(found: string, known: string, shorter: boolean): Nearness {
  const one = reduced(found)
  const other = reduced(known)
  if (one.length === 0 || other.length === 0) return null
  const text = one.join(' ')
  const wanted = other.join(' ')
  if (text === wanted) return 'same'
  // A number makes « Téléphone (2) » another column than « Téléphone », and « Adresse postale » is no « Code postal ».
  if (digits(text) !== digits(wanted) || one.some((word) => OF_KIND.has(word) && !other.includes(word))) return null
  const [own, theirs] = [one.filter(isTelling), other.filter(isTelling)]
  if (has(own, theirs) && has(theirs, own) && (shorter || has(one, other))) return 'same'
  const near =
    (shorter && own.length < other.length && has(theirs, own)) ||
    (theirs.length > 0 && other.length > 1 && has(one, other)) ||
    (theirs.length > 1 && has(own, theirs)) ||
    isSlip(text, wanted) ||
    (shorter && isSlip(own.join(' '), theirs.join(' ')))
  return near ? 'near' : null
}

function has(words: readonly string[], all: readonly string[]): boolean {
  return all.length > 0 && all.every((word) => words.includes(word))
}

function isSlip(text: string, wanted: string): boolean {
  const slips = wanted.length >= 10 ? 2 : wanted.length >= 6 ? 1 : 0
  return slips > 0 && Math.abs(text.length - wanted.length) <= slips && distance(text, wanted) <= slips
}

function isTelling(word: string): boolean {
  return !COMMON.has(word)
}

/** Words without a remark in brackets (a number in them stays), abbreviations written out, plurals off. */
function reduced(name: string): string[] {
  const bare = name
    .slice(0, LONGEST)
    .replace(/\p{Cf}/gu, '')
    .replace(/[([{][^()[\]{}]{0,60}[)\]}]?/g, (bracket) => {
      if (/^.\d{1,2}.?$/.test(bracket)) return bracket
      return /^.\p{Ll}.$/u.test(bracket) ? '' : ' '
    })
  return plainWords(bare)
    .flatMap((word) => (ABBREVIATIONS[word] ?? word).split(' '))
    .filter((word) => !SMALL.has(word))
    .map((word) => (word.length > 3 ? word.replace(/[SX]$/, '') : word))
}

function digits(text: string): string {
  return text.replace(/\D/g, '')
}
