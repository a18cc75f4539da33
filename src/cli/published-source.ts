import { AnnuaireError } from '../errors.js'
import type { Directory } from '../store/index.js'

/**
 * The regional source that a command is about.
 * @throws AnnuaireError USAGE when none is named, or one that publishes nothing
 */
export function publishedSource(named: string | undefined, { generation }: Directory): string {
  const known = generation.sources.join(', ') || 'aucune'
  if (named === undefined) throw new AnnuaireError('USAGE', `--source manque. Sources publiées : ${known}.`)
  if (generation.sources.includes(named)) return named
  throw new AnnuaireError('USAGE', `Source non publiée : ${named}. Publiées : ${known}.`)
}
