import { AnnuaireError } from '../errors.js'
import { isByOwner, type ReportFilter } from './filter.js'

/** Who reads a report. */
export type Viewer =
  /** Whoever runs `annuaire rapport` on the machine that holds the data. */
  | { readonly kind: 'administrateur' }
  /** An account, over the network. */
  | {
      readonly kind: 'compte'
      readonly sources: readonly string[]
      /** FINESS or SIRET of the only establishment whose lines it reads; all when absent. */
      readonly etablissement?: string | undefined
    }
  | { readonly kind: 'anonyme' }

export const ADMINISTRATOR: Viewer = { kind: 'administrateur' }
export const NOBODY: Viewer = { kind: 'anonyme' }

/** Two viewers with the same key see the same. */
export function viewerKey(viewer: Viewer): string {
  if (viewer.kind !== 'compte') return viewer.kind
  return `compte ${[...viewer.sources].sort().join(',')} ${viewer.etablissement ?? ''}`
}

/**
 * The filter under which somebody reads: who reads one establishment alone asks for it without saying so.
 * @throws AnnuaireError INTROUVABLE when another establishment is asked for: whether it has notices is not told; NON_AUTORISE
 * when nobody in particular asks by owner: few lines are then counted, and one that a region hides could be guessed
 */
export function scopedFilter(viewer: Viewer, filter: ReportFilter): ReportFilter {
  if (viewer.kind === 'anonyme' && isByOwner(filter)) throw new AnnuaireError('NON_AUTORISE', NAMED_ONLY)
  const own = viewer.kind === 'compte' ? viewer.etablissement : undefined
  if (own === undefined || filter.etablissement === own) return filter
  if (filter.etablissement === undefined) return { ...filter, etablissement: own }
  throw new AnnuaireError('INTROUVABLE', `Cette clé n’ouvre que l’établissement ${own}.`)
}

const NAMED_ONLY =
  'Un filtre par domaine ou par établissement demande un compte, ou une clé d’API qui a le droit « rapport ».'
