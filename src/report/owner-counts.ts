import type { Side } from './compare.js'
import { MarkReader } from './mark-reader.js'

/** How many notices of each rule each file has, by number of the file. */
export type OwnerCounts = ReadonlyMap<number, ReadonlyMap<string, number>>

/** Counts the notices of a selection, all of them, shown or only counted. It yields every few milliseconds. */
export function* countMarks({ db, selection }: Side): Generator<void, OwnerCounts> {
  const counts = new Map<number, Map<string, number>>()
  for (const { code, numero } of selection.rules) {
    const files = selection.files.map((file) => file.numero).filter((file) => selection.admits(file, code))
    const reader = new MarkReader(db, numero, files, selection)
    for (;;) {
      if (reader.isEmpty) yield
      const row = reader.peek()
      if (row === null) break
      reader.skip()
      const ofFile = counts.get(row.fichier) ?? new Map<string, number>()
      counts.set(row.fichier, ofFile.set(code, (ofFile.get(code) ?? 0) + row.nombre))
    }
  }
  return counts
}
