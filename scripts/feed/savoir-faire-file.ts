import { withFaultyIdentity } from './faulty-cells.js'
import type { LineWriter } from './line-writer.js'
import { type Person, shortHead } from './person.js'
import type { Planting } from './planting.js'
import type { Rng } from './rng.js'
import type { Tally } from './tally.js'

/** Writes PS_LibreAcces_SavoirFaire: one line for each savoir-faire of a person. */
export class SavoirFaireFile {
  readonly #out: LineWriter
  readonly #planting: Planting
  readonly #tally: Tally
  readonly #rng: Rng

  constructor(out: LineWriter, planting: Planting, tally: Tally, rng: Rng) {
    this.#out = out
    this.#planting = planting
    this.#tally = tally
    this.#rng = rng
  }

  write(person: Person): void {
    for (const { cells } of person.savoirFaire) {
      const line = `${shortHead(person)}${person.professionCells}|${person.categorieCells}|${cells}|\n`
      const code = this.#planting.take(this.#out.dataLines, 'ligne')
      const number = this.#out.line + 1
      if (code !== null) this.#tally.notice(code, number)
      this.#out.write(code === null ? line : withFaultyIdentity(this.#rng, code, line, number))
    }
  }
}
