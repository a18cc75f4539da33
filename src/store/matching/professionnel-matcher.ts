import type Database from 'better-sqlite3'
import type { Criteria, Term } from '../../search/criteria.js'
import { isOfActivity } from '../../search/of-activity.js'
import { instantOf } from '../../text/instant.js'
import { Rows } from '../columns/rows.js'
import { startRange } from '../start-range.js'
import { ActivityMatchers } from './activity-matcher.js'
import type { BalMatchers } from './bal-matcher.js'
import { fieldMatcher, type IndexedField, idsMatcher } from './field.js'
import { fullNameMatcher } from './full-name.js'
import { fullNameFragment, type JoinedNames } from './full-name-fragment.js'
import type { GenerationColumns } from './generation-columns.js'
import { allOf, anyOf, EVERYTHING, type Matcher, NOTHING, noneOf } from './matcher.js'
import { rowsMatcher, setMatcher } from './rows-matcher.js'
import { soundMatcher } from './sound.js'
import { StructureMatchers } from './structure-matcher.js'
import type { TermFacts } from './term-facts.js'

/** Sets of people by their mailboxes kept in memory: 195 KB each at full size. */
const KEPT_SETS = 16

/** Criteria on the professionals of one generation. Rows are ranks less one. */
export class ProfessionnelMatchers {
  readonly #columns: GenerationColumns
  readonly #count: number
  readonly #balCount: number
  readonly #bals: BalMatchers
  readonly #facts: TermFacts
  readonly #activities: ActivityMatchers
  readonly #byIdentifier: Database.Statement
  readonly #holders = new Map<string, Matcher>()

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
    this.#activities = new ActivityMatchers(columns, new StructureMatchers(db, columns), this.#count)
    this.#byIdentifier = db
      .prepare('SELECT rang - 1 FROM professionnel WHERE identifiant >= ? AND identifiant < ?')
      .pluck()
  }

  /** @param sources whose mailboxes count as the person's */
  matcher(criteria: Criteria, sources: readonly string[]): Matcher {
    if (isOfActivity(criteria)) return this.#activities.matcher([criteria])
    switch (criteria.kind) {
      case 'all':
        return EVERYTHING
      case 'none':
        return NOTHING
      case 'or':
        return anyOf(criteria.of.map((part) => this.matcher(part, sources)))
      case 'not':
        return noneOf(this.matcher(criteria.of, sources))
      case 'and': {
        const ofActivity = criteria.of.filter(isOfActivity)
        const others = criteria.of.filter((part) => !isOfActivity(part)).map((part) => this.matcher(part, sources))
        return allOf([...others, ...(ofActivity.length > 0 ? [this.#activities.matcher(ofActivity)] : [])])
      }
      case 'term':
        return this.#term(criteria, sources)
    }
  }

  #term(term: Term, sources: readonly string[]): Matcher {
    const { field, match, value } = term
    switch (field) {
      case 'nom':
        return fieldMatcher(this.#nom, match, value)
      case 'prenom':
        return fieldMatcher(this.#prenom, match, value)
      case 'nomComplet':
        return match === 'infix'
          ? fullNameFragment(this.#joined(), value)
          : fullNameMatcher({ nom: this.#nom, prenom: this.#prenom }, match, value)
      case 'identifiant': {
        if (match === 'present') return EVERYTHING
        if (match === 'infix') throw new Error('identifiant is searched whole or by its start')
        const rows = this.#byIdentifier.all(...startRange(match, value)) as number[]
        return rows.length === 0 ? NOTHING : rowsMatcher(rows, this.#count)
      }
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
        return anyOf(
          (['profession', 'specialite'] as const).flatMap((codes) => {
            const list = this.#list(codes)
            return this.#facts.codesLabelled(list.dictionary, codes, match, value).map((ids) => idsMatcher(list, ids))
          }),
        )
      case 'avecBal': {
        const holders = this.#holdersOf({ kind: 'all' }, sources)
        return match === 'present' || value === 'true' ? holders : noneOf(holders)
      }
      case 'source':
        // Every professional comes from the national file; a regional source adds mailboxes to some of them.
        return match === 'present' || value === 'national' ? EVERYTHING : this.#holdersOf(term, sources)
      case 'modifieDepuis':
        return instantOf(this.#facts.peopleDate) >= Date.parse(value) ? EVERYTHING : NOTHING
      case 'adresse':
      case 'typeBal':
      case 'service':
        return this.#holdersOf(term, sources)
      default:
        return NOTHING
    }
  }

  /** People who hold a mailbox that satisfies the criteria and that the reader may see. */
  #holdersOf(criteria: Criteria, sources: readonly string[]): Matcher {
    const key = JSON.stringify([criteria, sources, this.#bals.edition])
    let holders = this.#holders.get(key)
    if (holders === undefined) {
      // Who asks for a source means its copies of national mailboxes too, as among the mailboxes themselves.
      const copies = criteria.kind === 'term' && criteria.field === 'source'
      const bals = allOf([this.#bals.matcher(criteria), this.#bals.readable(sources, copies)])
      holders = setMatcher(this.#holderRows(bals))
      this.#holders.set(key, holders)
      if (this.#holders.size > KEPT_SETS) this.#holders.delete(this.#holders.keys().next().value!)
    }
    return holders
  }

  #holderRows(bals: Matcher): Rows {
    const holderOf = this.#columns.column('bal.professionnel').all()
    const people = new Rows(this.#count)
    const test = bals.leadTester?.() ?? (() => true)
    let next: () => number
    if (bals.lead === null) {
      let row = 0
      next = () => (row < this.#balCount ? row++ : -1)
    } else {
      const gathered = new Rows(this.#balCount)
      bals.lead.addTo(gathered)
      next = gathered.cursor(0)
    }
    for (let row = next(); row !== -1; row = next()) {
      if (holderOf[row] !== 0 && test(row)) people.add(holderOf[row]! - 1)
    }
    return people
  }

  #list(field: string): IndexedField {
    return this.#columns.field(`professionnel.${field}`, this.#count)
  }

  get #nom(): IndexedField {
    return this.#columns.field('professionnel.nom', this.#count, { fragments: true, sorted: true })
  }

  get #prenom(): IndexedField {
    const name = 'professionnel.prenom'
    return this.#columns.field(name, this.#count, { columns: [name], fragments: true })
  }

  #joined(): JoinedNames {
    const nom = this.#nom
    const prenom = this.#prenom
    const prenoms = prenom.columns[0]!.all()
    return {
      nom,
      prenom,
      junctions: this.#columns.trigrams('professionnel.jonction', this.#count),
      nomOf: (row) => nom.postings.valueOf(row),
      prenomOf: (row) => prenoms[row]!,
    }
  }
}
