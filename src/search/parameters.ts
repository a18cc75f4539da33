import { AnnuaireError, type ErrorDetails } from '../errors.js'
import { mayHave } from '../nomenclature/index.js'
import { phoneticKey } from '../text/phonetic.js'
import { type Criteria, RESULT_CAP } from './criteria.js'
import { PARAMETER_RULES, professionCode, specialiteCode } from './parameter-rules.js'
import { and, or, term } from './terms.js'

export interface Search {
  readonly criteria: Criteria
  /** With parMot or phonetique: the criteria that also find other names, whose results come after. */
  readonly wider: Criteria | null
  /** Results wanted at most, 1 to 500. */
  readonly limite: number
}

/** Results shown when the caller does not say how many. */
export const DEFAULT_LIMIT = 50
const LONGEST = 200
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
const CONTROL = /[\u0000-\u001f\u007f]/
// U+FFFD is what is left of bytes that are not UTF-8.
const BROKEN_TEXT = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|\ufffd/

/**
 * Turns search parameters, whatever door they came through, into criteria.
 * @param given name → value, or values when the parameter was repeated
 * @throws AnnuaireError CRITERE_INVALIDE with one detail for each fault, all told together
 */
export function criteriaFromParameters(given: Readonly<Record<string, string | readonly string[]>>): Search {
  const faults: ErrorDetails[] = []
  const criteria: Criteria[] = []
  const wider: Criteria[] = []
  const options = { parMot: false, phonetique: false }
  let limite = DEFAULT_LIMIT
  for (const [parametre, value] of Object.entries(given)) {
    const fault = (regle: string): void => {
      faults.push({ parametre: shown(parametre), regle, valeur: shown(String(value)) })
    }
    const rule = Object.hasOwn(PARAMETER_RULES, parametre) ? PARAMETER_RULES[parametre] : undefined
    if (rule === undefined && parametre !== 'limite' && !Object.hasOwn(options, parametre))
      fault(`paramètre inconnu ; paramètres : ${knownParameters()}`)
    else if (typeof value !== 'string') fault('paramètre donné plusieurs fois')
    else if (value.length > LONGEST) fault(`${LONGEST} caractères au plus`)
    else if (CONTROL.test(value) || BROKEN_TEXT.test(value)) fault('sans caractère de contrôle ni Unicode incomplet')
    else if (value.trim() === '') fault('une valeur')
    else if (parametre === 'parMot' || parametre === 'phonetique') {
      options[parametre] = value === 'true'
      if (!/^(true|false)$/.test(value)) fault('true ou false')
    } else if (rule === undefined) {
      limite = Number(value)
      if (!/^\d{1,3}$/.test(value) || limite < 1 || limite > RESULT_CAP) fault(`un nombre de 1 à ${RESULT_CAP}`)
    } else {
      const read = rule(value)
      if (typeof read === 'string') fault(read)
      else criteria.push(read)
    }
  }
  faults.push(...mismatched(given, faults), ...withoutName(given, options))
  if (faults.length === 0 && criteria.length === 0) {
    faults.push({ parametre: '', regle: `un critère au moins : ${knownParameters()}` })
  }
  if (faults.length > 0) {
    const first = faults[0]!
    throw new AnnuaireError('CRITERE_INVALIDE', `Recherche refusée — ${first.parametre} : ${first.regle}.`, faults)
  }
  if (options.parMot || options.phonetique) wider.push(...criteria.map((one) => otherNames(one, options)))
  return { criteria: and(criteria), wider: wider.length === 0 ? null : and(wider), limite }
}

/** A name's start, or one of the other ways to find the name that were asked for. */
function otherNames(criteria: Criteria, options: NameOptions): Criteria {
  if (criteria.kind === 'or') return or(criteria.of.map((part) => otherNames(part, options)))
  const { parMot, phonetique } = options
  if (criteria.kind !== 'term' || (criteria.field !== 'nom' && criteria.field !== 'prenom')) return criteria
  const [word, sound] =
    criteria.field === 'nom' ? (['motNom', 'sonNom'] as const) : (['motPrenom', 'sonPrenom'] as const)
  return or([
    criteria,
    ...(parMot ? [term(word, 'prefix', criteria.value)] : []),
    ...(phonetique ? [term(sound, 'exact', phoneticKey(criteria.value))] : []),
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
    .map((parametre) => ({ parametre, regle: 'un nom ou un prénom avec cette option', valeur: 'true' }))
}

/** A specialty outside the profession can match nobody: it is told rather than answered with nothing. */
function mismatched(given: Readonly<Record<string, unknown>>, faults: readonly ErrorDetails[]): ErrorDetails[] {
  const { profession, specialite } = given
  if (typeof profession !== 'string' || typeof specialite !== 'string') return []
  if (faults.some(({ parametre }) => parametre === 'profession' || parametre === 'specialite')) return []
  const [code, savoirFaire] = [professionCode(profession), specialiteCode(specialite)]
  if (code === null || savoirFaire === null || mayHave(code, savoirFaire)) return []
  const regle = `une spécialité de la profession ${code} (voir /v1/nomenclatures/specialites?profession=${code})`
  return [{ parametre: 'specialite', regle, valeur: specialite }]
}

function knownParameters(): string {
  return [...Object.keys(PARAMETER_RULES), 'parMot', 'phonetique', 'limite'].join(', ')
}

/** A value as a message may repeat it: short, and without what could not be printed. */
function shown(value: string): string {
  return value.slice(0, LONGEST).toWellFormed().replace(new RegExp(CONTROL, 'g'), '\ufffd')
}
