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
  readonly #date: string
  #activities: readonly Entry[] | null = null

  constructor(dn: string, person: Professionnel, date: string) {
    this.dn = dn
    this.#person = person
    this.#date = date
  }

  get types(): readonly AttributeType[] {
    return professionnelShape.types
  }

  get activities(): readonly Entry[] {
    this.#activities ??= this.#person.activites.map((activite) => {
      return new ProfessionnelEntry(
        this.dn,
        {
          ...this.#person,
          activites: [activite],
          professions: [activite.profession],
        },
        this.#date,
      )
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
      date: this.#date,
      identity: () => professionalIdentity(this.#person.identifiant),
    })
  }
}

/** @param date of change, ISO 8601 */
export function professionnelEntry(person: Professionnel, parent: string, date: string): Entry {
  return new ProfessionnelEntry(`employeeNumber=${escapeValue(person.identifiant)},${parent}`, person, date)
}
