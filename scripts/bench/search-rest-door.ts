import { Client } from 'undici'
import type { Door } from './search-door.js'
import type { RestQuery } from './search-query.js'

/** REST through one kept-alive connection, 500 results in JSON, not compressed. */
export function restDoor(origin: string): Door<RestQuery> {
  const client = new Client(origin, { pipelining: 1 })
  return {
    prepare({ route, parameters }) {
      const path =
        route === 'professionnel'
          ? `/v1/professionnels/${parameters['identifiant']}`
          : `/v1/${route}?${new URLSearchParams({ ...parameters, limite: '500' })}`
      return async () => {
        const { statusCode, body } = await client.request({ method: 'GET', path })
        const bytes = await body.arrayBuffer()
        return () => {
          if (statusCode !== 200) return { results: 0, fault: `HTTP ${statusCode}` }
          const { resultats } = JSON.parse(Buffer.from(bytes).toString()) as { resultats?: unknown[] }
          return { results: resultats?.length ?? 1, fault: null }
        }
      }
    },
    close: () => client.close(),
  }
}
