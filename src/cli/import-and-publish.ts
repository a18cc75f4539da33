import { publishDirectories } from '../deposit/publish-directories.js'
import { type Imported, type ImportOptions, runImport } from '../ingest/index.js'
import { BAL_PREPARER } from '../ldap/bal-preparer.js'
import { readMovements } from '../report/movements.js'
import { count, fall } from '../report/wording.js'
import { say } from './command.js'
import { movementCounts } from './mouvements.js'

/** Files left aside that are named on the terminal; the report names them all. */
const SHOWN = 20

/** Imports, then writes what the regions publish for those who come to take it. @throws AnnuaireError as `runImport` */
export async function importAndPublish(options: Omit<ImportOptions, 'preparer'>): Promise<Imported> {
  const imported = await runImport({ ...options, preparer: BAL_PREPARER })
  const more = await publishDirectories(options.config, options.log)
  return { ...imported, warnings: [...imported.warnings, ...more] }
}

/** Says what was published. @param started moment at which it began, as `performance.now()` tells it */
export function tellImport(dataDir: string, { id, warnings, alimentation }: Imported, started: number): void {
  const seconds = ((performance.now() - started) / 1000).toLocaleString('fr-FR', { maximumFractionDigits: 1 })
  const { lues, chargees, refusees } = alimentation?.totaux ?? { lues: 0, chargees: 0, refusees: 0 }
  const lines =
    alimentation === null
      ? 'le rapport n’a pas pu être relu'
      : `${count(lues)} lignes lues, ${count(chargees)} chargées, ${count(refusees)} refusées`
  say(`Génération ${id} publiée en ${seconds} s : ${lines}.`)
  if (alimentation !== null) for (const one of readMovements(dataDir, id)) say(`Comptes : ${movementCounts(one)}.`)
  for (const one of alimentation?.baisses ?? []) say(`Baisse acceptée : ${fall(one)}`)
  const aside = alimentation?.ecartes ?? []
  for (const { nom, raison } of aside.slice(0, SHOWN)) say(`Laissé de côté : ${nom} (${raison})`)
  if (aside.length > SHOWN) say(`… et ${count(aside.length - SHOWN)} autres fichiers laissés de côté.`)
  for (const text of new Set([...(alimentation?.avertissements ?? []), ...warnings])) {
    process.stderr.write(`Attention : ${text}\n`)
  }
}
