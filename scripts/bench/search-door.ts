import { AnnuaireError } from '../../src/errors.js'
import { createLog } from '../../src/log.js'
import { criteriaFromParameters } from '../../src/search/parameters.js'
import { ANONYMOUS, openDirectorySwitch } from '../../src/store/index.js'
import type { RestQuery } from './search-query.js'

export interface Answer {
  readonly results: number
  /** What the door told besides the results, when it did not answer in full. */
  readonly fault: string | null
}

/** Asks, and settles when the last byte is there; what it settles with is called once the clock has stopped. */
export type Send = () => Promise<() => Answer>

/** One way to the directory. What a client does before it asks (encoding) is done in `prepare`, out of the time. */
export interface Door<Q> {
  prepare(query: Q): Send
  close(): Promise<void>
}

const CAP = 500
/** One more than the cap tells whether the answer was cut. */
const WINDOW = { after: 0, limit: CAP + 1 }

/** The store itself, in this process. */
export function storeDoor(dataDir: string): Door<RestQuery> {
  const directory = openDirectorySwitch(dataDir, createLog())
  return {
    prepare({ route, parameters }) {
      if (route === 'professionnel') {
        const { identifiant } = parameters
        return async () => {
          const found = await directory.read((one) => one.professionnel(identifiant!, ANONYMOUS))
          return () => ({ results: found === null ? 0 : 1, fault: null })
        }
      }
      const { criteria } = criteriaFromParameters(parameters)
      return async () => {
        try {
          const results = await directory.read(async (one) =>
            route === 'bals'
              ? (await one.bals(criteria, ANONYMOUS, WINDOW)).results.length
              : (await one.professionnels(criteria, ANONYMOUS, WINDOW)).results.length,
          )
          return () => ({ results: Math.min(results, CAP), fault: null })
        } catch (error) {
          if (error instanceof AnnuaireError) return () => ({ results: 0, fault: error.code })
          throw error
        }
      }
    },
    async close() {
      directory.close()
    },
  }
}
