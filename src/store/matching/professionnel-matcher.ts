import type Database from 'better-sqlite3'
import type { IdSet } from '../../columns/id-set.js'
import { RowSet } from '../../columns/row-set.js'
import { Remembered } from '../../remembered.js'
import type { Criteria, Field, Term, Words } from '../../search/criteria.js'
import type { FieldOf } from '../../search/fields.js'
import { isFieldOf, isOfActivity, isOfStructure } from '../../search/of-activity.js'
import { NATIONAL } from '../../values/index.js'
import type { Indexed } from '../layout.js'
import { type Pace, UNHURRIED } from '../pace.js'
import { runSteps, type Steps } from '../steps.js'
import { ActivityMatchers } from './activity-matcher.js'
import type { BalMatchers } from './bal-matcher.js'
import { fieldMatcher, fieldMatcherInSteps, type IndexedField, idsMatcher, soundMatcher } from './field.js'
import { fullNameMatcher } from './full-name.js'
import { fullNameFragment } from './full-name-fragment.js'
import { gatheredOr } from './gathered-or.js'
import type { GenerationColumns } from './generation-columns.js'
import { allOf, anyOf, EVERYTHING, type Matcher, NOTHING, noneOf, type Prepared, setMatcher } from './matcher.js'
import { PersonNumbers } from './person-numbers.js'
import { sinceMatcher } from './since.js'
import { StructureMatchers } from './structure-matcher.js'
import type { TermFacts } from './term-facts.js'
import { uuidMatcher } from './uuid-matcher.js'
import { unionOf, type WordMatcher, wordsMatcher } from './words-matcher.js'

/** Sets of people by their mailboxes kept in memory: 195 KB each at full size. */
const KEPT_SETS = 16
/** Mailboxes looked at between two looks at the clock. */
const LOOK = 256
/** Fields of people that are those of their mailboxes. */
const OF_MAILBOXES: ReadonlySet<Field> = new Set(['adresse', 'partieLocale', 'typeBal', 'service', 'avecBal', 'source'])

/** Criteria on the professionals of one generation. Rows are ranks less one. */
export class ProfessionnelMatchers {
  readonly #columns: GenerationColumns
  readonly #count: number
  readonly #balCount: number
  readonly #bals: BalMatchers
  readonly #facts: TermFacts
  readonly #activities: ActivityMatchers
  readonly structures: StructureMatchers
  readonly #numbers: PersonNumbers
  readonly #holders = new Remembered<string, Matcher>(KEPT_SETS)

  constructor(
    db: Database.Database,
    columns: GenerationColumns,
    counts: { readonly professionnels: number; readonly bals: number },
    bals: BalMatchers,
    facts: TermFacts,
  ) {
    this.#columns = columns
    this.#count = counts.professionnels
    this.#balCount = counts.bals
    this.#bals = bals
    this.#facts = facts
    this.structures = new StructureMatchers(db, columns)
    this.#activities = new ActivityMatchers(columns, this.structures, this.#count)
    this.#numbers = new PersonNumbers(db, counts.professionnels)
  }

  /** True when the matcher of a term is worth making a little at a time (`prepare`). */
  static takesLong({ field, match }: Term): boolean {
    if (OF_MAILBOXES.has(field)) return field !== 'adresse' || match !== 'exact'
    return (
      match === 'infix' ||
      (match === 'prefix' &&
        (field === 'identifiant' ||
          field === 'ancienAdeli' ||
          field === 'idTechnique' ||
          field === 'finess' ||
          field === 'siret'))
    )
  }

  /** Makes the matchers of terms, a few at a time. @param sources whose mailboxes count as the person's */
  *prepare(terms: readonly Term[], sources: readonly string[], pace: Pace): Steps<Prepared> {
    const prepared = new Map<Term, Matcher>()
    for (const term of terms) {
      if (isFieldOf('situation', term.field)) continue
      const matcher = isOfStructure(term) ? this.structures.prepare(term, pace) : this.#prepareTerm(term, sources, pace)
      prepared.set(term, yield* matcher)
      const pause = pace.over() ? null : pace.pause()
      if (pause !== null) yield pause
      if (pace.over()) break
    }
    return prepared
  }

