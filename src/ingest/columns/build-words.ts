import type Database from 'better-sqlite3'
import { foldWords } from '../../text/fold.js'
import { PairBuilder } from './pair-builder.js'
import type { Target } from './target.js'

/**
 * Later words of compound names: DUPONT-MARTIN is found by MARTIN, D'ALEMBERT by ALEMBERT.
 * @param table with names as they are written; rows are ranks less one
 */
export function buildWords(db: Database.Database, target: Target, table: 'professionnel' | 'bal'): void {
  for (const [column, field] of [
    ['nom', 'motNom'],
    ['prenom', 'motPrenom'],
  ] as const) {
    const pairs = new PairBuilder(`${table}.${field}`)
    const known = new Map<string, readonly string[]>()
    const compound = db
      .prepare(`SELECT rang - 1, ${column} FROM main.${table} WHERE ${column} GLOB '*[^A-Za-z]*' ORDER BY rang`)
      .raw()
    for (const [row, name] of compound.iterate() as Iterable<[number, string]>) {
      let starts = known.get(name)
      if (starts === undefined) {
        const words = foldWords(name)
        starts = words.slice(1).map((_, index) => words.slice(index + 1).join(''))
        known.set(name, starts)
      }
      for (const start of starts) pairs.add(row, start)
    }
    pairs.finish(target)
  }
}
