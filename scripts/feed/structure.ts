import type { StructureRef } from './activity.js'
import { finessOf, legalFinessOf, sirenOf, siretOf } from './identifiers.js'
import type { Place, Places } from './places.js'
import { Rng, STREAM } from './rng.js'
import { type Identity, type Misplacement, makeStructure, type Structure } from './structure-cells.js'
import { FINESS_BLOCK, finessKind, HOSPITALS, SIRET_BLOCK, siretKind, UNIVERSITY_BLOCKS } from './structure-kinds.js'

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
    return makeStructure(rng, place, {
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
    return makeStructure(rng, place, {
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
   * @param defect what is planted of its place
   */
  cabinet(person: number, rank: number, rpps: string, nom: string, home: number, defect: Misplacement): Structure {
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
    return makeStructure(rng, this.#places.at(home), identity, defect)
  }
}
