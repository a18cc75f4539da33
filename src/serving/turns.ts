import type { MaybePromise } from '../store/steps.js'
import { Overloaded } from './overloaded.js'
import { type Parked, TaskPace } from './task-pace.js'
import { Usage } from './usage.js'

export { Usage }

/** Requests are begun for so long, in milliseconds, before the event loop runs again: the last of them may take a slice. */
const BEGINNING_MS = 2
/** Who has used so little more than another waits no longer for that. */
const ALIKE_MS = 1
/** Who has used no more lately needs no free slot: what it asks is most often done at once. */
const LIGHT_MS = 40
/** Searches begun and not ended, at most: each holds its filter and what it found so far. */
const LONG_SEARCHES = 64

interface Waiting {
  readonly usage: Usage
  go(): void
}

const NOBODY = new Usage(0)
const never = (): boolean => false

/**
 * The store works on one thread, which requests of all connections share in turns of a few milliseconds. Connections that
 * have used little lately come first, so that whoever asks a little is not held up by whoever asks much. What is short is
 * done at once; what is long stops every few milliseconds, and goes on in its turn. Between two turns the event loop
 * runs, and new clients, abandons and closed connections are seen.
 */
export class Turns {
  readonly #slots: number
  #running = 0
  /** Work that has not begun, because what is in hand waits for something else than its turn. */
  readonly #waiting: Waiting[] = []
  /** Requests that have not begun, because the loop has not run for a while. */
  readonly #starting: Waiting[] = []
  /** Work that has begun, and has used its turn up. */
  readonly #paused: Parked[] = []
  #sliceEnd = 0
  #due = false

  /** @param slots work in hand at the same time that waits for something else than its turn */
  constructor(slots: number) {
    this.#slots = slots
  }

  /**
   * Does work in its turn: at once when few others are doing theirs.
   * @param work is given the pace at which to go on when it is long
   * @param over says that nobody waits for the work any more; it is then brought to its end before others
   */
  take<T>(usage: Usage, work: (pace: TaskPace) => MaybePromise<T>, over: () => boolean = never): MaybePromise<T> {
    const pace = new TaskPace(this, usage, over)
    if (this.#running >= this.#slots && usage.lately(performance.now()) > LIGHT_MS)
      return this.#wait(usage).then(() => this.#do(pace, work))
    this.#running += 1
    return this.#do(pace, work)
  }

  /** Whoever leaves hands its place to the next one. */
  async #wait(usage: Usage): Promise<void> {
    await new Promise<void>((resolve) => this.#waiting.push({ usage, go: resolve }))
    await this.yieldToEventLoop(usage)
  }

  #do<T>(pace: TaskPace, work: (pace: TaskPace) => MaybePromise<T>): MaybePromise<T> {
    let worked: MaybePromise<T>
    pace.begin()
    try {
      worked = work(pace)
    } catch (error) {
      this.#end(pace)
      throw error
    }
    if (worked instanceof Promise) return worked.finally(() => this.#end(pace))
    this.#end(pace)
    return worked
  }

  #end(pace: TaskPace): void {
    pace.end()
    this.leave()
  }

  /** Work gives its place to the next one. */
  leave(): void {
    const next = this.#waiting.length === 0 ? null : this.#take(this.#waiting, performance.now())
    if (next === null) this.#running -= 1
    else next.go()
  }

  /** Work that had left goes on: it waits for no place, since its turn has come. */
  enter(): void {
    this.#running += 1
  }

  /**
   * To be asked before a request is begun: those that are answered at once would follow each other without ever coming
   * back to the event loop, where new clients, abandons and closed connections wait.
   * @param usage of who asks; whoever gives none is taken for somebody who has used nothing
   * @returns null when it may begin; else what settles when its turn has come
   */
  yieldToEventLoop(usage: Usage = NOBODY): Promise<void> | null {
    if (performance.now() < this.#sliceEnd && this.#starting.length === 0) return null
    return new Promise((resolve) => {
      this.#starting.push({ usage, go: resolve })
      this.#schedule()
    })
  }

  /** Waits for the next turn of work that has begun. When too much of it waits, who has used the most is refused. */
  park(task: Parked): void {
    this.#paused.push(task)
    if (this.#paused.length > LONG_SEARCHES) {
      const now = performance.now()
      const used = this.#paused.map(({ usage }) => usage.lately(now))
      const [most] = this.#paused.splice(used.indexOf(Math.max(...used)), 1)
      most!.refuse(new Overloaded())
    }
    this.#schedule()
  }

  #schedule(): void {
    if (this.#due) return
    this.#due = true
    setImmediate(this.#turn)
  }

  /** Once for each run of the event loop. */
  readonly #turn = (): void => {
    this.#sliceEnd = performance.now() + BEGINNING_MS
    this.#step()
  }

  /** The requests that may begin, one after the other while there is time; then one turn of long work. */
  readonly #step = (): void => {
    const now = performance.now()
    if (now < this.#sliceEnd && this.#starting.length > 0) {
      this.#take(this.#starting, now)!.go()
      // Ticks come after all that a settled promise sets going: what has begun is done, or waits.
      queueMicrotask(() => process.nextTick(this.#step))
      return
    }
    this.#resume(now)
    this.#due = false
    if (this.#starting.length > 0 || this.#paused.length > 0) this.#schedule()
  }

  /** Work that only has to end goes before all other. */
  #resume(now: number): void {
    for (let at = 0; at < this.#paused.length; ) {
      if (this.#paused[at]!.over()) this.#paused.splice(at, 1)[0]!.go()
      else at++
    }
    if (this.#paused.length > 0) this.#take(this.#paused, now)!.go()
  }

  /** Takes out the first of those that used about as little as the one that used least. */
  #take<T extends { readonly usage: Usage }>(from: T[], now: number): T | null {
    if (from.length === 1) return from.pop()!
    if (from.length === 0) return null
    const used = from.map(({ usage }) => usage.lately(now))
    const little = Math.min(...used) + ALIKE_MS
    return from.splice(
      used.findIndex((ms) => ms <= little),
      1,
    )[0]!
  }
}
