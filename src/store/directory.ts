import type { Bal, FichierSource, Professionnel, Structure } from '../resources/person.js'
import type { GenerationInfo } from '../resources/service.js'
import type { Criteria } from '../search/criteria.js'
import type { FeedCodes } from '../search/feed-codes.js'
import type { DeclaredAccounts } from './declared-accounts.js'
import type { Span } from './entry-slabs.js'
import type { ListedDomains } from './listed-domains.js'
import type { CountedField } from './matching/frequencies.js'
import type { Pace } from './pace.js'
import type { PublishedRecords } from './published-records.js'
import type { MaybePromise } from './steps.js'

/** Who asks. National data is always readable; a regional source only when it is listed here. */
export interface Reader {
  readonly sources: readonly string[]
}

export const ANONYMOUS: Reader = { sources: [] }

/** A slice of the answer, in rank order (folded name, first name, identifier). */
export interface Window {
  /** Rank after which the slice starts; 0 for the beginning. */
  readonly after: number
  /** Entries wanted at most. */
  readonly limit: number
  /** Matches are counted up to this number, when it is more than `limit`. */
  readonly countTo?: number
  /**
   * Results come by the first of these criteria that each satisfies, then those that satisfy none; in rank order when absent.
   * Each is about names, and made when it is first asked for; `after` is 0.
   */
  readonly tiers?: readonly (() => Criteria)[]
  /** People with their diplomas, which a list does not show. */
  readonly complete?: boolean
  /** When to let others in, and to give up; every few milliseconds, and never, when absent. */
  readonly pace?: Pace
  /** True when nobody waits for the answer any more: what is found until then is given. Heard when there is no pace. */
  readonly abandoned?: () => boolean
}

/** A result with its rank: ranks only grow along an answer, and `after` takes the last one. */
export interface Ranked<T> {
  readonly rang: number
  readonly value: T
}

export interface Found<T> {
  readonly results: readonly Ranked<T>[]
  /** Matches in the slice, counted up to `limit` or `countTo`. */
  readonly count: number
}

/** Prepared mailboxes, read as far as they are asked for; only while the Directory is held. */
export interface FoundEntries {
  readonly ranks: readonly number[]
  /** The mailbox at a place of `ranks`. */
  entry(at: number): Span
}

/** An order of mailboxes by the name of the holder, else of the structure; a full name goes on with the first name. */
export interface NameOrder {
  readonly name: 'nom' | 'nomComplet'
  readonly reverse: boolean
}

/**
 * All that matches, in the order of names: by the name, then, as far as full names go, by the first name, then as ranks go.
 * What has no such name comes last, whichever way the list goes. Places count from 0. It lasts while the Directory is
 * held.
 */
export interface NameList {
  readonly count: number
  /** Those that have the name. */
  readonly named: number
  /** Place of the first one whose name is not before another, in the direction of the list; `named` when there is none. */
  placeOf(words: readonly string[]): number
  /** Those from a place on and before another, at most `count`. */
  entries(from: number, end: number): FoundEntries
}

export interface ClassedQuestion {
  readonly criteria: Criteria
  /** Made when they are first asked for. */
  readonly classes: readonly (() => Criteria)[]
  /** Rows to look at, at most. */
  readonly most: number
}

/**
 * The store port. One Directory is one generation: its answers never change while it is held. They may come as promises:
 * those of a long search, or all of them if a server engine stands behind it.
 */
export interface Directory {
  readonly generation: GenerationInfo
  /** Changes whenever an answer to the same question may: with the generation, and when accounts expire. */
  readonly edition: string
  /** The codes that the reader may know and that the nomenclatures lack. */
  codes(reader: Reader): FeedCodes
  /** The white list of MSSanté domains. */
  readonly domaines: ListedDomains
  /** Professionals that match, in rank order. The criteria are answered exactly. */
  professionnels(criteria: Criteria, reader: Reader, window: Window): MaybePromise<Found<Professionnel>>
  /** One professional by identification nationale PP, or an ADELI that was the person's before; null when unknown. */
  professionnel(identifiant: string, reader: Reader): Professionnel | null
  /**
   * For each list of identifications nationales PP, the person who has the first one that anybody has, null when nobody has
   * any; with all that is known of them, as `professionnel` gives it.
   */
  professionnelsNommes(
    identifiants: readonly (readonly string[])[],
    reader: Reader,
    window: Pick<Window, 'pace' | 'abandoned'>,
  ): MaybePromise<readonly (Professionnel | null)[]>
  /** Mailboxes that match and that the reader may see, in rank order. */
  bals(criteria: Criteria, reader: Reader, window: Window): MaybePromise<Found<Bal>>
  /** The records that the journal of changes names, and when each was changed. */
  readonly records: PublishedRecords
  /** Structures that match, by their names; the criteria are about structures alone. */
  structures(criteria: Criteria, window: Window): MaybePromise<Found<Structure>>
  /**
   * How common a value of the national files is, 0 to 1: its share of the people, of the structures for what is about these.
   * @param value normalised for its field, as in a Term
   */
  share(field: CountedField, match: 'exact' | 'prefix', value: string): number
  /** Cities of structures that begin so, the commonest first, in capitals. @param start folded as a city */
  cities(start: string, most: number): readonly string[]
  /** The files that people are made of; each mailbox tells its own. */
  readonly fichiers: readonly FichierSource[]
  /** What regional sources declare, for their administrators alone. */
  readonly accounts: DeclaredAccounts
  /** The same mailboxes as `bals`, each as the bytes that the import prepared for it. */
  entrees(criteria: Criteria, reader: Reader, window: Window): MaybePromise<FoundEntries>
  /**
   * All mailboxes that match, by the first class that each belongs to, then those of none; null when they are sooner asked for
   * class by class.
   */
  classees(asked: ClassedQuestion, reader: Reader, pace: Pace): MaybePromise<readonly FoundEntries[] | null>
  /**
   * The whole list of the mailboxes that match; null when it would take too long to make, and when the pace is over.
   */
  liste(criteria: Criteria, reader: Reader, order: NameOrder, pace: Pace): MaybePromise<NameList | null>
  /** One mailbox of a source as these bytes, by address (any case); null when unknown or not readable by this reader. */
  entree(adresse: string, source: string, reader: Reader): MaybePromise<Ranked<Span> | null>
  /** One mailbox by address (any case), null when unknown or not readable by this reader. */
  bal(adresse: string, reader: Reader): MaybePromise<Bal | null>
}

/** The published generation, switched between two requests when an import publishes another. */
export interface DirectorySwitch {
  /**
   * Runs `use` on the generation published now, which stays open until its promise settles.
   * @throws AnnuaireError INDISPONIBLE when nothing is published
   */
  read<T>(use: (directory: Directory) => MaybePromise<T>): Promise<T>
  /** The same without a promise when there is nothing to wait for. */
  readNow<T>(use: (directory: Directory) => MaybePromise<T>): MaybePromise<T>
  /** The first generation was warmed up: searches take as long as they always will. Those that follow are warmed up first. */
  readonly ready: boolean
  close(): void
}
