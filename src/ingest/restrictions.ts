import Database from 'better-sqlite3'
import { AnnuaireError } from '../errors.js'
import { generationPath, published } from '../store/generations.js'

interface Restricted {
  readonly name: string
  readonly type: string
  readonly file: string
  readonly restrictions: readonly string[]
}

/**
 * Refuses a file that has lost a column by which its source restricted publication until now: everybody whom it hid
 * would be shown.
 * @param accepted `source:column`, for the columns that the user gives up
 */
export function checkRestrictions(dataDir: string, files: readonly Restricted[], accepted: readonly string[]): void {
  const current = published(dataDir)
  if (current === null) return
  for (const { nom, type, restrictions } of restrictionsOf(generationPath(dataDir, current.id))) {
    const now = files.filter((file) => file.name === nom && file.type === type)
    if (now.length === 0) continue
    const has = new Set(now.flatMap((file) => file.restrictions))
    const lost = restrictions.split('|').filter((column) => !has.has(column) && !accepted.includes(`${nom}:${column}`))
    if (lost.length === 0) continue
    const columns = lost.map((column) => `« ${column} »`).join(', ')
    const options = lost.map((column) => `--retirer-colonne "${nom}:${column}"`).join(' ')
    throw new AnnuaireError(
      'ALIMENTATION_REFUSEE',
      `${now[0]!.file} : la source ${nom} n’a plus de colonne ${columns}, qui restreignait la publication ; ce qu’elle masquait serait montré. Rétablissez-la, ou renoncez-y avec ${options}.`,
    )
  }
}

/** None of a generation that is damaged, which an import is there to replace: the report says that nothing was compared. */
function restrictionsOf(path: string): { nom: string; type: string; restrictions: string }[] {
  let db: Database.Database | null = null
  try {
    db = new Database(path, { readonly: true })
    if (!hasRestrictions(db)) return []
    const rows = db.prepare("SELECT nom, type, restrictions FROM source WHERE restrictions <> ''").all()
    return rows as ReturnType<typeof restrictionsOf>
  } catch (error) {
    if (error instanceof Database.SqliteError) return []
    throw error
  } finally {
    db?.close()
  }
}

/** Generations of an earlier format have no such column. */
function hasRestrictions(db: Database.Database): boolean {
  return db.prepare("SELECT 1 FROM pragma_table_info('source') WHERE name = 'restrictions'").get() !== undefined
}
