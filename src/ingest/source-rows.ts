import type { FeedFile } from '../feed/index.js'
import type { SourceRow } from './staging.js'

/**
 * The files from which each source's data comes, as a generation names them. The white list gives none: it judges.
 * @param restrictions columns of each file that restrict publication
 */
export function sourceRows(files: readonly FeedFile[], restrictions: readonly (readonly string[])[]): SourceRow[] {
  return files
    .map(({ source, kind, name, date }, at) => ({
      name: source,
      type: kind,
      file: name,
      date,
      restrictions: restrictions[at]!,
    }))
    .filter(({ type }) => type !== 'liste-blanche')
}
