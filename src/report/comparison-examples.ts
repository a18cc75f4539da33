import type { Avis } from '../resources/report.js'
import type { ReportFilter } from './filter.js'
import type { Looked } from './folder-work.js'
import type { ReportReader } from './port.js'

/** Examples of each rule and file. */
const OF_EACH = 20

/** Notices kept that only the later of two reports has, and that only the earlier one had. */
export async function comparisonExamples(
  reports: ReportReader,
  before: Looked,
  after: Looked,
  filter: ReportFilter,
): Promise<{ readonly added: readonly Avis[]; readonly mended: readonly Avis[] }> {
  const examples = (looked: Looked, other: Looked, lenient: boolean) => {
    const query = { ...filter, lisibles: looked.readable, decalage: 0, limite: OF_EACH, lenient }
    return reports.onlyHere(looked.id, other.id, query)
  }
  return { added: await examples(after, before, false), mended: await examples(before, after, true) }
}
