import { AnnuaireError, type ErrorDetails, fault } from '../errors.js'
import { mayHave } from '../nomenclature/index.js'
import { phoneticKey } from '../text/phonetic.js'
import { type Criteria, RESULT_CAP } from './criteria.js'
import { type FeedCodes, NO_FEED_CODES } from './feed-codes.js'
import { asked, type Given } from './given.js'
import { booleanOf, professionCode, type ShortRead, specialiteCode } from './parameter-rules.js'
import { PARAMETERS, type Parameter } from './parameter-table.js'
import { and, or, term } from './terms.js'
import { type TypedWord, typedWords } from './typed-words.js'

export interface Search {
  readonly criteria: Criteria
  /** With parMot or phonetique: the criteria that also find other names, whose results come after. */
  readonly wider: Criteria | null
  /** The words of `q`, by which the results are ranked; null without it. */
  readonly words: readonly TypedWord[] | null
  /** Results wanted at most, 1 to 500. */
  readonly limite: number
}

/** Results shown when the caller does not say how many. */
const DEFAULT_LIMIT = 50
const LONGEST = 200
/** Parameters that are no criteria of their own. */
export const OPTIONS: Readonly<Record<string, Pick<Parameter, 'description' | 'example'>>> = {
  parMot: {
    description:
      'true : le nom et le prénom sont aussi cherchés au début des mots suivants d’un nom composé (MARTIN trouve DUPONT-MARTIN), après les autres résultats',
    example: 'false',
  },
  phonetique: {
    description:
      'true : le nom et le prénom qui se prononcent comme la valeur entière sont aussi trouvés (LEFEBVRE trouve LEFÈVRE), après les autres résultats',
    example: 'false',
  },
  limite: { description: `Résultats voulus, 1 à ${RESULT_CAP} (${DEFAULT_LIMIT} par défaut)`, example: '50' },
}
/** Names of all parameters of a search. */
export const SEARCH_PARAMETERS: readonly string[] = [...Object.keys(PARAMETERS), ...Object.keys(OPTIONS)]
/** Of a search of structures. */
export const STRUCTURE_PARAMETERS: readonly string[] = [
  'structure',
  'departement',
  'region',
  'ville',
  'codePostal',
  'voie',
  'siren',
  'telephone',
  'limite',
]
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
const CONTROL = /[\u0000-\u001f\u007f]/
// U+FFFD is what is left of bytes that are not UTF-8.
const BROKEN_TEXT = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|\ufffd/

/**
 * Turns search parameters, whatever door they came through, into criteria. Empty ones are no criteria (given.ts).
 * @param given name → value, or values when the parameter was repeated
 * @param codes that the directory holds besides those of the nomenclatures
 * @param isKnown which parameters there are; all of a search of people when it is not said
 * @throws AnnuaireError CRITERE_INVALIDE with one detail for each fault, all said together
 */
export function criteriaFromParameters(
  given: Given,
  codes: FeedCodes = NO_FEED_CODES,
  isKnown: (name: string) => boolean = isParameter,
): Search {
  const faults: ErrorDetails[] = []
  const criteria: Criteria[] = []
  const short: ShortRead[] = []
  let leads = false
  const options = { parMot: false, phonetique: false }
  let limite = DEFAULT_LIMIT
  const wanted = asked(given, isKnown)
  for (const [parametre, value] of Object.entries(wanted)) {
    const refuse = (regle: string): void => {
      faults.push(fault(parametre, regle, String(value)))
    }
    const rule = Object.hasOwn(PARAMETERS, parametre) ? PARAMETERS[parametre] : undefined
    if (!isKnown(parametre)) refuse(`paramètre inconnu ; paramètres : ${SEARCH_PARAMETERS.filter(isKnown).join(', ')}`)
    else if (typeof value !== 'string') refuse('paramètre donné plusieurs fois')
    else if (value.length > LONGEST) refuse(`${LONGEST} caractères au plus`)
    else if (CONTROL.test(value) || BROKEN_TEXT.test(value)) refuse('sans caractère de contrôle ni Unicode incomplet')
    else if (parametre === 'parMot' || parametre === 'phonetique') {
      const read = booleanOf(value)
      if (read === null) refuse('true ou false')
      else options[parametre] = read
    } else if (rule === undefined) {
      limite = Number(value)
      if (!/^\d{1,3}$/.test(value) || limite < 1 || limite > RESULT_CAP) refuse(`un nombre de 1 à ${RESULT_CAP}`)
    } else {
      const read = rule.read(value, codes)
      if (typeof read === 'string') refuse(read)
      else if (read.kind === 'short') short.push(read)
      else {
        criteria.push(read)
        leads ||= rule.leads === true
      }
    }
  }
  faults.push(...mismatched(wanted, faults, codes), ...withoutName(wanted, options))
  if (faults.length === 0 && criteria.length === 0 && short.length === 0) {
    faults.push({ parametre: '', regle: `un critère au moins : ${SEARCH_PARAMETERS.filter(isKnown).join(', ')}` })
  }
  if (faults.length > 0) {
    const first = faults[0]!
    throw new AnnuaireError('CRITERE_INVALIDE', `Recherche refusée — ${first.parametre} : ${first.regle}.`, faults)
  }
  const found = [...criteria, ...ofShort(short, leads)]
  const words = typeof wanted['q'] === 'string' ? typedWords(wanted['q']) : null
  return { criteria: and(found), wider: widerOf(found, criteria, leads ? [] : short, options), words, limite }
}

