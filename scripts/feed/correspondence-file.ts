import type { NoticeCode } from '../../src/notices/catalog.js'
import type { Written } from './activity-file.js'
import { formerAdelisOf, unknownRpps } from './identifiers.js'
import type { LineWriter } from './line-writer.js'
import type { Places } from './places.js'
import type { Planting } from './planting.js'
import type { Tally } from './tally.js'

/** Writes the correspondence: the ADELI numbers that some people had before their RPPS. */
export class CorrespondenceFile {
  readonly #out: LineWriter
  readonly #planting: Planting
  readonly #tally: Tally
  readonly #places: Places
  #before = ''

  constructor(out: LineWriter, planting: Planting, tally: Tally, places: Places) {
    this.#out = out
    this.#planting = planting
    this.#tally = tally
    this.#places = places
  }

  write({ person, faulty }: Written): void {
    if (person.type !== '8' || faulty) return
    const { departement } = this.#places.at(person.home)
    for (const adeli of formerAdelisOf(person.number, departement)) this.#line(adeli, person.id)
  }

  #line(adeli: string, rpps: string): void {
    const code = this.#planting.take(this.#out.dataLines, 'ligne')
    const number = this.#out.line + 1
    if (code !== null) this.#tally.notice(code, number)
    this.#out.write(this.#cells(code, adeli, rpps, number))
  }

  #cells(code: NoticeCode | null, adeli: string, rpps: string, number: number): string {
    if (code === 'IDENTIFIANT_PP_MALFORME') return `${adeli.slice(0, 5)};${rpps}\n`
    if (code === 'CORRESPONDANCE_SANS_TITULAIRE') return `${adeli};${unknownRpps(number)}\n`
    if (code !== 'CORRESPONDANCE_REPETEE') this.#before = `${adeli};${rpps}\n`
    return this.#before
  }
}
