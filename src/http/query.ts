import type { FastifyRequest } from 'fastify'
import { AnnuaireError, type ErrorDetails } from '../errors.js'
import { asked, type Given } from '../search/given.js'

/** Parameters of a request without what forms and libraries add of themselves (search/given.ts). */
export function askedOf(
  request: FastifyRequest,
  known: ReadonlySet<string>,
): Record<string, string | readonly string[]> {
  return asked(request.query as Given, (name) => known.has(name))
}

/**
 * The parameters of a route that knows a few, `format` among them.
 * @throws AnnuaireError CRITERE_INVALIDE with one detail for each fault
 */
export function knownParameters(request: FastifyRequest, names: readonly string[]): Record<string, string> {
  const admitted = ['format', ...names]
  const faults: ErrorDetails[] = []
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(askedOf(request, new Set(admitted)))) {
    const fault = { parametre: name.slice(0, 200).toWellFormed(), valeur: String(value).slice(0, 200).toWellFormed() }
    if (!admitted.includes(name)) faults.push({ ...fault, regle: `paramètres admis : ${admitted.join(', ')}` })
    else if (typeof value !== 'string') faults.push({ ...fault, regle: 'paramètre donné plusieurs fois' })
    else kept[name] = value
  }
  if (faults.length === 0) return kept
  const [{ parametre, regle }] = faults as [ErrorDetails]
  throw new AnnuaireError('CRITERE_INVALIDE', `Paramètre refusé — ${parametre} : ${regle}.`, faults)
}
