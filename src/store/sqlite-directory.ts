import Database from 'better-sqlite3'
import type { Bal, FichierSource, Professionnel, Structure } from '../resources/person.js'
import type { GenerationInfo } from '../resources/service.js'
import type { Criteria } from '../search/criteria.js'
import type { FeedCodes } from '../search/feed-codes.js'
import { namesSource } from '../search/terms.js'
import { foldAddress } from '../values/index.js'
import { classedRanks } from './classed-rows.js'
import { DeclaredAccounts } from './declared-accounts.js'
import type {
  ClassedQuestion,
  Directory,
  Found,
  FoundEntries,
  NameList,
  NameOrder,
  Ranked,
  Reader,
  Window,
} from './directory.js'
import type { Span } from './entry-slabs.js'
import { readGenerationInfo, registerState } from './generation-info.js'
import type { GenerationPaths } from './generations.js'
import { checkRegister, type HiddenRegister } from './hidden-register.js'
import { HiddenRows, hiddenByRegister } from './hidden-rows.js'
import { Holders } from './holders.js'
import { ascending, inOrder, onRanks } from './in-order.js'
import { Labels } from './labels.js'
import { ListedDomains } from './listed-domains.js'
import { MailboxesByAddress } from './mailboxes-by-address.js'
import { BalMatchers } from './matching/bal-matcher.js'
import { findLong } from './matching/find-long.js'
import { findRanks } from './matching/find-ranks.js'
import { Frequencies } from './matching/frequencies.js'
import { GenerationColumns } from './matching/generation-columns.js'
import { allOf, type Matcher, type Prepared } from './matching/matcher.js'
import { ProfessionnelMatchers } from './matching/professionnel-matcher.js'
import { TermFacts } from './matching/term-facts.js'
import { termsOf } from './matching/terms-of.js'
import { NameLists } from './name-lists.js'
import type { Pace } from './pace.js'
import { PeopleByIdentifier } from './people-by-identifier.js'
import { PreparedEntries } from './prepared-entries.js'
import { PublishedRecords } from './published-records.js'
import { rankedRanks, type Table } from './ranked-rows.js'
import { PEOPLE_AT_ONCE, readPeople } from './read-people.js'
import { mayRead, ResultReader } from './result-reader.js'
import { sourceFiles, sourcesOf } from './source-files.js'
import { andThen, type MaybePromise, runSteps, type Steps } from './steps.js'
import { StructureSearch } from './structure-search.js'
import { UnlistedCodes } from './unlisted-codes.js'
import { warm } from './warming.js'
import { paceOf, soughtOf } from './window.js'

/** A published generation in SQLite, read-only. */
export class SqliteDirectory implements Directory {
  readonly generation: GenerationInfo
  readonly fichiers: readonly FichierSource[]
  readonly records: PublishedRecords
  readonly accounts: DeclaredAccounts
  readonly share: Directory['share']
  readonly cities: Directory['cities']
  readonly domaines: ListedDomains
  #users = 0
  /** Times that somebody came when nobody was there: what was lent before is back. */
  #time = 0
  readonly #db: Database.Database
  readonly #labels: Labels
  readonly #unlisted: UnlistedCodes
  readonly #bals: BalMatchers
  readonly #professionnels: ProfessionnelMatchers
  readonly #results: ResultReader
  readonly #people: PeopleByIdentifier
  readonly #structures: StructureSearch
  readonly #mailboxes: MailboxesByAddress
  readonly #entries: PreparedEntries
  readonly #columns: GenerationColumns
  readonly #hidden: HiddenRows
  readonly #lists: NameLists

