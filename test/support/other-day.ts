import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Lets the programs that a test starts believe that some days have passed. */
export class OtherDay {
  readonly #path: string
  #days = 0

  /** @param folder for a file of its own */
  constructor(folder: string) {
    this.#path = join(folder, 'days')
    this.add(0)
  }

  /** Days only pass, in running programs too. */
  add(days: number): void {
    this.#days += days
    writeFileSync(this.#path, String(this.#days))
  }

  /** The day that it is for these programs, AAAA-MM-JJ in France, some days later. */
  day(later = 0): string {
    const instant = new Date(Date.now() + (this.#days + later) * DAY_MS)
    return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(instant)
  }

  /** Environment of the programs. */
  get env(): Readonly<Record<string, string>> {
    const hook = `
      import { readFileSync } from 'node:fs'
      const Real = Date
      const shift = () => Number(readFileSync(${JSON.stringify(this.#path)}, 'utf8')) * ${DAY_MS}
      globalThis.Date = class extends Real {
        constructor(...args) { if (args.length === 0) super(Real.now() + shift()); else super(...args) }
        static now() { return Real.now() + shift() }
      }`
    return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(hook)}` }
  }
}

const DAY_MS = 24 * 60 * 60 * 1000
