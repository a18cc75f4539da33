import type { Criteria, Field, Term } from '../../search/criteria.js'
import { instantOf } from '../../text/instant.js'
import { Rows } from '../columns/rows.js'
import type { HiddenRows } from '../hidden-rows.js'
import type { Pace } from '../pace.js'
import type { Steps } from '../steps.js'
import { BalFragments } from './bal-fragments.js'
import { fieldMatcher, type IndexedField, idsMatcher } from './field.js'
import { fullNameMatcher } from './full-name.js'
import { gatheredOr } from './gathered-or.js'
import type { FieldOptions, GenerationColumns } from './generation-columns.js'
import { allOf, anyOf, EVERYTHING, type Matcher, NOTHING, noneOf, type Prepared, type Test } from './matcher.js'
import { RowOrder } from './row-order.js'
import { type ServiceFields, serviceNameMatcher } from './service-name-matcher.js'
import { soundMatcher } from './sound.js'
import type { TermFacts } from './term-facts.js'
import { uuidMatcher } from './uuid-matcher.js'

/** Fields with one column of their own, and how they are searched besides whole values and their starts. */
type Stored = Field | 'typeStructure' | 'domaine' | 'intitule' | 'intituleStructure' | 'intituleLieu'
const FIELDS: Partial<Record<Stored, FieldOptions>> = {
  nom: { fragments: true, ordered: true, held: true },
  prenom: { fragments: true },
  ville: { fragments: true, held: true },
  domaine: { fragments: true },
  etablissement: { fragments: true },
  intitule: { fragments: true },
  intituleStructure: { fragments: true },
  intituleLieu: { fragments: true },
  service: { fragments: true },
  description: { fragments: true },
  identifiant: { held: true },
  departement: { held: true },
  adresse: { held: true },
}

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

  /** Makes the matchers of many terms, a few at a time. */
  *prepare(terms: readonly Term[], pace: Pace): Steps<Prepared> {
    const prepared = new Map<Term, Matcher>()
    for (const term of terms) {
      prepared.set(term, this.#term(term))
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
      { nom: this.#field('nom'), prenom: this.#field('prenom'), structure: this.#pair('structure') },
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
    const rows = new Rows(this.#count)
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
      case 'structure':
        return fieldMatcher(this.#pair('structure'), match, value)
      case 'finess':
      case 'siret': {
        const type = fieldMatcher(this.#field('typeStructure'), 'exact', field.toUpperCase())
        return allOf([fieldMatcher(this.#field('idStructure'), match, value), type])
      }
      case 'motNom':
      case 'motPrenom':
        return fieldMatcher(this.#list(field), match, value)
      case 'sonNom':
        return soundMatcher(this.#field('nom'), this.#list('nom.son'), match, value)
      case 'sonPrenom':
        return soundMatcher(this.#field('prenom'), this.#list('prenom.son'), match, value)
      case 'titre':
        return anyOf(
          (['profession', 'specialite'] as const).map((codes) => {
            const field = this.#field(codes)
            return idsMatcher(field, this.#facts.codesLabelled(field.dictionary, codes, match, value))
          }),
        )
      case 'uuid':
        return uuidMatcher(this.#columns, 'bal', this.#count, match, value)
      case 'telephone':
      case 'telecopie':
        return fieldMatcher(this.#columns.field(`bal.${field}`, this.#count, { fragments: true }), match, value)
      case 'avecBal':
        return match === 'present' || value === 'true' ? EVERYTHING : NOTHING
      case 'typeIdentifiant':
        return fieldMatcher(this.#field('identifiant'), match === 'present' ? 'present' : 'prefix', value)
      case 'modifieDepuis': {
        const recent = [...this.#facts.dates].filter(([, date]) => instantOf(date) >= Date.parse(value))
        return anyOf(recent.map(([source]) => fieldMatcher(this.#field('source'), 'exact', source)))
      }
      default:
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

  #field(field: Stored): IndexedField {
    let known = this.#fields.get(field)
    if (known === undefined) {
      const name = `bal.${field}`
      known = this.#columns.field(name, this.#count, { columns: [name], ...FIELDS[field] })
      this.#fields.set(field, known)
    }
    return known
  }

  #list(field: string): IndexedField {
    return this.#columns.field(`bal.${field}`, this.#count)
  }

  /** A field of two columns over one dictionary. */
  #pair(field: string): IndexedField {
    const name = `bal.${field}`
    return this.#columns.field(name, this.#count, { columns: [`${name}1`, `${name}2`], fragments: true })
  }
}
