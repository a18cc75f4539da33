import type { LineFault } from '../feed/index.js'

const NONE: readonly LineFault[] = []

/**
 * Faults of lines, told before their rows come: each waits for its row, which says whose line it is. Those of lines that are
 * no row (the rest of a cell of several lines) come out with `before`.
 */
export class LineFaults {
  readonly #waiting = new Map<number, LineFault[]>()

  add(fault: LineFault): void {
    const known = this.#waiting.get(fault.line)
    if (known === undefined) this.#waiting.set(fault.line, [fault])
    else known.push(fault)
  }

  /** Faults of the line of a row; they wait no more. */
  of(line: number): readonly LineFault[] {
    if (this.#waiting.size === 0) return NONE
    const found = this.#waiting.get(line) ?? NONE
    this.#waiting.delete(line)
    return found
  }

  /** Faults of lines before this one; they wait no more. */
  before(line: number): readonly LineFault[] {
    if (this.#waiting.size === 0) return NONE
    const lines = [...this.#waiting.keys()].filter((one) => one < line)
    return lines.flatMap((one) => this.of(one))
  }
}
