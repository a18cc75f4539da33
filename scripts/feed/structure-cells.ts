import { slug } from './names.js'
import { drawPhone } from './phone.js'
import type { Place } from './places.js'
import type { Rng } from './rng.js'
import { drawStreet } from './street.js'
import { coded } from './tables.js'

/** A structure: the same object of cells each time that it is asked for. */
export interface Structure {
  readonly technicalId: string
  readonly finess: string
  readonly siret: string
  readonly raisonSociale: string
  /** Code and label of the secteur d'activité, as two cells. */
  readonly secteurCells: string
  /** The 28 cells from Numéro SIRET site to Ancien identifiant de la structure. */
  readonly cells: string
  /** The cells of a mailbox's structure, from L2 to Pays. */
  readonly mailboxCells: string
  /** Type of identifier, identifier and, further on in the line, name and sign of a mailbox's structure. */
  readonly mailboxId: string
  readonly mailboxName: string
  readonly adresse: string
  readonly codePostal: string
  readonly ville: string
  readonly telephone: string
  readonly place: Place
  readonly traits: StructureTraits
}

/** What the manifest counts on the lines of a structure. */
interface StructureTraits {
  readonly departementEmpty: boolean
  readonly quote: boolean
  readonly typographic: boolean
  readonly country: boolean
  readonly cedex: boolean
  /** Index in PHONE_SHAPES, -1 without a telephone. */
  readonly phone: number
}

/** What a structure is; where it is and how it is reached is drawn. */
export interface Identity {
  readonly technicalId: string
  readonly ancien: string
  readonly finess: string
  readonly legalFiness: string
  readonly siren: string
  readonly siret: string
  readonly raisonSociale: string
  readonly enseigne: string
  readonly secteur: string
  readonly mailboxId: string
  readonly large: boolean
}

const COMPLEMENTS = [
  'POLE MERE ENFANT',
  'BATIMENT A',
  'SERVICE DES URGENCES',
  'PAVILLON "LES CEDRES"',
  'CONSULTATIONS EXTERNES',
]
const POINTS = ['RESIDENCE DU PARC', 'CENTRE COMMERCIAL', '1ER ETAGE', 'BATIMENT B', 'ZA DES VIGNES']

/** A planted defect of a place: postcode unknown and commune missing, or the département of another place. */
export type Misplacement = 'lost' | 'elsewhere' | null

/** Another département than a place's: code and label, as two cells. */
export function elsewhere(departement: string): string {
  return departement === '75' ? '69|Rhône' : '75|Paris'
}

/** @param defect what is planted of its place */
export function makeStructure(rng: Rng, place: Place, identity: Identity, defect: Misplacement = null): Structure {
  const lost = defect === 'lost'
  const { departement, libelleDepartement } = place
  const street = drawStreet(rng)
  const complement = identity.large && rng.chance(0.3) ? rng.pick(COMPLEMENTS) : rng.chance(0.004) ? '"LE FORUM"' : ''
  const point = rng.chance(0.08) ? rng.pick(POINTS) : ''
  const cedex = !lost && (identity.large ? rng.chance(0.35) : rng.chance(0.03))
  const usual = rng.pick(place.codesPostaux)
  const codePostal = lost ? `00${rng.digits(3)}` : cedex ? cedexPostcode(rng, usual, place.codesPostaux) : usual
  const { ville } = place
  const bureau = cedex ? `${codePostal} ${ville.replace(/ \d+E.* ARRONDISSEMENT$/, '')} CEDEX` : ''
  const mention = cedex ? `CS ${rng.digits(5)}` : rng.chance(0.02) ? `BP ${1 + rng.below(400)}` : ''
  const communeGiven = !lost && rng.chance(0.96)
  const country = rng.chance(0.04)
  const phone = rng.chance(0.75) ? drawPhone(rng, departement) : null
  const second = phone !== null && rng.chance(0.08) ? drawPhone(rng, departement).text : ''
  const fax = phone !== null && rng.chance(0.2) ? drawPhone(rng, departement).text : ''
  const email = rng.chance(0.15) ? `contact@${slug(identity.raisonSociale) || 'cabinet'}.example` : ''
  const departementEmpty = lost || (rng.chance(0.4) && defect === null)
  const { raisonSociale, enseigne } = identity
  const telephone = phone?.text ?? ''
  const given = defect === 'elsewhere' ? elsewhere(departement) : `${departement}|${libelleDepartement}`
  const departementCells = departementEmpty ? '|' : given
  const communeCells = communeGiven ? `${place.code}|${place.nom}` : lost ? '|' : `|${place.nom}`
  return {
    technicalId: identity.technicalId,
    finess: identity.finess,
    siret: identity.siret,
    raisonSociale,
    secteurCells: coded('secteur', identity.secteur),
    cells: `${identity.siret}|${identity.siren}|${identity.finess}|${identity.legalFiness}|${identity.technicalId}|${raisonSociale}|${enseigne}|${complement}|${point}|${street.cells}|${mention}|${bureau}|${codePostal}|${communeCells}|${country ? '99000|France' : '|'}|${telephone}|${second}|${fax}|${email}|${departementCells}|${identity.ancien}`,
    mailboxCells: `${complement}|${point}|${street.numero}|${street.indice}|${street.type}|${street.voie}|${mention}|${bureau === '' ? `${codePostal} ${ville}` : bureau}|${codePostal}|${departementEmpty ? '' : libelleDepartement}|${country ? 'France' : ''}`,
    mailboxId: identity.mailboxId,
    mailboxName: `${raisonSociale}|${enseigne}`,
    adresse: `${street.numero}${street.indice} ${street.type} ${street.voie}`.trim(),
    codePostal,
    ville: bureau === '' ? place.nom : bureau.slice(6),
    telephone,
    place,
    traits: {
      departementEmpty,
      quote: raisonSociale.includes('"') || enseigne.includes('"') || complement.includes('"'),
      typographic: raisonSociale.includes('’') || enseigne.includes('’'),
      country,
      cedex,
      phone: phone?.shape ?? -1,
    },
  }
}

/** A CEDEX postcode keeps the first three digits and is none of the commune's own. */
function cedexPostcode(rng: Rng, usual: string, own: readonly string[]): string {
  for (let last = 1 + rng.below(98); ; last = (last + 1) % 100) {
    const code = usual.slice(0, 3) + String(last).padStart(2, '0')
    if (!own.includes(code)) return code
  }
}
