import { AnnuaireError } from '../../src/errors.js'
import { criteriaFromParameters } from '../../src/search/parameters.js'

export type Parameters = Readonly<Record<string, string>>

/** A query of the search contract, for the store and for REST. `professionnel` is the lookup by number. */
export interface RestQuery {
  readonly route: 'professionnel' | 'professionnels' | 'bals'
  readonly parameters: Parameters
}

export interface LdapQuery {
  readonly base: string
  readonly filter: string
}

/** Queries of one shape, which share a line of the report. */
export interface Family<Q> {
  readonly name: string
  readonly queries: readonly Q[]
}

/** Parameters as drawn: a missing value means that what was drawn does not suit the family. */
export type Drawn = Readonly<Record<string, string | null | undefined>>

/** The parameters, or null when one is missing or the search contract refuses them. */
export function accepted(drawn: Drawn | null): Parameters | null {
  if (drawn === null || Object.values(drawn).some((value) => !value)) return null
  const parameters = drawn as Parameters
  try {
    criteriaFromParameters(parameters)
    return parameters
  } catch (error) {
    if (error instanceof AnnuaireError) return null
    throw error
  }
}

export function shown(query: RestQuery | LdapQuery): string {
  if ('filter' in query) return `${query.base} ${query.filter}`
  return `${query.route} ${new URLSearchParams(query.parameters).toString()}`
}
