import { RowSet } from '../../columns/row-set.js'
import type { Criteria, Field, Term } from '../../search/criteria.js'
import type { HiddenRows } from '../hidden-rows.js'
import { type Indexed, isIndexed } from '../layout.js'
import type { Pace } from '../pace.js'
import type { Steps } from '../steps.js'
import { BalFragments } from './bal-fragments.js'
import { fieldMatcher, fieldMatcherInSteps, type IndexedField, idsMatcher, soundMatcher } from './field.js'
import { fullNameMatcher } from './full-name.js'
import { gatheredOr } from './gathered-or.js'
import type { GenerationColumns } from './generation-columns.js'
import { allOf, anyOf, EVERYTHING, type Matcher, NOTHING, noneOf, type Prepared, type Test } from './matcher.js'
import { RowOrder } from './row-order.js'
import { type ServiceFields, serviceNameMatcher } from './service-name-matcher.js'
import { sinceMatcher } from './since.js'
import type { TermFacts } from './term-facts.js'
import { uuidMatcher } from './uuid-matcher.js'

/** Fields whose fragments are found by row, or among few values. */
const BY_ROW: ReadonlySet<Field> = new Set(['nom', 'prenom', 'nomComplet', 'adresse', 'partieLocale'])

/** Criteria on the mailboxes of one generation. Rows are ranks less one. */
export class BalMatchers {
  readonly #columns: GenerationColumns
  readonly #count: number
  readonly #facts: TermFacts
  readonly #hidden: HiddenRows
  readonly #fields = new Map<string, IndexedField>()
  #knownFragments: BalFragments | null = null
  #knownOrder: RowOrder | null = null

  /** @param hidden rows that are shown to nobody */
  constructor(columns: GenerationColumns, count: number, facts: TermFacts, hidden: HiddenRows) {
    this.#columns = columns
    this.#hidden = hidden
    this.#count = count
    this.#facts = facts
  }

