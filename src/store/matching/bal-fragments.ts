import { SHORTEST_INFIX } from '../../search/criteria.js'
import type { TrigramIndex } from '../columns/trigram-index.js'
import { ValueTests } from '../columns/value-tests.js'
import { fieldMatcher, type IndexedField, idsMatcher } from './field.js'
import { type Lead, type Matcher, type Test, together } from './matcher.js'

/** Gathering the candidates of a fragment costs about the same for all: long lists are bits. */
const FRAGMENT_COST = 8192
/** Leads kept: an address book asks the same fragment of several attributes. */
const KEPT_LEADS = 4

/** What the fragments of a mailbox's own names are looked for in. Domains are a short list of their own. */
export interface FragmentFields {
  readonly nom: IndexedField
  readonly prenom: IndexedField
  readonly address: IndexedField
  readonly domain: IndexedField
  /** By row: the names together in both orders, and what stands before the `@`. */
  readonly index: TrigramIndex
}

/**
 * Fragments of full names and of addresses. One index over the mailboxes serves both, since both mostly hold the same
 * letters: what it finds comes in the order of the answer, and is checked as far as the answer needs it.
 */
export class BalFragments {
  readonly #fields: FragmentFields
  readonly #noms: ValueTests
  readonly #prenoms: ValueTests
  readonly #leads = new Map<string, Lead>()

  constructor(fields: FragmentFields) {
    this.#fields = fields
    this.#noms = new ValueTests(fields.nom.dictionary)
    this.#prenoms = new ValueTests(fields.prenom.dictionary)
  }

  /** Mailboxes whose "prénom nom" or "nom prénom" contains a folded fragment. */
  fullName(fragment: string): Matcher {
    const tester = (): Test => {
      const { nom, prenom } = this.#fields
      const nomHas = this.#noms.containing(fragment)
      const prenomHas = this.#prenoms.containing(fragment)
      const noms = nom.columns[0]!.all()
      const prenoms = prenom.columns[0]!.all()
      const cuts = cutsOf(fragment)
      return (row) => {
        const one = noms[row]!
        const other = prenoms[row]!
        if (nomHas(one) || prenomHas(other)) return true
        const name = nom.dictionary.at(one)
        const first = prenom.dictionary.at(other)
        if (first.length + name.length < fragment.length) return false
        for (const { head, tail } of cuts) {
          if (first.endsWith(head) && name.startsWith(tail)) return true
          if (name.endsWith(head) && first.startsWith(tail)) return true
        }
        return false
      }
    }
    return { lead: this.#lead(fragment), leadTester: tester, tester }
  }

  /** Mailboxes whose address contains a fragment. */
  address(fragment: string): Matcher {
    const { address } = this.#fields
    const tester = (): Test => {
      const ids = address.columns[0]!.all()
      return (row) => address.dictionary.at(ids[row]!).includes(fragment)
    }
    return { lead: this.#addressLead(fragment), leadTester: tester, tester }
  }

  /** Mailboxes whose address contains a fragment before the `@`. */
  localPart(fragment: string): Matcher {
    const { address } = this.#fields
    const tester = (): Test => {
      const ids = address.columns[0]!.all()
      return (row) => {
        const text = address.dictionary.at(ids[row]!)
        const at = text.indexOf(fragment)
        return at !== -1 && at + fragment.length <= text.indexOf('@')
      }
    }
    return { lead: this.#lead(fragment), leadTester: tester, tester }
  }

  /** Rows among which those of the fragment lie; null when nothing narrows them. */
  #addressLead(fragment: string): Lead | null {
    const { domain } = this.#fields
    const at = fragment.indexOf('@')
    if (at === -1) {
      const domains = domain.dictionary.infix(fragment)
      const own = this.#lead(fragment)
      return domains.kind === 'list' && domains.ids.length === 0
        ? own
        : together([own, idsMatcher(domain, domains).lead!])
    }
    const [name, start] = [fragment.slice(0, at), fragment.slice(at + 1)]
    if (start !== '') return fieldMatcher(domain, 'prefix', start).lead
    return name.length < SHORTEST_INFIX ? null : this.#lead(name)
  }

  #lead(fragment: string): Lead {
    let lead = this.#leads.get(fragment)
    if (lead === undefined) {
      const { index } = this.#fields
      lead = { size: index.size(fragment), cost: FRAGMENT_COST, addTo: (rows) => index.addTo(rows, fragment) }
      this.#leads.set(fragment, lead)
      if (this.#leads.size > KEPT_LEADS) this.#leads.delete(this.#leads.keys().next().value!)
    }
    return lead
  }
}

/** The ways in which a fragment may lie across the junction of two names. */
function cutsOf(fragment: string): readonly { readonly head: string; readonly tail: string }[] {
  return Array.from({ length: fragment.length - 1 }, (_, at) => ({
    head: fragment.slice(0, at + 1),
    tail: fragment.slice(at + 1),
  }))
}
