import type { StructureRef } from './activity.js'
import { finessOf, legalFinessOf, sirenOf, siretOf } from './identifiers.js'
import { slug } from './names.js'
import { drawPhone } from './phone.js'
import type { Place, Places } from './places.js'
import { Rng, STREAM } from './rng.js'
import { drawStreet } from './street.js'
import { FINESS_BLOCK, finessKind, HOSPITALS, SIRET_BLOCK, siretKind, UNIVERSITY_BLOCKS } from './structure-kinds.js'
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
export interface StructureTraits {
  readonly departementEmpty: boolean
  readonly quote: boolean
  readonly typographic: boolean
  readonly country: boolean
  readonly cedex: boolean
  /** Index in PHONE_SHAPES, -1 without a telephone. */
  readonly phone: number
}

interface Identity {
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

/** Makes any structure of the feed from its number alone. */
export class Structures {
  readonly finessCount: number
  readonly siretCount: number
  readonly #places: Places
  readonly #rng: Rng
  readonly #hospitals: readonly Place[]
  readonly #met: { readonly finess: Uint8Array; readonly siret: Uint8Array }
  readonly #large = new Map<number, Structure>()
  #metCount = 0

  constructor(places: Places, seed: number, lines: number) {
    this.#places = places
    this.#rng = new Rng(seed)
    const blocks = Math.max(1, Math.round((lines * 0.045) / FINESS_BLOCK))
    this.finessCount = blocks * FINESS_BLOCK
    this.siretCount = Math.max(1, Math.round((lines * 0.08) / SIRET_BLOCK)) * SIRET_BLOCK
    this.#met = { finess: new Uint8Array(this.finessCount), siret: new Uint8Array(this.siretCount) }
    this.#hospitals = Array.from({ length: blocks }, (_, block) => {
      const width = block % UNIVERSITY_BLOCKS === 0 ? Math.min(UNIVERSITY_BLOCKS, blocks) : 1
      return places.largest(block / blocks, Math.min(1, (block + width) / blocks) - 1e-9)
    })
  }

  /** Number of distinct structures on the lines written. */
  get metCount(): number {
    return this.#metCount
  }

  /** Counts the structure of a line, once for each person: no one else is in a person's own practice. */
  meet(structure: StructureRef): void {
    if (structure.kind === 'cabinet') this.#metCount++
    else if (this.#met[structure.kind][structure.number] === 0) {
      this.#met[structure.kind][structure.number] = 1
      this.#metCount++
    }
  }

  finess(site: number): Structure {
    // A third of all lines are in a hospital or clinic: those few thousand are kept.
    if (site % FINESS_BLOCK >= HOSPITALS) return this.#finess(site)
    let kept = this.#large.get(site)
    if (kept === undefined) {
      kept = this.#finess(site)
      this.#large.set(site, kept)
    }
    return kept
  }

  #finess(site: number): Structure {
    const rng = this.#rng.at(STREAM.finess, site)
    const place =
      site % FINESS_BLOCK === 0
        ? this.#hospitals[site / FINESS_BLOCK]!
        : this.#places.at((site + 0.5) / this.finessCount)
    const kind = finessKind(site)
    const finess = finessOf(site, place.departement)
    const siren = sirenOf(26_000_000 + site)
    return this.#make(rng, place, {
      ...kind.name(rng, place.ville),
      technicalId: `F${finess}`,
      ancien: `1${finess}`,
      finess,
      legalFiness: legalFinessOf(site, place.departement),
      // The extraction often gives a SIRET without its SIREN.
      siren: rng.chance(0.3) ? siren : '',
      siret: rng.chance(0.6) ? siretOf(siren) : '',
      secteur: kind.secteur,
      mailboxId: `FINESS|${finess}`,
      large: site % FINESS_BLOCK < HOSPITALS,
    })
  }

  siret(index: number): Structure {
    const rng = this.#rng.at(STREAM.siret, index)
    const place = this.#places.at((index + 0.5) / this.siretCount)
    const kind = siretKind(index)
    const siren = sirenOf(40_000_000 + index)
    const siret = siretOf(siren)
    return this.#make(rng, place, {
      ...kind.name(rng, place.ville),
      technicalId: `C${siret}`,
      ancien: `3${siret}`,
      finess: '',
      legalFiness: '',
      siren: rng.chance(0.4) ? siren : '',
      siret,
      secteur: kind.secteur,
      mailboxId: `SIRET|${siret}`,
      large: false,
    })
  }

  /**
   * The practice of one person, known by RPPS and rank.
   * @param lost whether its postcode is unknown and its commune missing: a planted defect
   */
  cabinet(person: number, rank: number, rpps: string, nom: string, home: number, lost: boolean): Structure {
    const rng = this.#rng.at(STREAM.cabinet, person, rank)
    const id = `${rpps}${String(rank).padStart(3, '0')}`
    const named = rng.chance(0.5) ? `CABINET DU DR ${nom}` : ''
    const identity: Identity = {
      raisonSociale: named,
      enseigne: '',
      technicalId: `R${id}`,
      ancien: `4${id}`,
      finess: '',
      legalFiness: '',
      siren: '',
      siret: '',
      secteur: 'SA07',
      mailboxId: `Id Cabinet RPPS|${id}`,
      large: false,
    }
    return this.#make(rng, this.#places.at(home), identity, lost)
  }

  #make(rng: Rng, place: Place, identity: Identity, lost = false): Structure {
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
    const departementEmpty = lost || rng.chance(0.4)
    const { raisonSociale, enseigne } = identity
    const telephone = phone?.text ?? ''
    const departementCells = departementEmpty ? '|' : `${departement}|${libelleDepartement}`
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
}

const COMPLEMENTS = [
  'POLE MERE ENFANT',
  'BATIMENT A',
  'SERVICE DES URGENCES',
  'PAVILLON "LES CEDRES"',
  'CONSULTATIONS EXTERNES',
]
const POINTS = ['RESIDENCE DU PARC', 'CENTRE COMMERCIAL', '1ER ETAGE', 'BATIMENT B', 'ZA DES VIGNES']

/** A CEDEX postcode keeps the first three digits and is none of the commune's own. */
function cedexPostcode(rng: Rng, usual: string, own: readonly string[]): string {
  for (let last = 1 + rng.below(98); ; last = (last + 1) % 100) {
    const code = usual.slice(0, 3) + String(last).padStart(2, '0')
    if (!own.includes(code)) return code
  }
}