  /** @param prepared matchers of some of its terms */
  matcher(criteria: Criteria, prepared?: Prepared): Matcher {
    switch (criteria.kind) {
      case 'all':
        return EVERYTHING
      case 'none':
        return NOTHING
      case 'words':
        return allOf(criteria.of.map((word) => this.#word(word, prepared)))
      case 'and':
        return allOf(criteria.of.map((part) => this.matcher(part, prepared)))
      case 'or':
        return anyOf(criteria.of.map((part) => this.matcher(part, prepared)))
      case 'not':
        return noneOf(this.matcher(criteria.of, prepared))
      case 'term':
        return prepared?.get(criteria) ?? this.#term(criteria)
    }
  }

  #word(word: Criteria, prepared: Prepared | undefined): Matcher {
    const parts = word.kind === 'or' ? word.of : [word]
    return gatheredOr(
      parts.map((part) => this.matcher(part, prepared)),
      this.#count,
    )
  }

  /** True when the matcher of a term is worth making a little at a time (`prepare`): names and addresses have an index by row. */
  static takesLong({ field, match }: Term): boolean {
    return match === 'infix' && !BY_ROW.has(field)
  }

  /** Makes the matchers of many terms, a few at a time. */
  *prepare(terms: readonly Term[], pace: Pace): Steps<Prepared> {
    const prepared = new Map<Term, Matcher>()
    for (const term of terms) {
      const { field, match, value } = term
      const long = BalMatchers.takesLong(term) && isIndexed('bal', field)
      prepared.set(term, long ? yield* fieldMatcherInSteps(this.#field(field), match, value, pace) : this.#term(term))
      const pause = pace.pause()
      if (pause === null) continue
      yield pause
      if (pace.over()) break
    }
    return prepared
  }

  /** Changes when other rows are hidden: what was made of the readable ones is then to be made again. */
  get edition(): string {
    return this.#hidden.edition
  }

  /** Mailboxes of some sources, those that are hidden by now left out; a regional copy of a national mailbox only when `copies` is set. */
  readable(sources: readonly string[], copies: boolean): Matcher {
    const field = this.#field('source')
    const { dictionary } = field
    const allowed = sources.map((source) => dictionary.exact(source))
    const tester = (): Test => {
      const source = field.columns[0]!.all()
      const copy = this.#columns.column('bal.aussiNational').all()
      const readable = new Uint8Array(dictionary.size)
      for (const set of allowed) if (set.kind === 'range') readable.fill(1, set.low, set.high)
      const test: Test = copies
        ? (row) => readable[source[row]!] === 1
        : (row) => readable[source[row]!] === 1 && copy[row] === 0
      const { rows } = this.#hidden
      return rows.size === 0 ? test : (row) => test(row) && !rows.has(row)
    }
    return { lead: null, leadTester: tester, tester }
  }

  get order(): RowOrder {
    this.#knownOrder ??= new RowOrder(
      { nom: this.#field('nom'), prenom: this.#field('prenom'), structure: this.#field('structure') },
      this.#count,
    )
    return this.#knownOrder
  }

  /** Row of the mailbox of a source by its address in lower case; -1 when there is none. */
  rowOf(address: string, source: string): number {
    const { dictionary, postings } = this.#field('adresse')
    const { dictionary: sources, columns } = this.#field('source')
    const wanted = sources.exact(source)
    if (wanted.kind !== 'range' || wanted.low === wanted.high) return -1
    const sourceOf = columns[0]!.all()
    const rows = new RowSet(this.#count)
    postings.addTo(rows, dictionary.exact(address))
    const next = rows.cursor(0)
    let row = next()
    while (row !== -1 && sourceOf[row] !== wanted.low) row = next()
    return row
  }

  #term({ field, match, value }: Term): Matcher {
    switch (field) {
      case 'nomComplet':
        return anyOf([this.#fullName(match, value), serviceNameMatcher(this.#serviceFields, match, value)])
      case 'adresse':
        return match === 'infix' ? this.#fragments.address(value) : fieldMatcher(this.#field('adresse'), match, value)
      case 'partieLocale':
        return match === 'infix'
          ? this.#fragments.localPart(value)
          : fieldMatcher(
              this.#field('adresse'),
              match === 'exact' ? 'prefix' : match,
              match === 'exact' ? `${value}@` : value,
            )
      case 'finess':
      case 'siret': {
        const type = fieldMatcher(this.#field('typeStructure'), 'exact', field.toUpperCase())
        return allOf([fieldMatcher(this.#field('idStructure'), match, value), type])
      }
      case 'idTechnique':
        return fieldMatcher(this.#field('idStructure'), match, value)
      case 'sonNom':
        return soundMatcher(this.#field('nom'), this.#field('nom.son'), match, value)
      case 'sonPrenom':
        return soundMatcher(this.#field('prenom'), this.#field('prenom.son'), match, value)
      case 'titre':
        return anyOf(
          (['profession', 'specialite'] as const).map((codes) => {
            const field = this.#field(codes)
            return idsMatcher(field, this.#facts.codesLabelled(field.dictionary, codes, match, value))
          }),
        )
      case 'uuid':
        return uuidMatcher(this.#columns, 'bal', this.#count, match, value)
      case 'avecBal':
        return match === 'present' || value === 'true' ? EVERYTHING : NOTHING
      case 'typeIdentifiant':
        return fieldMatcher(this.#field('identifiant'), match === 'present' ? 'present' : 'prefix', value)
      case 'modifieDepuis':
        return sinceMatcher(this.#field('modifie'), value)
      default:
        // The layout has all the others: one that is forgotten there does not compile.
        return fieldMatcher(this.#field(field), match, value)
    }
  }

  #fullName(match: Term['match'], value: string): Matcher {
    if (match === 'infix') return this.#fragments.fullName(value)
    return fullNameMatcher({ nom: this.#field('nom'), prenom: this.#field('prenom') }, match, value)
  }

  get #fragments(): BalFragments {
    this.#knownFragments ??= new BalFragments({
      nom: this.#field('nom'),
      prenom: this.#field('prenom'),
      address: this.#field('adresse'),
      domain: this.#field('domaine'),
      index: this.#columns.trigrams('bal', this.#count),
    })
    return this.#knownFragments
  }

  get #serviceFields(): ServiceFields {
    return {
      own: this.#field('intitule'),
      structure: this.#field('intituleStructure'),
      place: this.#field('intituleLieu'),
    }
  }

  #field(field: Indexed<'bal'>): IndexedField {
    let known = this.#fields.get(field)
    if (known === undefined) {
      known = this.#columns.field('bal', field, this.#count)
      this.#fields.set(field, known)
    }
    return known
  }
}
