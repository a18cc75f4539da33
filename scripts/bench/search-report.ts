import { ascending, type Measure, quantile, type Timing } from './search-measure.js'

/** What one door took, family by family; `during` is empty when no import ran. */
export interface DoorMeasures {
  readonly door: string
  readonly idle: readonly Measure[]
  readonly during: readonly Measure[]
}

/** A Markdown table of one door, and below it what was not answered in full. */
export function doorReport({ door, idle, during }: DoorMeasures): string {
  const withImport = during.length > 0
  const head = ['famille', 'requêtes', 'résultats', 'p50', 'p99', 'max']
  const importHead = withImport ? ['p50, import', 'p99, import', 'max, import'] : []
  const lines = idle.map(({ family, timings }, index) => [
    family,
    countsOf(timings, during[index]?.timings),
    resultsOf(timings),
    ...timesOf(timings),
    ...(withImport ? timesOf(during[index]!.timings) : []),
  ])
  const all = (measures: readonly Measure[]): Timing[] => measures.flatMap(({ timings }) => timings)
  const total = ['toutes', String(all(idle).length), '', ...timesOf(all(idle))]
  lines.push([...total, ...(withImport ? timesOf(all(during)) : [])])
  const titles = [...head, ...importHead]
  return [
    `### ${door} (ms)`,
    '',
    row(titles),
    row(titles.map((_, column) => (column === 0 ? '---' : '---:'))),
    ...lines.map(row),
    '',
    ...faults([...idle, ...during]),
  ].join('\n')
}

/** The slowest queries of a door, in full: what to profile. */
export function slowest({ door, idle, during }: DoorMeasures, limit: number): string {
  const list = (phase: string, measures: readonly Measure[]): string[] =>
    measures
      .flatMap(({ family, timings }) => timings.map((timing) => ({ family, ...timing })))
      .sort((one, other) => other.milliseconds - one.milliseconds)
      .filter(({ query }, index, all) => all.findIndex((other) => other.query === query) === index)
      .slice(0, limit)
      .map(
        ({ family, milliseconds, answer, query }) =>
          `- ${phase}, ${decimal(milliseconds)} ms, ${answer.results} résultats, ${family} : \`${query}\``,
      )
  return [`### ${door}, les plus lentes`, '', ...list('au repos', idle), ...list('pendant l’import', during), ''].join(
    '\n',
  )
}

/** How many queries there was time for, idle and during the import when these differ. */
function countsOf(idle: readonly Timing[], during: readonly Timing[] | undefined): string {
  if (during === undefined || during.length === idle.length) return String(idle.length)
  return `${idle.length} / ${during.length}`
}

function resultsOf(timings: readonly Timing[]): string {
  const results = ascending(timings.map(({ answer }) => answer.results))
  return results.length === 0 ? '' : String(quantile(results, 0.5))
}

function timesOf(timings: readonly Timing[]): string[] {
  const times = ascending(timings.map(({ milliseconds }) => milliseconds))
  return [0.5, 0.99, 1].map((share) => (times.length === 0 ? '' : decimal(quantile(times, share))))
}

function faults(measures: readonly Measure[]): string[] {
  const counts = new Map<string, number>()
  for (const { family, timings } of measures) {
    for (const { answer } of timings) {
      if (answer.fault === null) continue
      const key = `${family} : ${answer.fault}`
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
  }
  if (counts.size === 0) return []
  return ['Réponses incomplètes ou refusées :', '', ...[...counts].map(([key, count]) => `- ${key}, ${count} fois`), '']
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}

function decimal(milliseconds: number): string {
  return milliseconds.toFixed(2).replace('.', ',')
}
