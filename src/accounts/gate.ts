import { AnnuaireError } from '../errors.js'

/** Hashes at the same time: each holds a thread of the pool that files are read with too. */
const AT_ONCE = 2
const QUEUE = 32
/** Share of the queue that one account name may take. */
const QUEUE_OF_NAME = 8

/** Lets a few password checks run and a bounded number wait: a flood of binds cannot pile up work. */
export class Gate {
  #running = 0
  readonly #waiting: (() => void)[] = []
  readonly #ofName = new Map<string, number>()

  /** @throws AnnuaireError INDISPONIBLE when too many checks are waiting already */
  async pass<T>(name: string, check: () => Promise<T>): Promise<T> {
    const ofName = this.#ofName.get(name) ?? 0
    if (this.#waiting.length >= QUEUE || ofName >= QUEUE_OF_NAME) {
      throw new AnnuaireError('INDISPONIBLE', 'Trop de demandes d’authentification en même temps : réessayez.')
    }
    this.#ofName.set(name, ofName + 1)
    try {
      // Whoever leaves hands its place to the first in the queue.
      if (this.#running < AT_ONCE) this.#running += 1
      else await new Promise<void>((resolve) => this.#waiting.push(resolve))
      return await check()
    } finally {
      const left = (this.#ofName.get(name) ?? 1) - 1
      if (left === 0) this.#ofName.delete(name)
      else this.#ofName.set(name, left)
      const next = this.#waiting.shift()
      if (next === undefined) this.#running -= 1
      else next()
    }
  }
}