/**
 * What values of one or two letters ask: beside a leading criterion they are starts. Otherwise one of them is a whole
 * name, and the others are starts beside it.
 */
function ofShort(short: readonly ShortRead[], leads: boolean): readonly Criteria[] {
  if (short.length === 0) return []
  if (leads) return short.map(({ start }) => start)
  return [or(short.map((one) => and(short.map((other) => (other === one ? other.whole : other.start)))))]
}

/** What is also found, after the rest; null when nothing is. */
function widerOf(
  found: readonly Criteria[],
  others: readonly Criteria[],
  short: readonly ShortRead[],
  options: NameOptions,
): Criteria | null {
  const starts = short.length === 1 && short[0]!.startsToo ? [...others, short[0]!.start] : null
  if (!options.parMot && !options.phonetique) return starts === null ? null : and(starts)
  return and((starts ?? found).map((one) => otherNames(one, options)))
}

/** A name's start, or one of the other ways to find the name that were asked for. */
function otherNames(criteria: Criteria, options: NameOptions): Criteria {
  if (criteria.kind === 'and') return and(criteria.of.map((part) => otherNames(part, options)))
  if (criteria.kind === 'or') return or(criteria.of.map((part) => otherNames(part, options)))
  if (criteria.kind !== 'term' || (criteria.field !== 'nom' && criteria.field !== 'prenom')) return criteria
  const [word, sound] =
    criteria.field === 'nom' ? (['motNom', 'sonNom'] as const) : (['motPrenom', 'sonPrenom'] as const)
  return or([
    criteria,
    ...(options.parMot ? [term(word, criteria.match, criteria.value)] : []),
    ...(options.phonetique ? [term(sound, 'exact', phoneticKey(criteria.value))] : []),
  ])
}

interface NameOptions {
  readonly parMot: boolean
  readonly phonetique: boolean
}

/** These options widen a name: without one they would be asked in vain. */
function withoutName(given: Readonly<Record<string, unknown>>, options: NameOptions): ErrorDetails[] {
  if ('nom' in given || 'prenom' in given) return []
  return (['parMot', 'phonetique'] as const)
    .filter((parametre) => options[parametre])
    .map((parametre) => fault(parametre, 'un nom ou un prénom avec cette option', 'true'))
}

/** A specialty outside the profession can match nobody: it is refused rather than answered with nothing. */
function mismatched(
  given: Readonly<Record<string, unknown>>,
  faults: readonly ErrorDetails[],
  codes: FeedCodes,
): ErrorDetails[] {
  const { profession, specialite } = given
  if (typeof profession !== 'string' || typeof specialite !== 'string') return []
  if (faults.some(({ parametre }) => parametre === 'profession' || parametre === 'specialite')) return []
  const [code, savoirFaire] = [professionCode(profession, codes), specialiteCode(specialite, codes)]
  if (code === null || savoirFaire === null || mayHave(code, savoirFaire)) return []
  // No nomenclature says whose a code is that it lacks.
  if (codes.find('profession', code) !== null || codes.find('savoir-faire', savoirFaire) !== null) return []
  const regle = `une spécialité de la profession ${code} (voir /v1/nomenclatures/specialites?profession=${code})`
  return [fault('specialite', regle, specialite)]
}

function isParameter(name: string): boolean {
  return Object.hasOwn(PARAMETERS, name) || Object.hasOwn(OPTIONS, name)
}
