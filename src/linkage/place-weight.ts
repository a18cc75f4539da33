import { Remembered } from '../remembered.js'
import type { Adresse } from '../resources/person.js'
import { distance } from '../text/close-names.js'
import { foldCity } from '../text/fold-city.js'
import { foldStreetWords } from '../text/fold-street.js'
import { isFrance } from '../values/index.js'
import type { AskedPlace } from './asked.js'
import type { Verdict } from './matches.js'
import { PLACE } from './model.js'
import type { Shares } from './shares.js'

/** Down to what the two addresses agree. */
type PlaceLevel = 'voie' | 'commune' | 'departement' | 'ailleurs' | 'inconnu'

export interface PlaceAgreement {
  readonly level: PlaceLevel
  /** A city or a postcode was asked, and not the département alone. */
  readonly isAskedCity: boolean
  /** How many times likelier the address asked is for somebody who works there than for anybody. */
  readonly ratio: number
  readonly verdicts: {
    readonly voie: Verdict
    readonly codePostal: Verdict
    readonly commune: Verdict
    readonly departement: Verdict
    readonly pays: Verdict
  }
}

/** Letters of a city's name from which a slip leaves it recognisable. */
const SLIPPED_CITY = 5
const streets = new Remembered<string, readonly string[]>(1024)

/** Compares the address asked with that of a structure. */
export function placeAgreement(asked: AskedPlace, held: Adresse, shares: Shares): PlaceAgreement {
  const codePostal = verdictOf(asked.postcode, held.codePostal, nearPostcode)
  const commune = verdictOf(asked.city, held.commune === null ? null : foldCity(held.commune), nearCity)
  const departement = departementVerdict(asked, held)
  const pays: Verdict =
    held.pays === null || isFrance(held.pays, held.pays) === asked.inFrance ? 'identique' : 'different'
  const area = areaOf(asked, held, { codePostal, commune, departement }, shares)
  const isThere = area.level === 'commune'
  const street = streetOf(asked, held, isThere, shares)
  return {
    level: isThere && street.verdict === 'identique' ? 'voie' : area.level,
    isAskedCity: !asked.onlyDepartement,
    ratio: area.ratio * street.ratio * (pays === 'different' ? PLACE.otherCountry : 1),
    verdicts: { voie: street.verdict, codePostal, commune, departement, pays },
  }
}

function verdictOf(
  asked: string | null,
  held: string | null,
  isNear: (one: string, other: string) => boolean,
): Verdict {
  if (asked === null || held === null || held === '') return 'absent'
  return asked === held ? 'identique' : isNear(asked, held) ? 'proche' : 'different'
}

/** One digit is another, or two have changed places. */
function nearPostcode(asked: string, held: string): boolean {
  if (asked.length !== held.length) return false
  const differing = [...asked].flatMap((digit, at) => (digit === held[at] ? [] : [at]))
  if (differing.length === 1) return true
  const [first, second] = differing
  return (
    differing.length === 2 && second === first! + 1 && asked[first!] === held[second] && asked[second] === held[first!]
  )
}

/** A slip, or one is the start of the other's words: SAINT-DENIS-EN-BUGEY. */
function nearCity(asked: string, held: string): boolean {
  if (Math.min(asked.length, held.length) < SLIPPED_CITY) return false
  if (asked.startsWith(held) || held.startsWith(asked)) return true
  return Math.abs(asked.length - held.length) <= 2 && distance(asked, held) <= (asked.length > 8 ? 2 : 1)
}

function departementVerdict({ departements }: AskedPlace, { departement }: Adresse): Verdict {
  if (departements.length === 0 || departement === null) return 'absent'
  return departements.includes(departement.code) ? 'identique' : 'different'
}

type AreaVerdicts = Pick<PlaceAgreement['verdicts'], 'codePostal' | 'commune' | 'departement'>
interface Area {
  readonly level: Exclude<PlaceLevel, 'voie'>
  readonly ratio: number
}

