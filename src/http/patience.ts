/** What a search needs to know of who waits for it. */
export interface Patience {
  /** True when the client has left or the server stops. */
  readonly abandoned: () => boolean
  /** Settles when the next piece of work of several milliseconds may begin. @throws Abandoned */
  next(): Promise<void>
}
