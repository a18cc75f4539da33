import { plainWords, saints } from './fold.js'
import { recalled } from './recalled.js'

/** How files and people shorten types of voie and titles (norme AFNOR XP Z10-011, and habits). */
const SHORT: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ALLEE: 'ALL ALLEES',
    AVENUE: 'AV AVE',
    BOULEVARD: 'BD BVD BLD BOUL BLVD',
    CENTRE: 'CTRE',
    CHEMIN: 'CHE CH CHEM',
    CITE: 'CTE',
    COURS: 'CRS',
    DOMAINE: 'DOM',
    ESPLANADE: 'ESP',
    FAUBOURG: 'FG FBG FAUB',
    HAMEAU: 'HAM',
    IMMEUBLE: 'IMM',
    IMPASSE: 'IMP',
    LOTISSEMENT: 'LOT',
    MONTEE: 'MTE',
    PASSAGE: 'PAS PASS',
    PLACE: 'PL',
    PROMENADE: 'PROM',
    QUAI: 'QU',
    QUARTIER: 'QUA QRT',
    RESIDENCE: 'RES',
    ROUTE: 'RTE',
    RUE: 'R',
    RUELLE: 'RLE',
    SQUARE: 'SQ',
    TRAVERSE: 'TRA',
    VILLA: 'VLA',
    CAPITAINE: 'CNE',
    COLONEL: 'COL',
    COMMANDANT: 'CDT',
    DOCTEUR: 'DR',
    GENERAL: 'GAL GEN',
    LIEUTENANT: 'LT',
    MARECHAL: 'MAL',
    PRESIDENT: 'PDT',
    PROFESSEUR: 'PR',
  }).flatMap(([whole, short]) => short.split(' ').map((one) => [one, whole] as const)),
)
/** What parts the words that people remember, and what follows a number. */
const SMALL: ReadonlySet<string> = new Set('DE DU DES D LA LE LES L ET A AU AUX EN BIS TER QUATER'.split(' '))
const ARTICLES = [...SMALL]
const NUMBERED = /^(\d{1,6})(?:BIS|TER|QUATER|[A-HTQ])?$/
/** What tells houses of one number apart, by itself behind it. */
const INDEX = /^[A-HTQ]$/

/** Words of a street as they are stored: types of voie in full, without articles nor BIS; "12bis, Bd de la Paix" is 12 BOULEVARD PAIX. */
export const foldStreetWords = (value: string): string[] => streetFragmentWords(value).map(inFull)

/** The same words as somebody types them, who may be at the start of IMPÉRATRICE or mean an impasse. */
export function streetFragmentWords(value: string): string[] {
  const words = saints(plainWords(value))
  const kept: string[] = []
  for (const [at, word] of words.entries()) {
    const number = NUMBERED.exec(word)?.[1]
    const isIndex = INDEX.test(word) && at > 0 && NUMBERED.test(words[at - 1]!)
    if (!isIndex && !SMALL.has(word)) kept.push(number ?? word)
  }
  return kept.length > 0 ? kept : words
}

/** Said between the words of a street, and no word of its own. */
export function isStreetArticle(word: string): boolean {
  return SMALL.has(word)
}

/**
 * What an index of streets can still find of a fragment some word of which may be an article, or lie in one: the longest other word.
 * @returns null when no word may be; '' when there is no other of three letters
 */
export function besideArticles(fragment: string): string | null {
  const words = plainWords(fragment)
  if (!words.some(isInArticle)) return null
  const others = words.filter((word) => word.length >= 3 && !isInArticle(word))
  return others.sort((one, other) => other.length - one.length)[0] ?? ''
}

function isInArticle(word: string): boolean {
  return ARTICLES.some((article) => article.includes(word))
}

/** The letters of those words. */
export const foldStreet = recalled((value) => foldStreetWords(value).join(''))

/** Another fragment that a stored street may hold in place of a typed one: its types of voie in full. */
export function streetInFull(fragment: string): string {
  return fragment.split(' ').map(inFull).join(' ')
}

function inFull(word: string): string {
  return SHORT.get(word) ?? word
}
