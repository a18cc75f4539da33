import { type Batch, type Cell, STAGED } from '../records/batch.js'
import type { Bal } from '../resources/person.js'
import { BAL_COLUMN_NAMES, toBal } from '../store/bal-row.js'
import { Labels, labelKey } from '../store/labels.js'
import type { Numbers } from './holder-numbers.js'

/** Makes the bytes that a door sends for a mailbox. */
type Prepare = (bal: Bal) => Buffer
/** Makes what a door adds to a mailbox that is given the numbers of its holder. */
type Complete = (numbers: Numbers) => Buffer

/** The entries of a batch, one for each of its mailboxes. */
export interface Entries {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Where each ends; an entry without bytes is that of a mailbox that is not published. */
  readonly ends: Uint32Array<ArrayBuffer>
}

/** Place in a staged row of each column that a mailbox is made of; `rang` has none yet. */
const PLACES = BAL_COLUMN_NAMES.map((name) => (STAGED.bal as readonly string[]).indexOf(name))
const HIDDEN = STAGED.bal.indexOf('non_publiee')
const NO_DATES: ReadonlyMap<string, string> = new Map()

/**
 * Has mailboxes prepared as they are read, by whichever thread has less to do. Their labels are known by then: only the
 * files of activities and diplomas give any, and they are read before.
 */
export class EntryMaker {
  readonly #prepare: Prepare
  readonly complete: Complete
  readonly #fromFeed = new Map<string, string>()
  readonly #labels = new Labels(this.#fromFeed)

  private constructor(prepare: Prepare, complete: Complete) {
    this.#prepare = prepare
    this.complete = complete
  }

  /**
   * @param module URL of the module whose `prepareBal` makes an entry and whose `prepareNumbers` completes it: functions do not
   * cross threads
   */
  static async from(module: string): Promise<EntryMaker> {
    const { prepareBal, prepareNumbers } = (await import(module)) as {
      readonly prepareBal: Prepare
      readonly prepareNumbers: Complete
    }
    return new EntryMaker(prepareBal, prepareNumbers)
  }

  /** @param batch of which the labels were learnt, and those of all before it */
  make(batch: Batch): Entries {
    const width = STAGED.bal.length
    const ends = new Uint32Array(batch.bal.length / width)
    const made: Buffer[] = []
    let end = 0
    for (let row = 0; row < ends.length; row++) {
      const entry = this.#entry(batch.bal, row * width)
      if (entry !== null) {
        made.push(entry)
        end += entry.length
      }
      ends[row] = end
    }
    const bytes = new Uint8Array(end)
    let at = 0
    for (const entry of made) {
      bytes.set(entry, at)
      at += entry.length
    }
    return { bytes, ends }
  }

  /** Takes the labels of a batch. */
  learn({ libelle }: Batch): void {
    for (let at = 0; at < libelle.length; at += STAGED.libelle.length) {
      const [nomenclature, code, label] = libelle.slice(at, at + STAGED.libelle.length) as [string, string, string]
      this.#fromFeed.set(labelKey(nomenclature, code), label)
    }
  }

  #entry(cells: readonly Cell[], start: number): Buffer | null {
    if (cells[start + HIDDEN] !== null) return null
    const row = PLACES.map((place) => (place === -1 ? null : cells[start + place]!))
    return this.#prepare(toBal(row, this.#labels, NO_DATES))
  }
}
