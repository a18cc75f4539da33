import createClient, { type Client } from 'openapi-fetch'
import type { paths } from '../../schema/openapi.js'

/** A client made from schema/openapi.json, as users make theirs. @param http address of the server */
export function clientOf(http: string, headers: Readonly<Record<string, string>> = {}): Client<paths> {
  return createClient<paths>({ baseUrl: http, headers })
}
