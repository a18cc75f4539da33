import type { JournalReader } from '../changes/journal-reader.js'
import { AnnuaireError } from '../errors.js'
import { type Hygiene, TASK_KINDS, type TaskKind } from '../resources/hygiene.js'
import type { Directory } from '../store/index.js'
import type { Pace } from '../store/pace.js'
import type { Thresholds } from '../thresholds.js'
import { dayInFrance } from '../values/day-in-france.js'
import { MOST_TASKS, type SourceTasks, tasksOf } from './tasks.js'

export { hygieneSheets, renderHygiene } from './render.js'
export { MOST_TASKS }

/** Lists kept in memory. */
const KEPT = 2

/** Which things to do are wanted, and which part of them. */
export interface HygieneQuery {
  readonly nature?: TaskKind | undefined
  /** FINESS or SIRET. */
  readonly etablissement?: string | undefined
  readonly decalage: number
  readonly limite: number
}

/** What regional sources have to tidy up. The same list answers while generation, day and journal stay the same. */
export class HygieneLists {
  readonly #journal: JournalReader
  readonly #thresholds: Thresholds
  readonly #known = new Map<string, Promise<SourceTasks>>()

  constructor(journal: JournalReader, thresholds: Thresholds) {
    this.#journal = journal
    this.#thresholds = thresholds
  }

  /**
   * A part of the list of a source, and how many there are of each nature.
   * @throws AnnuaireError INTROUVABLE when the source publishes nothing
   */
  async of(directory: Directory, source: string, query: HygieneQuery, pace: Pace): Promise<Hygiene> {
    const { generation } = directory
    if (!generation.sources.includes(source)) {
      throw new AnnuaireError('INTROUVABLE', `La source ${source} n’a rien publié.`)
    }
    const { taches, comptes, tronque } = await this.#tasks(directory, source, pace)
    const { nature, etablissement, decalage, limite } = query
    const ofPlace = taches.filter((one) => etablissement === undefined || one.etablissement === etablissement)
    const wanted = ofPlace.filter((one) => nature === undefined || one.nature === nature)
    const kinds = TASK_KINDS.filter((kind) => nature === undefined || kind === nature)
    return {
      source,
      generation: generation.id,
      comptes,
      parNature: kinds.map((kind) => ({ nature: kind, nombre: ofPlace.filter((one) => one.nature === kind).length })),
      total: wanted.length,
      tronque,
      ...(nature !== undefined && { nature }),
      ...(etablissement !== undefined && { etablissement }),
      decalage,
      limite,
      resultats: wanted.slice(decalage, decalage + limite),
    }
  }

  #tasks(directory: Directory, source: string, pace: Pace): Promise<SourceTasks> {
    const day = dayInFrance(new Date())
    const served = this.#journal.served(directory.generation.id)
    const key = [directory.edition, directory.generation.id, source, day, served].join(' ')
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const inputs = { directory, journal: this.#journal, thresholds: this.#thresholds, day }
    const made = tasksOf(inputs, source, pace)
    this.#known.set(key, made)
    made.catch(() => this.#known.delete(key))
    if (this.#known.size > KEPT) this.#known.delete(this.#known.keys().next().value as string)
    return made
  }
}
