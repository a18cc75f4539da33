import { AnnuaireError } from '../errors.js'
import type { ReportWriter } from '../report/writer.js'

/** What a guard expected before publication, and what it found instead. */
export interface GuardFailure {
  /** Name of the guard, in French. */
  readonly garde: string
  readonly attendu: string
  readonly trouve: string
}

/**
 * Stops what a guard does not let pass, unless the user has a reason, which the report keeps with what was found.
 * @param reason why all of them may fail; null when none may
 * @throws AnnuaireError ALIMENTATION_REFUSEE naming each guard, what it expected and what it found
 */
export function enforce(failures: readonly GuardFailure[], reason: string | null, report: ReportWriter): void {
  if (failures.length === 0) return
  const told = failures.map(
    ({ garde, attendu, trouve }) => `contrôle « ${garde} » : attendu ${attendu}, trouvé ${trouve}`,
  )
  if (reason === null) {
    throw new AnnuaireError(
      'ALIMENTATION_REFUSEE',
      `Rien n’a été publié — ${told.join(' ; ')}. Si c’est voulu : --forcer "raison".`,
    )
  }
  for (const one of told) report.warn(`Publication forcée (${reason}) malgré le ${one}.`)
}
