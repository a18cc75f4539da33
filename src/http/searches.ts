import type { FastifyRequest } from 'fastify'
import { AnnuaireError } from '../errors.js'
import { Turns, Usage } from '../serving/turns.js'
import { Abandoned } from './abandoned.js'
import type { Patience } from './patience.js'
import { MAX_SEARCHES, QUEUE_MS } from './server/limits.js'
import type { Door } from './server/server.js'

/**
 * Work of some milliseconds takes turns with that of all other connections, of this door and of LDAP; of this door few are
 * in hand at a time, each works in pieces between which others are answered, and none begins while the answers before it
 * wait for readers who do not read.
 */
export class Searches {
  readonly #door: Door
  readonly #shared: Turns
  readonly #own = new Turns(MAX_SEARCHES)

  constructor(door: Door, shared: Turns) {
    this.#door = door
    this.#shared = shared
  }

  /** @throws AnnuaireError INDISPONIBLE after a long wait; Abandoned when the client has left */
  async take<T>(request: FastifyRequest, work: (patience: Patience) => Promise<T>): Promise<T> {
    const { socket } = request.raw
    const asked = performance.now()
    const abandoned = (): boolean => socket.destroyed || this.#door.closing
    const next = async (): Promise<void> => {
      await this.#door.rounds.next()
      if (abandoned()) throw new Abandoned()
    }
    const started = async (): Promise<T> => {
      if (performance.now() - asked > QUEUE_MS) {
        throw new AnnuaireError('INDISPONIBLE', 'Trop de recherches attendent : réessayez.')
      }
      const room = abandoned() ? null : this.#door.outbox.room()
      if (room !== null) await room
      await next()
      return work({ abandoned, next })
    }
    const usage = this.#door.usageOf(socket) ?? { ofDoor: new Usage(), ofAll: new Usage() }
    return this.#own.take(usage.ofDoor, () => this.#shared.take(usage.ofAll, started))
  }
}
