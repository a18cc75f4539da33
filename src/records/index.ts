import type { FeedKind } from '../feed/row.js'
import { ActivityLineReader } from './activity-line.js'
import type { ReadingContext } from './context.js'
import { CorrespondenceLineReader } from './correspondence-line.js'
import { DiplomaLineReader } from './diploma-line.js'
import { DomainLineReader } from './domain-line.js'
import type { LineReader } from './line-reader.js'
import { MssanteLineReader } from './mssante-line.js'
import { RegionalLineReader } from './regional-line.js'
import { SavoirFaireLineReader } from './savoir-faire-line.js'

/**
 * The reader of a file whose header is known.
 * @throws AnnuaireError ALIMENTATION_REFUSEE when a column is missing
 */
export function lineReader(
  kind: FeedKind,
  header: readonly string[],
  file: { readonly name: string; readonly source: string; readonly date: string },
  context: ReadingContext,
): LineReader {
  switch (kind) {
    case 'personne-activite':
      return new ActivityLineReader(header, file.name, context)
    case 'correspondance-adeli':
      return new CorrespondenceLineReader(header, file.name, context)
    case 'savoir-faire':
      return new SavoirFaireLineReader(header, file.name, context)
    case 'diplome':
      return new DiplomaLineReader(header, file.name, context)
    case 'liste-blanche':
      return new DomainLineReader(header, file, context)
    case 'mssante':
      return new MssanteLineReader(header, file.name, context)
    case 'regional':
      return new RegionalLineReader(header, file.name, file.source, file.date, context)
  }
}
