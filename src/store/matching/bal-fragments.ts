import type { TrigramIndex } from '../../columns/trigram-index.js'
import { ValueTests } from '../../columns/value-tests.js'
import { Remembered } from '../../remembered.js'
import { SHORTEST_INFIX } from '../../search/criteria.js'
import { Fragment } from '../../text/words.js'
import { fieldMatcher, type IndexedField, idsMatcher } from './field.js'
import { across } from './full-name-fragment.js'
import { anyOf, type Lead, type Matcher, type Test, together } from './matcher.js'

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
  /** By row: both names, and what stands before the `@`. */
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
  readonly #leads = new Remembered<string, Lead>(KEPT_LEADS)

  constructor(fields: FragmentFields) {
    this.#fields = fields
    this.#noms = new ValueTests(fields.nom.dictionary)
    this.#prenoms = new ValueTests(fields.prenom.dictionary)
  }

  /** Mailboxes whose "prénom nom" or "nom prénom" contains a folded fragment: inside either, or across both (text/words.ts). */
  fullName(text: string): Matcher {
    const { nom, prenom } = this.#fields
    const fragment = new Fragment(text)
    const isIn = (value: string): boolean => fragment.isIn(value)
    const tester = (): Test => {
      const nomHas = this.#noms.of(isIn)
      const prenomHas = this.#prenoms.of(isIn)
      const noms = nom.columns[0]!.all()
      const prenoms = prenom.columns[0]!.all()
      return (row) => nomHas(noms[row]!) || prenomHas(prenoms[row]!)
    }
    const inside = { lead: this.#lead(fragment.letters), leadTester: tester, tester }
    return anyOf([inside, ...across(prenom, nom, text), ...across(nom, prenom, text)])
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
    const { index } = this.#fields
    return this.#leads.of(fragment, () => ({
      size: index.size(fragment),
      cost: FRAGMENT_COST,
      addTo: (rows) => index.addTo(rows, fragment),
    }))
  }
}
