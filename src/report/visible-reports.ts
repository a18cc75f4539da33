import { AnnuaireError } from '../errors.js'
import type { Alimentation, Avis, Comparaison, Evolution, Tendance } from '../resources/report.js'
import { comparisonExamples } from './comparison-examples.js'
import { given, isByOwner, isEmptyFilter, type ReportFilter } from './filter.js'
import { filteredHead } from './filtered-head.js'
import type { Looked } from './folder-work.js'
import type { AvisQuery, ReportReader } from './port.js'
import { trendOf } from './trend.js'
import { ADMINISTRATOR, NOBODY, scopedFilter, type Viewer, viewerKey } from './viewer.js'
import { type HiddenAddresses, isMasked, readableRules, visibleAlimentation, visibleAvis } from './visible-report.js'

/** A part of the notices of a report. */
export interface VisiblePage {
  readonly avis: readonly Avis[]
  /** `decalage` of the next part; null when this is the last one. A part may hold less than was asked for. */
  readonly suivant: number | null
}

export type PageQuery = Omit<AvisQuery, 'lisibles'>

export interface VisibleHead {
  readonly alimentation: Alimentation
  /** Values or lines are kept from this viewer. */
  readonly masque: boolean
}

/** The reports of past imports, as each viewer sees them: no door reads them in another way. */
export class VisibleReports {
  readonly #reports: ReportReader
  readonly #hidden: HiddenAddresses

  /** @param hidden addresses in liste rouge, whoever hides them */
  constructor(reports: ReportReader, hidden: HiddenAddresses = { has: () => false }) {
    this.#reports = reports
    this.#hidden = hidden
  }

  /** Most recent first. @throws AnnuaireError INDISPONIBLE when the reports cannot be read now */
  async list(limite: number, viewer: Viewer): Promise<Alimentation[]> {
    const all = await this.#reports.list(limite)
    // What is told of whole files is nothing to who reads one establishment.
    const seer = viewer.kind === 'compte' && viewer.etablissement !== undefined ? NOBODY : viewer
    return all.map((one) => visibleAlimentation(one, seer))
  }

  /**
   * The head of a report, with the counts that a filter leaves.
   * @returns null when unknown; 'derniere' is the most recent one
   * @throws AnnuaireError CRITERE_INVALIDE when the filter names what the report has not
   */
  async get(id: string, viewer: Viewer, asked: ReportFilter = {}): Promise<VisibleHead | null> {
    const filter = scopedFilter(viewer, asked)
    const found = await this.#reports.get(id)
    if (found === null) return null
    const seen = visibleAlimentation(found, viewer)
    const masque = isMasked(found, viewer)
    if (isEmptyFilter(filter)) return { alimentation: seen, masque }
    const looked = this.#looked(found, viewer)
    // Without an owner the counts are those of the head; the question is still checked against the report.
    await this.#reports.avis(found.id, { ...filter, decalage: 0, limite: 0, lisibles: looked.readable })
    if (!isByOwner(filter)) return { alimentation: filteredHead(seen, filter, null, null), masque }
    const owned = await this.#reports.work.counts(looked, filter)
    const evolution =
      found.evolution === null ? null : await this.#evolution(looked, found.evolution.avec, viewer, filter)
    return { alimentation: filteredHead(seen, filter, owned, evolution), masque }
  }