  /** @param sources whose mailboxes count as the person's @param prepared matchers of some terms */
  matcher(criteria: Criteria, sources: readonly string[], prepared?: Prepared): Matcher {
    if (isOfActivity(criteria)) return this.#activities.matcher([criteria], prepared)
    switch (criteria.kind) {
      case 'all':
        return EVERYTHING
      case 'none':
        return NOTHING
      case 'or':
        return anyOf(criteria.of.map((part) => this.matcher(part, sources, prepared)))
      case 'not':
        return noneOf(this.matcher(criteria.of, sources, prepared))
      case 'and': {
        const ofActivity = criteria.of.filter(isOfActivity)
        const others = criteria.of
          .filter((part) => !isOfActivity(part))
          .map((part) =>
            part.kind === 'words'
              ? this.#words(part, ofActivity, sources, prepared)
              : this.matcher(part, sources, prepared),
          )
        return allOf([...others, ...(ofActivity.length > 0 ? [this.#activities.matcher(ofActivity, prepared)] : [])])
      }
      case 'words':
        return this.#words(criteria, [], sources, prepared)
      case 'term':
        return prepared?.get(criteria) ?? this.#term(criteria, sources)
    }
  }

  /** @param beside criteria about an activity, which the one that satisfies the words satisfies too */
  #words(
    { of }: Words,
    beside: readonly Criteria[],
    sources: readonly string[],
    prepared: Prepared | undefined,
  ): Matcher {
    const words = of.map((word): WordMatcher => {
      const people: Matcher[] = []
      const ofActivity: Criteria[] = []
      let professions: IdSet | null = null
      for (const part of word.kind === 'or' ? word.of : [word]) {
        if (part.kind === 'none') continue
        if (isOfActivity(part)) ofActivity.push(part)
        else if (part.kind === 'term' && part.field === 'titre') {
          // The profession is the activity's, the savoir-faire the person's.
          people.push(this.#labelled('specialite', part))
          professions = unionOf(professions, this.#codesLabelled('profession', part))
        } else people.push(this.matcher(part, sources, prepared))
      }
      return {
        person: people.length === 0 ? null : gatheredOr(people, this.#count),
        activity:
          ofActivity.length === 0 && professions === null
            ? null
            : this.#activities.any(ofActivity, professions, prepared),
      }
    })
    const together = beside.length === 0 ? null : this.#activities.one({ kind: 'and', of: beside }, prepared)
    return wordsMatcher(words, together, () => this.#activities.firsts())
  }

  #term(term: Term, sources: readonly string[]): Matcher {
    return runSteps(this.#prepareTerm(term, sources, UNHURRIED)) as Matcher
  }

  *#prepareTerm(term: Term, sources: readonly string[], pace: Pace): Steps<Matcher> {
    const { field, match, value } = term
    switch (field) {
      case 'nom':
        return yield* fieldMatcherInSteps(this.#nom, match, value, pace)
      case 'prenom':
        return yield* fieldMatcherInSteps(this.#prenom, match, value, pace)
      case 'nomComplet':
        return match === 'infix'
          ? fullNameFragment({ nom: this.#nom, prenom: this.#prenom }, value)
          : fullNameMatcher({ nom: this.#nom, prenom: this.#prenom }, match, value)
      case 'identifiant':
      case 'ancienAdeli':
        return yield* this.#numbers.matcher(field, match, value, pace)
      case 'typeIdentifiant':
      case 'specialite':
      case 'motNom':
      case 'motPrenom':
        return fieldMatcher(this.#list(field), match, value)
      case 'sonNom':
        return soundMatcher(this.#nom, this.#list('nom.son'), match, value)
      case 'sonPrenom':
        return soundMatcher(this.#prenom, this.#list('prenom.son'), match, value)
      case 'titre':
        return anyOf((['profession', 'specialite'] as const).map((codes) => this.#labelled(codes, term)))
      case 'uuid':
        return uuidMatcher(this.#columns, 'professionnel', this.#count, match, value)
      case 'avecBal': {
        const holders = yield* this.#holdersOf({ kind: 'all' }, sources, pace)
        return match === 'present' || value === 'true' ? holders : noneOf(holders)
      }
      case 'source':
        // Every professional comes from the national file; a regional source adds mailboxes to some of them.
        return match === 'present' || value === NATIONAL ? EVERYTHING : yield* this.#holdersOf(term, sources, pace)
      case 'modifieDepuis':
        return sinceMatcher(this.#list('modifie'), value)
      case 'adresse':
      case 'partieLocale':
      case 'typeBal':
      case 'service':
        return yield* this.#holdersOf(term, sources, pace)
      case 'etablissement':
      case 'idStructure':
      case 'description':
        // Of mailboxes, and not of the people who hold them.
        return NOTHING
      default:
        return this.#ofActivity(field, term)
    }
  }

  /** @param _field what is left to be asked: another one does not compile */
  #ofActivity(_field: FieldOf<'situation' | 'structure'>, term: Term): Matcher {
    return this.#activities.matcher([term])
  }

  #labelled(codes: 'profession' | 'specialite', term: Term): Matcher {
    return idsMatcher(this.#coded(codes), this.#codesLabelled(codes, term))
  }

  #codesLabelled(codes: 'profession' | 'specialite', { match, value }: Term): IdSet {
    return this.#facts.codesLabelled(this.#coded(codes).dictionary, codes, match, value)
  }

  #coded(codes: 'profession' | 'specialite'): IndexedField {
    return codes === 'profession' ? this.#columns.field('exercice', codes, this.#count) : this.#list(codes)
  }

  /** People who hold a mailbox that satisfies the criteria and that the reader may see. */
  *#holdersOf(criteria: Criteria, sources: readonly string[], pace: Pace): Steps<Matcher> {
    const key = JSON.stringify([criteria, sources, this.#bals.edition])
    let holders = this.#holders.get(key)
    if (holders === undefined) {
      // Who asks for a source means its copies of national mailboxes too, as among the mailboxes themselves.
      const copies = criteria.kind === 'term' && criteria.field === 'source'
      const bals = allOf([this.#bals.matcher(criteria), this.#bals.readable(sources, copies)])
      holders = setMatcher(yield* this.#holderRows(bals, pace))
      // A search that was given up has not seen them all.
      if (pace.over()) return holders
      this.#holders.set(key, holders)
    }
    return holders
  }

  *#holderRows(bals: Matcher, pace: Pace): Steps<RowSet> {
    const holderOf = this.#columns.column('bal.professionnel').all()
    const people = new RowSet(this.#count)
    const test = bals.leadTester?.() ?? (() => true)
    let next: () => number
    if (bals.lead === null) {
      let row = 0
      next = () => (row < this.#balCount ? row++ : -1)
    } else {
      const gathered = new RowSet(this.#balCount)
      bals.lead.addTo(gathered)
      next = gathered.cursor(0)
    }
    let looked = 0
    for (let row = next(); row !== -1; row = next()) {
      if (holderOf[row] !== 0 && test(row)) people.add(holderOf[row]! - 1)
      if (++looked % LOOK !== 0) continue
      const pause = pace.pause()
      if (pause === null) continue
      yield pause
      if (pace.over()) break
    }
    return people
  }

  #list(field: Indexed<'professionnel'>): IndexedField {
    return this.#columns.field('professionnel', field, this.#count)
  }

  get #nom(): IndexedField {
    return this.#list('nom')
  }

  get #prenom(): IndexedField {
    return this.#list('prenom')
  }
}
