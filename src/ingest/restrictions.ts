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
  const db = new Database(generationPath(dataDir, current.id), { readonly: true })
  let before: { nom: string; type: string; restrictions: string }[]
  try {
    if (!hasRestrictions(db)) return
    before = db.prepare("SELECT nom, type, restrictions FROM source WHERE restrictions <> ''").all() as typeof before
  } finally {
    db.close()
  }
  for (const { nom, type, restrictions } of before) {
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

/** Generations of an earlier format have no such column. */
function hasRestrictions(db: Database.Database): boolean {
  return db.prepare("SELECT 1 FROM pragma_table_info('source') WHERE name = 'restrictions'").get() !== undefined
}
