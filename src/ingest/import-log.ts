import { AnnuaireError } from '../errors.js'
import { type Log, stackOf } from '../log.js'
import type { Alimentation } from '../resources/report.js'

export function logSuccess(log: Log, started: Date, id: string, alimentation: Alimentation | null): void {
  const { fichiers, totaux } = alimentation ?? { fichiers: [], totaux: null }
  for (const { nom, type, source, octets, lues, chargees, refusees } of fichiers) {
    log.info({ evenement: 'import.fichier', import: id, fichier: nom, type, source, octets, lues, chargees, refusees })
  }
  log.info({ evenement: 'import.publie', import: id, fichiers: fichiers.length, ...totaux, ms: elapsed(started) })
}

/** A fault of the program is told with its stack; a refusal with its code, its reason being in the report. */
export function logFailure(log: Log, id: string, started: Date, error: unknown): void {
  const line = { import: id, ms: elapsed(started) }
  if (error instanceof AnnuaireError) log.warn({ evenement: 'import.refuse', ...line, code: error.code })
  else log.error({ evenement: 'import.erreur', ...line, erreur: stackOf(error) })
}

function elapsed(started: Date): number {
  return Date.now() - started.getTime()
}
