import { AnnuaireError } from '../errors.js'
import type { Acceptance } from '../ingest/index.js'
import { NATIONAL } from '../values/index.js'

/** @throws AnnuaireError USAGE when the reason is empty */
export function forcedBy(reason: string | undefined): string | null {
  if (reason === undefined) return null
  if (reason.trim() === '') throw new AnnuaireError('USAGE', '--forcer attend une raison, que le rapport garde.')
  return reason.trim().slice(0, 1000)
}

/** A fall that is accepted, `source=reason`. @throws AnnuaireError USAGE */
export function acceptance(option: string, sources: readonly string[]): Acceptance {
  const at = option.indexOf('=')
  const source = at < 0 ? option : option.slice(0, at)
  const raison = at < 0 ? '' : option.slice(at + 1).trim()
  if (source === '' || raison === '') {
    throw new AnnuaireError(
      'USAGE',
      `--accepter-baisse attend source=raison, par exemple paca="fermeture d’un groupement" ; reçu : « ${option} ».`,
    )
  }
  if (source !== NATIONAL && !sources.includes(source)) {
    throw new AnnuaireError('USAGE', `--accepter-baisse : source inconnue, « ${source} ».`)
  }
  return { source, raison: raison.slice(0, 1000) }
}
