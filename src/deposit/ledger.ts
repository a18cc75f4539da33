import type { Log } from '../log.js'
import { printable } from '../text/printable.js'
import type { Container } from './containers.js'
import type { LeftThere } from './look.js'
import type { Places } from './places.js'
import type { Receipt } from './receipts.js'
import { accept, setAside } from './settle.js'

/** What became of a deposit. */
export interface Outcome {
  /** Null for what lies outside the folder of a known source. */
  readonly source: string | null
  readonly fichier: string
  /** « identique »: its content is published already; « en attente »: the next run takes it up; « laissé »: it was not taken. */
  readonly etat: 'publié' | 'identique' | 'refusé' | 'en attente' | 'laissé'
  /** Why, in French; null when there is nothing to say. */
  readonly raison: string | null
}

/** Puts each deposit where it belongs, and keeps what is to be said of it. */
export class Ledger {
  readonly outcomes: Outcome[] = []
  readonly #places: Places
  readonly #kept: number
  readonly #log: Log

  /** @param kept files kept of each source in the archive, and of those refused */
  constructor(places: Places, kept: number, log: Log) {
    this.#places = places
    this.#kept = kept
    this.#log = log
  }

  taken({ source, id, name }: Receipt): void {
    this.#log.info({ evenement: 'depot.pris', source, depot: id, fichier: name })
  }

  /** @param replaced names of the source's current files whose place it takes */
  accept(receipt: Receipt, etat: 'publié' | 'identique', replaced: readonly string[]): void {
    const { source, id, name } = receipt
    accept(this.#places, receipt, replaced, this.#kept)
    this.#log.info({ evenement: 'depot.archive', source, depot: id, fichier: name, etat })
    this.outcomes.push({ source, fichier: name, etat, raison: null })
  }

  refuse(receipt: Receipt, raison: string): void {
    const { source, id, name } = receipt
    setAside(this.#places, receipt, raison, this.#kept)
    this.#log.warn({ evenement: 'depot.refuse', source, depot: id, fichier: name })
    this.outcomes.push({ source, fichier: name, etat: 'refusé', raison: raison.replaceAll(receipt.path, name) })
  }

  wait(deposits: readonly Container[], raison: string): void {
    for (const { source, name, receipt } of deposits) {
      this.#log.warn({ evenement: 'depot.attente', source, depot: receipt?.id, fichier: name })
      this.outcomes.push({ source, fichier: name, etat: 'en attente', raison })
    }
  }

  /** What lies in the folder of the deposits and is not taken. */
  leave({ source, name, reason }: LeftThere): void {
    this.#log.warn({ evenement: 'depot.laisse', source })
    this.outcomes.push({ source, fichier: printable(name), etat: 'laissé', raison: reason })
  }
}
