import type { Bal, Professionnel } from '../../store/model.js'
import { escapeValue } from '../dn/escape-value.js'
import type { AttributeType } from '../schema/attribute-type.js'
import { balShape, structuralClassOfBal } from './bal-shape.js'
import type { Entry } from './entry.js'
import { operationalValues } from './operational-values.js'
import { professionnelShape, STRUCTURAL_CLASS_OF_PROFESSIONNEL } from './professionnel-shape.js'
import type { Shape } from './shape.js'

/** An entry that shows a mailbox or a professional; values are read when they are asked for. */
class LeafEntry<T extends Bal | Professionnel> implements Entry {
  readonly dn: string
  readonly #shape: Shape<T>
  readonly #value: T
  readonly #structuralClass: string

  constructor(dn: string, shape: Shape<T>, value: T, structuralClass: string) {
    this.dn = dn
    this.#shape = shape
    this.#value = value
    this.#structuralClass = structuralClass
  }

  get types(): readonly AttributeType[] {
    return this.#shape.types
  }

  values(type: AttributeType): readonly string[] {
    const column = this.#shape.column(type)
    if (column !== undefined) return column.read(this.#value)
    return operationalValues(type, {
      dn: this.dn,
      structuralClass: this.#structuralClass,
      hasSubordinates: false,
      date: this.#value.provenance.date,
    })
  }
}

export function balEntry(bal: Bal, parent: string): Entry {
  return new LeafEntry(`mail=${escapeValue(bal.adresse)},${parent}`, balShape, bal, structuralClassOfBal(bal))
}

class ProfessionnelEntry extends LeafEntry<Professionnel> {
  readonly #person: Professionnel
  #activities: readonly Entry[] | null = null

  constructor(dn: string, person: Professionnel) {
    super(dn, professionnelShape, person, STRUCTURAL_CLASS_OF_PROFESSIONNEL)
    this.#person = person
  }

  get activities(): readonly Entry[] {
    this.#activities ??= this.#person.activites.map((activite) => {
      const person = { ...this.#person, activites: [activite], professions: [activite.profession] }
      return new LeafEntry(this.dn, professionnelShape, person, STRUCTURAL_CLASS_OF_PROFESSIONNEL)
    })
    return this.#activities
  }
}

export function professionnelEntry(person: Professionnel, parent: string): Entry {
  return new ProfessionnelEntry(`employeeNumber=${escapeValue(person.identifiant)},${parent}`, person)
}