function areaOf(asked: AskedPlace, held: Adresse, verdicts: AreaVerdicts, shares: Shares): Area {
  const { postcode, city } = asked
  const sameCode = verdicts.codePostal === 'identique'
  const sameCity = verdicts.commune === 'identique'
  const sameDepartement = verdicts.departement === 'identique'
  if (postcode === null && city === null) return byDepartement(asked, verdicts.departement, shares)
  if (sameCity && sameCode) return there(PLACE.postcodeAndCity, Math.min(code(postcode!, shares), town(city!, shares)))
  if (sameCity) {
    const other = postcode === null ? 1 : sameDepartement ? PLACE.otherPostcode : PLACE.postcodeElsewhere
    return there(PLACE.city * other, town(city!, shares))
  }
  if (sameCode) {
    const near = city === null || verdicts.commune === 'proche' || verdicts.commune === 'absent'
    return there(PLACE.postcode * (near ? 1 : PLACE.otherCity), code(postcode!, shares))
  }
  if (verdicts.commune === 'proche' && verdicts.departement !== 'different') {
    return there(PLACE.nearCity, town(foldCity(held.commune!), shares))
  }
  if (held.codePostal === null && held.commune === null && held.departement === null) return UNKNOWN
  if (sameDepartement) return { level: 'departement', ratio: PLACE.departement / departementShare(asked, shares) }
  return { level: 'ailleurs', ratio: PLACE.elsewhere }
}

function byDepartement(asked: AskedPlace, verdict: Verdict, shares: Shares): Area {
  if (verdict === 'absent') return UNKNOWN
  if (verdict === 'different') return { level: 'ailleurs', ratio: PLACE.elsewhere }
  return { level: 'departement', ratio: PLACE.onlyDepartement / departementShare(asked, shares) }
}

const UNKNOWN: Area = { level: 'inconnu', ratio: 1 }

function there(likelihood: number, share: number): Area {
  return { level: 'commune', ratio: likelihood / share }
}

function code(postcode: string, shares: Shares): number {
  return shares.of('codePostal', postcode)
}

function town(city: string, shares: Shares): number {
  return shares.of('ville', city)
}

function departementShare({ departements }: AskedPlace, shares: Shares): number {
  return departements.reduce((sum, one) => sum + shares.of('departement', one), 0)
}

interface Street {
  readonly verdict: Verdict
  readonly ratio: number
}

/** @param isThere false when the city is another, where the same street says little */
function streetOf({ street: asked }: AskedPlace, { voie }: Adresse, isThere: boolean, shares: Shares): Street {
  if (asked === null || voie === null) return { verdict: 'absent', ratio: 1 }
  const held = streets.of(voie, foldStreetWords)
  const letters = asked.join('')
  if (letters === held.join('')) {
    return { verdict: 'identique', ratio: isThere ? PLACE.street / streetShare(letters, shares) : 1 }
  }
  if (isNearStreet(asked, held)) return { verdict: 'proche', ratio: isThere ? PLACE.nearStreet : 1 }
  return { verdict: 'different', ratio: isThere ? PLACE.otherStreet : 1 }
}

/** Within a city a street is less rare than in the whole country. */
function streetShare(letters: string, shares: Shares): number {
  return Math.max(shares.of('voie', letters), LEAST_STREET)
}

const LEAST_STREET = 1e-3
/** Longer streets than this are compared by their words alone. */
const LONGEST_SLIPPED = 40

/** The number is another or is missing, a word is left out, or a letter is. */
function isNearStreet(asked: readonly string[], held: readonly string[]): boolean {
  const [one, other] = [withoutNumber(asked), withoutNumber(held)]
  const [name, heldName] = [one.join(''), other.join('')]
  if (name === '' || heldName === '') return false
  if (name === heldName) return true
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  const sameNumber = asked[0] === held[0]
  if (sameNumber && short.length > 1 && short.every((word) => long.includes(word))) return true
  if (sameNumber && one.at(-1) === other.at(-1) && one.at(-1)!.length > 3) return true
  return Math.max(name.length, heldName.length) <= LONGEST_SLIPPED && distance(name, heldName) <= 1
}

function withoutNumber(words: readonly string[]): readonly string[] {
  return words.length > 1 && /^\d{1,6}$/.test(words[0]!) ? words.slice(1) : words
}
