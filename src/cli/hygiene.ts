import { JournalReader } from '../changes/journal-reader.js'
import type { Config } from '../config.js'
import { AnnuaireError } from '../errors.js'
import { HygieneLists, hygieneSheets, MOST_TASKS, renderHygiene } from '../hygiene/index.js'
import type { ReportFormat } from '../report/index.js'
import { TASK_KINDS } from '../resources/hygiene.js'
import { xlsx } from '../sheets/xlsx-writer.js'
import { readPublished } from '../store/index.js'
import { UNHURRIED } from '../store/pace.js'
import { publishedSource } from './published-source.js'

/** What `annuaire rapport --hygiene` was asked. */
export interface HygieneAsked {
  readonly source: string | undefined
  readonly etablissement: string | undefined
  readonly nature: string | undefined
}

/**
 * The things to do of a source, in a text or a workbook. The only source need not be named.
 * @throws AnnuaireError USAGE naming what exists
 */
export async function hygieneOf(
  config: Config,
  { source, etablissement, nature }: HygieneAsked,
  format: ReportFormat | 'xlsx',
): Promise<string | NodeJS.ReadableStream> {
  const kind = TASK_KINDS.find((known) => known === nature)
  if (nature !== undefined && kind === undefined) {
    throw new AnnuaireError('USAGE', `Nature inconnue : « ${nature} ». Attendu : ${TASK_KINDS.join(', ')}.`)
  }
  if (format === 'html') {
    throw new AnnuaireError('USAGE', 'L’hygiène s’écrit en texte, json, xml, csv ou xlsx.')
  }
  const journal = new JournalReader(config.dataDir)
  try {
    const list = await readPublished(config.dataDir, (directory) => {
      const { sources } = directory.generation
      const named = publishedSource(source ?? (sources.length === 1 ? sources[0] : undefined), directory)
      const query = { nature: kind, etablissement, decalage: 0, limite: MOST_TASKS }
      return new HygieneLists(journal, config.thresholds).of(directory, named, query, UNHURRIED)
    })
    return format === 'xlsx' ? xlsx(hygieneSheets(list)) : renderHygiene(format, list)
  } finally {
    journal.close()
  }
}
