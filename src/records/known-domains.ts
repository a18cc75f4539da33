import { foldAddress } from '../values/index.js'

/** Who operates a domain of the white list, and whom to ask for help. */
export interface DomainOperator {
  /** As its certificate names it. */
  readonly operateur: string
  readonly support: string | null
}

/** The domains of the white list, whatever their case; filled before any mailbox is read. */
export class KnownDomains {
  readonly #operators = new Map<string, DomainOperator[]>()

  /** Whether a list is known at all: without one nothing can be said of a domain. */
  get isKnown(): boolean {
    return this.#operators.size > 0
  }

  add(nom: string, operator: DomainOperator): void {
    const key = foldAddress(nom)
    const known = this.#operators.get(key)
    if (known === undefined) this.#operators.set(key, [operator])
    else if (!known.some((one) => one.operateur === operator.operateur)) known.push(operator)
  }

  /**
   * Who operates the domain of an address: several operators may share one.
   * @param address a whole address, or a domain
   * @returns none when the list lacks the domain; null when no list is known
   */
  operatorsOf(address: string): readonly DomainOperator[] | null {
    if (!this.isKnown) return null
    return this.#operators.get(foldAddress(address.slice(address.lastIndexOf('@') + 1))) ?? []
  }
}
