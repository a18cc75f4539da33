import type { Alimentation, EtatPasse, Severity, Tendance } from '../resources/report.js'

/** Reports that a trend goes back over. */
const RUNS = 30

/**
 * The last reports up to one, oldest first.
 * @param all most recent first @param seen a report as it is counted here; null when it has not what is asked for
 */
export async function trendOf(
  last: Alimentation,
  all: readonly Alimentation[],
  seen: (one: Alimentation) => Promise<Alimentation | null>,
): Promise<Tendance> {
  const runs = all.filter(({ id }) => id <= last.id).slice(0, RUNS)
  const resultats: EtatPasse[] = []
  for (const one of runs.reverse()) {
    const shown = await seen(one)
    if (shown !== null) resultats.push(stateOf(shown))
  }
  return { id: last.id, resultats }
}

function stateOf({ id, debut, etat, totaux, fichiers }: Alimentation): EtatPasse {
  const notices = fichiers.flatMap((file) => file.avis)
  const of = (severity: Severity) =>
    notices.filter(({ severite }) => severite === severity).reduce((sum, { nombre }) => sum + nombre, 0)
  return {
    id,
    debut,
    etat,
    chargees: totaux.chargees,
    refusees: totaux.refusees,
    bloquantes: of('Bloquante'),
    avertissements: of('Avertissement'),
    informations: of('Information'),
  }
}
