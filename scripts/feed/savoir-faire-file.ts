import type { NoticeCode } from '../../src/notices/catalog.js'
import { faultySkill, withFaultyIdentity } from './faulty-cells.js'
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
      this.#out.write(code === null ? line : this.#faulty(code, line, number, person))
    }
  }

  #faulty(code: NoticeCode, line: string, number: number, person: Person): string {
    const skill = faultySkill(code, person.profession)
    if (skill === null) return withFaultyIdentity(this.#rng, code, line, number)
    const head = line.split('|').slice(0, 9).join('|')
    return `${head}|S|Spécialité ordinale|${skill}|\n`
  }
}
