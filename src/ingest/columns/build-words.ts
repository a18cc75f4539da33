import type Database from 'better-sqlite3'
import { PairWriter } from '../../columns/pair-writer.js'
import type { Target } from '../../columns/target.js'
import { nameOf } from '../../store/layout.js'
import { foldWords } from '../../text/fold.js'

/**
 * Later words of compound names: DUPONT-MARTIN is found by MARTIN, D'ALEMBERT by ALEMBERT.
 * @param table with names as they are written; rows are ranks less one
 */
export function buildWords(db: Database.Database, target: Target, table: 'professionnel' | 'bal'): void {
  const words = [new Words(nameOf(table, 'motNom')), new Words(nameOf(table, 'motPrenom'))] as const
  const compound = db
    .prepare(
      `SELECT rang - 1, nom, prenom FROM main.${table}
      WHERE nom GLOB '*[^A-Za-z]*' OR prenom GLOB '*[^A-Za-z]*' ORDER BY rang`,
    )
    .raw()
  for (const [row, nom, prenom] of compound.iterate() as Iterable<[number, string | null, string | null]>) {
    words[0].add(row, nom)
    words[1].add(row, prenom)
  }
  for (const one of words) one.pairs.finish(target)
}

class Words {
  readonly pairs: PairWriter
  readonly #known = new Map<string, readonly string[]>()

  constructor(field: string) {
    this.pairs = new PairWriter(field)
  }

  add(row: number, name: string | null): void {
    if (name === null || /^[A-Za-z]*$/.test(name)) return
    let starts = this.#known.get(name)
    if (starts === undefined) {
      const words = foldWords(name)
      starts = words.slice(1).map((_, index) => words.slice(index + 1).join(''))
      this.#known.set(name, starts)
    }
    for (const start of starts) this.pairs.add(row, start)
  }
}