  /**
   * @param paths of the generation's tables, of its columns, and of what the register was found to hide in it
   * @param register of hidden addresses; null when nothing was ever hidden
   * @param day in France, AAAA-MM-JJ
   * @throws AnnuaireError INDISPONIBLE when the file is not a generation that this version can read
   */
  constructor({ path, columnsPath, hiddenPath }: GenerationPaths, register: HiddenRegister | null, day: string) {
    const db = new Database(path, { readonly: true, fileMustExist: true })
    this.#db = db
    // Pages of the file are shared with the system's cache instead of being copied into the process.
    db.pragma('mmap_size = 4294967296')
    db.pragma('query_only = 1')
    let columns: GenerationColumns | null = null
    try {
      this.generation = readGenerationInfo(db, path)
      columns = new GenerationColumns(db, columnsPath)
      this.#columns = columns
      const built = registerState(db)
      checkRegister(register, built)
      this.#hidden = new HiddenRows(db, hiddenByRegister(db, register, built, hiddenPath))
      this.#hidden.on(day)
      this.records = new PublishedRecords(db, columns, this.generation, this.#hidden)
      this.#labels = Labels.of(db)
      this.accounts = new DeclaredAccounts(db, this.#labels)
      this.#unlisted = new UnlistedCodes(db, this.#labels)
      const files = sourceFiles(db)
      this.fichiers = files.ofPeople
      this.domaines = new ListedDomains(db)
      const facts = new TermFacts(this.#labels)
      this.#bals = new BalMatchers(columns, this.generation.bals, facts, this.#hidden)
      this.#professionnels = new ProfessionnelMatchers(db, columns, this.generation, this.#bals, facts)
      const holders = new Holders(columns, this.generation.professionnels)
      this.#results = new ResultReader(db, this.#labels, files, this.#hidden, holders)
      this.#entries = new PreparedEntries(columns, () => this.#time)
      const frequencies = new Frequencies(db, columns, this.generation.professionnels)
      this.share = frequencies.share.bind(frequencies)
      this.cities = frequencies.cities.bind(frequencies)
      this.#lists = new NameLists(this.#bals, this.generation.bals, this.#entries)
      this.#people = new PeopleByIdentifier(db, this.#results)
      this.#structures = new StructureSearch(columns, this.#professionnels.structures, this.#results)
      this.#mailboxes = new MailboxesByAddress(db, this.#labels, files.datesOfMailboxes, this.#hidden)
    } catch (error) {
      // It will be tried again: a descriptor left open each time would soon be the last.
      columns?.close()
      db.close()
      throw error
    }
  }

  /** What the answers depend on besides the question: the generation, and who is hidden in it by now. */
  get edition(): string {
    return this.#hidden.edition === '' ? this.generation.id : `${this.generation.id} ${this.#hidden.edition}`
  }

  /** Mailboxes whose account has expired are not shown any more. @param day in France, AAAA-MM-JJ */
  expire(day: string): void {
    this.#hidden.on(day)
  }

  /** Shows no more what the register has come to hide. @param edition of the register */
  hide(ranks: readonly number[], edition: string): void {
    this.#hidden.follow(ranks, edition)
  }

  /** Nobody holds the directory: it may be closed. */
  get idle(): boolean {
    return this.#users === 0
  }

  /** The directory is held, with what it lends, until `leave`. */
  hold(): void {
    if (this.#users++ === 0) this.#time++
  }

  leave(): void {
    this.#users--
  }

  close(): void {
    this.#db.close()
    this.#columns.close()
  }

  /** Brings into memory what most searches use, a little at a time, so that the first ones find it there. */
  warm(): Promise<void> {
    return warm(this, () => this.#db.open)
  }

  codes(reader: Reader): FeedCodes {
    return this.#unlisted.of(sourcesOf(reader))
  }

  professionnels(criteria: Criteria, reader: Reader, window: Window): MaybePromise<Found<Professionnel>> {
    const pace = paceOf(window)
    const { complete = false } = window
    return andThen(this.#ranksOfPeople(criteria, reader, window, pace), (ranks) => {
      const shown = ranks.length > window.limit ? ranks.slice(0, window.limit) : ranks
      const read =
        shown.length <= PEOPLE_AT_ONCE ? this.#results.professionnels(ascending(shown), reader, complete) : null
      return andThen(
        read ?? runSteps(readPeople(this.#results, ascending(shown), reader, complete, pace)),
        (results) => ({
          results: inOrder(shown, results),
          count: ranks.length,
        }),
      )
    })
  }

  professionnel(identifiant: string, reader: Reader): Professionnel | null {
    return this.#results.professionnel(identifiant, reader) ?? this.#people.formerly(identifiant, reader)
  }

  professionnelsNommes(
    identifiants: readonly (readonly string[])[],
    reader: Reader,
    window: Pick<Window, 'pace' | 'abandoned'>,
  ): MaybePromise<readonly (Professionnel | null)[]> {
    return runSteps(this.#people.each(identifiants, reader, paceOf(window)))
  }

  bals(criteria: Criteria, reader: Reader, window: Window): MaybePromise<Found<Bal>> {
    return onRanks(this.#ranksOfBals(criteria, reader, window), window, (ranks) => this.#results.bals(ranks))
  }

  structures(criteria: Criteria, window: Window): MaybePromise<Found<Structure>> {
    return runSteps(this.#structures.search(criteria, window))
  }

  entrees(criteria: Criteria, reader: Reader, window: Window): MaybePromise<FoundEntries> {
    return andThen(this.#ranksOfBals(criteria, reader, window), (ranks) => this.#entries.ofRanks(ranks))
  }

  classees(asked: ClassedQuestion, reader: Reader, pace: Pace): MaybePromise<readonly FoundEntries[] | null> {
    return andThen(
      runSteps(this.#classed(asked, reader, pace)),
      (ranks) => ranks?.map((own) => this.#entries.ofRanks(own)) ?? null,
    )
  }

  *#classed({ criteria, classes, most }: ClassedQuestion, reader: Reader, pace: Pace): ReturnType<typeof classedRanks> {
    const matcher = yield* this.#preparedMatcher(criteria, reader, pace)
    if (matcher === null) return null
    const matcherOf = (one: Criteria): Matcher => this.#bals.matcher(one)
    return yield* classedRanks(matcherOf, matcher, classes, { rows: this.generation.bals, most, pace })
  }

  liste(criteria: Criteria, reader: Reader, order: NameOrder, pace: Pace): MaybePromise<NameList | null> {
    const question = (): string => JSON.stringify([this.edition, reader.sources, criteria])
    return this.#lists.list(question, order, pace, (own) => this.#preparedMatcher(criteria, reader, own))
  }

  entree(adresse: string, source: string, reader: Reader): Ranked<Span> | null {
    const row = mayRead(reader, source) ? this.#bals.rowOf(foldAddress(adresse), source) : -1
    return row === -1 || this.#hidden.rows.has(row) ? null : { rang: row + 1, value: this.#entries.ofRow(row) }
  }

  bal(adresse: string, reader: Reader): Bal | null {
    return this.#mailboxes.at(adresse, reader)
  }

  #ranksOfPeople(criteria: Criteria, reader: Reader, window: Window, pace: Pace): MaybePromise<readonly number[]> {
    const sources = sourcesOf(reader)
    const people = this.#professionnels
    const sought = soughtOf(this.generation.professionnels, window, pace)
    if (window.tiers !== undefined) {
      const table: Table = {
        rows: this.generation.professionnels,
        readable: null,
        matcher: (one, prepared) => people.matcher(one, sources, prepared),
        prepare: (terms) => people.prepare(terms, sources, pace),
      }
      return runSteps(rankedRanks(table, criteria, window.tiers, sought.limit, pace))
    }
    const terms = termsOf(criteria)
    if (terms.length <= FEW_TERMS && !terms.some(ProfessionnelMatchers.takesLong)) {
      return findRanks(people.matcher(criteria, sources), sought)
    }
    return runSteps(
      findLong(people.prepare(terms, sources, sought.pace), sought, (prepared) =>
        people.matcher(criteria, sources, prepared),
      ),
    )
  }

  #ranksOfBals(criteria: Criteria, reader: Reader, window: Window): MaybePromise<readonly number[]> {
    const sought = soughtOf(this.generation.bals, window, paceOf(window))
    if (window.tiers !== undefined) {
      const bals = this.#bals
      const table: Table = {
        rows: this.generation.bals,
        readable: bals.readable(sourcesOf(reader), namesSource(criteria)),
        matcher: (one, prepared) => bals.matcher(one, prepared),
        prepare: (terms) => bals.prepare(terms, sought.pace),
      }
      return runSteps(rankedRanks(table, criteria, window.tiers, sought.limit, sought.pace))
    }
    const matcher = (prepared?: Prepared): Matcher => this.#matcherOfBals(criteria, reader, prepared)
    const terms = termsOf(criteria)
    if (terms.length <= FEW_TERMS && !terms.some(BalMatchers.takesLong)) return findRanks(matcher(), sought)
    return runSteps(findLong(this.#bals.prepare(terms, sought.pace), sought, matcher))
  }

  #matcherOfBals(criteria: Criteria, reader: Reader, prepared?: Prepared): Matcher {
    const readable = this.#bals.readable(sourcesOf(reader), namesSource(criteria))
    return allOf([this.#bals.matcher(criteria, prepared), readable])
  }

  *#preparedMatcher(criteria: Criteria, reader: Reader, pace: Pace): Steps<Matcher | null> {
    const prepared = yield* this.#bals.prepare(termsOf(criteria), pace)
    return pace.over() ? null : this.#matcherOfBals(criteria, reader, prepared)
  }
}

/** Criteria of so few terms are made ready at once. */
const FEW_TERMS = 8
