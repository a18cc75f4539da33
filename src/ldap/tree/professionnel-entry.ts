import type { Professionnel } from '../../resources/person.js'
import { professionalIdentity } from '../../values/index.js'
import { escapeValue } from '../dn/escape-value.js'
import type { AttributeType } from '../schema/attribute-type.js'
import type { Entry } from './entry.js'
import { operationalValues } from './operational-values.js'
import { professionnelShape, STRUCTURAL_CLASS_OF_PROFESSIONNEL } from './professionnel-shape.js'

/** A professional as an entry; values are read when they are asked for. */
class ProfessionnelEntry implements Entry {
  readonly dn: string
  readonly #person: Professionnel
  #activities: readonly Entry[] | null = null

  constructor(dn: string, person: Professionnel) {
    this.dn = dn
    this.#person = person
  }

  get types(): readonly AttributeType[] {
    return professionnelShape.types
  }

  get activities(): readonly Entry[] {
    this.#activities ??= this.#person.activites.map((activite) => {
      return new ProfessionnelEntry(this.dn, {
        ...this.#person,
        activites: [activite],
        professions: [activite.profession],
      })
    })
    return this.#activities
  }

  values(type: AttributeType): readonly string[] {
    const column = professionnelShape.column(type)
    if (column !== undefined) return column.read(this.#person)
    return operationalValues(type, {
      dn: this.dn,
      structuralClass: STRUCTURAL_CLASS_OF_PROFESSIONNEL,
      hasSubordinates: false,
      date: this.#person.provenance.date,
      identity: () => professionalIdentity(this.#person.identifiant),
    })
  }
}

export function professionnelEntry(person: Professionnel, parent: string): Entry {
  return new ProfessionnelEntry(`employeeNumber=${escapeValue(person.identifiant)},${parent}`, person)
}
