/** Who reads a report. */
export type Viewer =
  /** Whoever runs `annuaire rapport` on the machine that holds the data. */
  | { readonly kind: 'administrateur' }
  /** An account, over the network. */
  | { readonly kind: 'compte'; readonly sources: readonly string[] }
  | { readonly kind: 'anonyme' }

export const ADMINISTRATOR: Viewer = { kind: 'administrateur' }
export const NOBODY: Viewer = { kind: 'anonyme' }

/** Two viewers with the same key see the same. */
export function viewerKey(viewer: Viewer): string {
  return viewer.kind === 'compte' ? `compte ${[...viewer.sources].sort().join(',')}` : viewer.kind
}
