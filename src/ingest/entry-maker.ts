import { type Batch, type Cell, STAGED } from '../records/batch.js'
import { BAL_COLUMN_NAMES, toBal } from '../store/bal-row.js'
import { Labels, labelKey } from '../store/labels.js'
import type { Bal } from '../store/model.js'

/** Makes the bytes that a door sends for a mailbox. */
export type Prepare = (bal: Bal) => Buffer

/** Place in a staged row of each column that a mailbox is made of; `rang` has none yet. */
const PLACES = BAL_COLUMN_NAMES.map((name) => (STAGED.bal as readonly string[]).indexOf(name))
const HIDDEN = STAGED.bal.indexOf('non_publiee')
const NO_DATES: ReadonlyMap<string, string> = new Map()

/**
 * Has mailboxes prepared as they arrive, while this thread would wait for the next rows. Their labels are known by
 * then: only the files of activities and diplomas give any, and they are read before.
 */
export class EntryMaker {
  readonly #prepare: Prepare
  readonly #fromFeed = new Map<string, string>()
  readonly #labels = new Labels(this.#fromFeed)

  constructor(prepare: Prepare) {
    this.#prepare = prepare
  }

  takeLabels({ libelle }: Batch): void {
    for (let at = 0; at < libelle.length; at += STAGED.libelle.length) {
      const [nomenclature, code, label] = libelle.slice(at, at + STAGED.libelle.length) as [string, string, string]
      this.#fromFeed.set(labelKey(nomenclature, code), label)
    }
  }

  /** @returns null for a mailbox that is not published */
  make(row: readonly Cell[]): Buffer | null {
    if (row[HIDDEN] !== null) return null
    const cells = PLACES.map((place) => (place === -1 ? null : row[place]!))
    return this.#prepare(toBal(cells, this.#labels, NO_DATES))
  }
}
