import type { AskedNames } from './asked-names.js'
import { FIRST_NAME, HELD_NAME, NAME, SWAPPED } from './model.js'
import type { NameAgreement, Naming } from './naming.js'
import { type WrittenName, writtenName } from './written-name.js'

/** Which of the names that were asked is the one that is held. */
type HeldAs = 'usage' | 'naissance' | 'double'

export interface NamesAgreement {
  /** null: another name altogether. */
  readonly surname: NameAgreement | null
  readonly firstName: NameAgreement | null
  readonly heldAs: HeldAs
  readonly swapped: boolean
  /** How many times likelier the names asked are for who bears the names held than for anybody. */
  readonly ratio: number
}

/** Compares names and first names, each kind of error at its price, and gives the likeliest way in which they agree. */
export class NamesComparison {
  readonly #asked: AskedNames
  readonly #naming: Naming
  readonly #double: WrittenName | null

  constructor(asked: AskedNames, naming: Naming) {
    this.#asked = asked
    this.#naming = naming
    const { surname, birthName } = asked
    this.#double = birthName === null ? null : writtenName(`${surname.name.written}-${birthName.name.written}`)
  }

  /** @param nom held @param prenom held */
  with(nom: WrittenName, prenom: WrittenName): NamesAgreement {
    const firstName = this.#naming.firstName(this.#asked.firstName.name, prenom)
    const ways = [this.#usage(nom, firstName), ...this.#birth(nom, firstName), ...this.#swap(nom, prenom)]
    return ways.reduce((best, way) => (way.ratio > best.ratio ? way : best))
  }

  #usage(nom: WrittenName, firstName: NameAgreement | null): NamesAgreement {
    const { surname: asked, birthName, chance } = this.#asked
    const surname = this.#naming.surname(asked.name, nom)
    const share = birthName === null ? 1 : HELD_NAME.usage
    // Both chances stand in one, since the two may have changed places.
    const ofSurname = surname?.likelihood ?? NAME.other * asked.chance
    const ofFirstName = firstName?.likelihood ?? FIRST_NAME.other * this.#asked.firstName.chance
    return { surname, firstName, heldAs: 'usage', swapped: false, ratio: (share * ofSurname * ofFirstName) / chance }
  }

  #birth(nom: WrittenName, firstName: NameAgreement | null): readonly NamesAgreement[] {
    const { surname: usage, birthName, firstName: first } = this.#asked
    if (birthName === null || this.#double === null) return []
    const ofFirstName = firstName === null ? FIRST_NAME.other : firstName.likelihood / first.chance
    const born = this.#naming.surname(birthName.name, nom)
    const both = this.#naming.surname(this.#double, nom)
    const ways: NamesAgreement[] = []
    if (born !== null) {
      const ratio = (HELD_NAME.birth * born.likelihood * ofFirstName) / birthName.chance
      ways.push({ surname: born, firstName, heldAs: 'naissance', swapped: false, ratio })
    }
    // DUPONT-MARTIN, or MARTIN-DUPONT: of both, and of nobody else.
    if (both !== null && (both.relation === 'identique' || isInOtherOrder(this.#double, nom))) {
      const ratio = (HELD_NAME.both * NAME.identical * ofFirstName) / (usage.chance * birthName.chance)
      ways.push({ surname: both, firstName, heldAs: 'double', swapped: false, ratio })
    }
    return ways
  }

  #swap(nom: WrittenName, prenom: WrittenName): readonly NamesAgreement[] {
    if (!this.#naming.french) return []
    const { surname: asked, firstName: askedFirst, chance } = this.#asked
    const surname = this.#naming.surname(askedFirst.name, nom)
    const firstName = this.#naming.firstName(asked.name, prenom)
    if (surname === null || firstName === null || !(isWhole(surname) || isWhole(firstName))) return []
    const ratio = (SWAPPED * surname.likelihood * firstName.likelihood) / chance
    return [{ surname, firstName, heldAs: 'usage', swapped: true, ratio }]
  }
}

function isWhole({ relation }: NameAgreement): boolean {
  return relation === 'identique'
}

function isInOtherOrder(double: WrittenName, held: WrittenName): boolean {
  return double.words.length === held.words.length && double.words.every((word) => held.words.includes(word))
}
