import { AnnuaireError } from '../errors.js'
import { type Log, stackOf } from '../log.js'
import { stampOf } from '../store/file-stamp.js'

export interface Followed<T> {
  readonly path: string
  /** @throws Error when it cannot be read or is damaged */
  read(path: string): T
  /** What there is while it cannot be read: it opens nothing. */
  readonly nothing: T
  /** Events of the log: it was read again, it cannot be read. */
  readonly events: { readonly reread: string; readonly unreadable: string }
  /** How the log calls what it holds. */
  readonly counted: string
  /** For clients of the network, in French and without the path. */
  readonly refusal: string
}

/** A file of a few things by their names, read again whenever it changes. */
export class FollowedFile<T extends { readonly size: number }> {
  readonly #followed: Followed<T>
  readonly #log: Log
  #content: T
  #version: string | null = null
  #lookedAt = Number.NEGATIVE_INFINITY
  #fault: string | null = null

  constructor(followed: Followed<T>, log: Log) {
    this.#followed = followed
    this.#log = log
    this.#content = followed.nothing
  }

  /** As it was last read. */
  get content(): T {
    return this.#content
  }

  /** Whether it is read, and was looked at in these last milliseconds. */
  isFresh(milliseconds: number): boolean {
    return this.#version !== null && performance.now() - this.#lookedAt < milliseconds
  }

  /** @throws AnnuaireError INDISPONIBLE when it cannot be read: what it held before opens nothing any more */
  refresh(): void {
    const { path, nothing, events, counted, refusal } = this.#followed
    this.#lookedAt = performance.now()
    try {
      const version = stampOf(path)
      if (version === this.#version) return
      const content = this.#followed.read(path)
      if (this.#version !== null) this.#log.info({ evenement: events.reread, [counted]: content.size })
      this.#content = content
      this.#version = version
      this.#fault = null
    } catch (cause) {
      this.#content = nothing
      this.#version = null
      const fault = cause instanceof Error ? cause.message : String(cause)
      if (fault !== this.#fault) this.#log.error({ evenement: events.unreadable, erreur: stackOf(cause) })
      this.#fault = fault
      throw new AnnuaireError('INDISPONIBLE', refusal, [], { cause })
    }
  }
}