  /** Notices of one alimentation, by file, then line. @returns null when there is no such report */
  async avis(id: string, asked: PageQuery, viewer: Viewer): Promise<VisiblePage | null> {
    const query = { ...asked, ...scopedFilter(viewer, asked) }
    const alimentation = await this.#reports.get(id)
    if (alimentation === null) return null
    const { readable } = this.#looked(alimentation, viewer)
    // One more says whether there are more.
    const found = await this.#reports.avis(alimentation.id, { ...query, limite: query.limite + 1, lisibles: readable })
    const avis = found
      .slice(0, query.limite)
      .map((one) => visibleAvis(one, alimentation, viewer, this.#hidden))
      .filter((one) => one !== null)
    return { avis, suivant: found.length > query.limite ? query.decalage + query.limite : null }
  }

  /**
   * What is new in a report since another, mended and still there.
   * @param avec the other one; the one that the import itself compared with when null
   * @returns null when there is no report by the first name
   * @throws AnnuaireError INTROUVABLE when there is nothing to compare with; CRITERE_INVALIDE as `get`
   */
  async compare(
    id: string,
    avec: string | null,
    viewer: Viewer,
    asked: ReportFilter = {},
  ): Promise<Comparaison | null> {
    const filter = scopedFilter(viewer, asked)
    const after = await this.#reports.get(id)
    if (after === null) return null
    const other = avec ?? after.evolution?.avec ?? null
    const before = other === null ? null : await this.#reports.get(other)
    if (before === null) throw nothingToCompare(avec, after.id)
    const [had, has] = [this.#looked(before, viewer), this.#looked(after, viewer)]
    for (const { id: one } of [had, has]) {
      if (!this.#reports.work.canCompare(one)) throw tooOld(one)
    }
    // Counts of each rule are everybody's, those of an owner whoever's who may read the lines.
    const [old, recent] = isByOwner(filter) ? [had, has] : [had, has].map(whole)
    const evolution = await this.#reports.work.compare(old!, recent!, filter)
    const examples = await comparisonExamples(this.#reports, had, has, filter)
    const shown = (avis: readonly Avis[], of: Alimentation) =>
      avis.map((one) => visibleAvis(one, of, viewer, this.#hidden)).filter((one) => one !== null)
    return {
      id: after.id,
      ...given(filter),
      masque: isMasked(after, viewer) || isMasked(before, viewer),
      evolution,
      exemplesNouveaux: shown(examples.added, after),
      exemplesCorriges: shown(examples.mended, before),
    }
  }

  /** The last reports up to one, oldest first. @returns null when there is no such report */
  async trend(id: string, viewer: Viewer, asked: ReportFilter = {}): Promise<Tendance | null> {
    const filter = scopedFilter(viewer, asked)
    const last = await this.#reports.get(id)
    if (last === null) return null
    return trendOf(last, await this.#reports.list(Number.MAX_SAFE_INTEGER), async (one) => {
      return (await this.get(one.id, viewer, filter).catch(() => null))?.alimentation ?? null
    })
  }

  /** Numbers of the establishments that have notices under a filter, for who administers the machine. Throws as `get` */
  async establishments(id: string, filter: ReportFilter): Promise<readonly string[]> {
    const found = await this.#reports.get(id)
    return found === null ? [] : this.#reports.work.establishments(found.id, filter)
  }

  async #evolution(after: Looked, avec: string, viewer: Viewer, filter: ReportFilter): Promise<Evolution | null> {
    const before = await this.#reports.get(avec)
    if (before === null || !this.#reports.work.canCompare(before.id)) return null
    return this.#reports.work.compare(this.#looked(before, viewer), after, filter)
  }

  #looked(alimentation: Alimentation, viewer: Viewer): Looked {
    const readable = viewer === ADMINISTRATOR ? undefined : readableRules(alimentation, viewer)
    return { id: alimentation.id, readable, viewer: viewerKey(viewer) }
  }
}

function whole({ id }: Looked): Looked {
  return { id, readable: undefined, viewer: '' }
}

function nothingToCompare(avec: string | null, id: string): AnnuaireError {
  const message =
    avec === null
      ? `L’alimentation ${id} n’a été comparée à aucune autre : donnez-en une.`
      : `Aucune alimentation ne porte l’identifiant « ${avec.slice(0, 40)} ».`
  return new AnnuaireError('INTROUVABLE', message)
}

function tooOld(id: string): AnnuaireError {
  return new AnnuaireError(
    'INTROUVABLE',
    `Le rapport ${id} ne garde pas de quoi être comparé : il est d’une version d’avant.`,
  )
}
