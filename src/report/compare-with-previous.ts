import type Database from 'better-sqlite3'
import { compareMarks, filesOfOneSide, runAtOnce } from './compare.js'
import { reportPath } from './files.js'
import { openReport } from './open-report.js'
import { previousReport } from './previous.js'
import { readSelection } from './selection.js'

/** Which notices kept are new; those of a file that the import before did not read stay NULL. */
const MARK_NEW = `UPDATE main.avis SET nouveau = NOT EXISTS (
  SELECT 1 FROM avant.marque m WHERE m.cle = avis.cle
  AND m.regle = (SELECT numero FROM avant.regle r WHERE r.code = avis.code)
) WHERE fichier IN (
  SELECT f.numero FROM main.fichier f JOIN avant.fichier p ON p.type = f.type AND p.source = f.source
  WHERE f.sha256 <> '' AND p.sha256 <> ''
)`

/**
 * Writes into a report what is new, mended and still there since the import before.
 * @param db the report, whose marks are sorted; not in a transaction
 */
export function compareWithPrevious(db: Database.Database, dataDir: string, id: string): void {
  const previous = previousReport(dataDir, id)
  const before = previous === null ? null : openReport(dataDir, previous)
  if (before === null) return
  try {
    const sides = [before, db].map((one) => ({ db: one, selection: readSelection(one, {}, undefined) }))
    const evolutions = runAtOnce(compareMarks(sides[0]!, sides[1]!))
    const insert = db.prepare('INSERT INTO evolution VALUES (@type, @source, @code, @nouveaux, @corriges, @toujours)')
    db.prepare('ATTACH ? AS avant').run(reportPath(dataDir, previous!))
    try {
      db.transaction(() => {
        for (const one of evolutions) insert.run(one)
        db.prepare(MARK_NEW).run()
        const others = filesOfOneSide(sides[0]!.selection, sides[1]!.selection).join('\n')
        db.prepare('UPDATE import SET precedente = ?, non_compares = ?').run(previous, others)
      })()
    } finally {
      db.exec('DETACH avant')
    }
  } finally {
    before.close()
  }
}
