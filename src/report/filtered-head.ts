import type { Alimentation, Evolution, FichierAlimente } from '../resources/report.js'
import { isByOwner, isEmptyFilter, type ReportFilter } from './filter.js'
import type { OwnerCounts } from './owner-counts.js'
import { sumOf } from './read-head.js'

/**
 * The head of a report as a filter leaves it: its files, counts and comparison are those of what is shown. What is told of
 * the import itself stays.
 * @param owned counts by owner, when the filter asks for one @param evolution the comparison by owner; null for none
 */
export function filteredHead(
  alimentation: Alimentation,
  filter: ReportFilter,
  owned: OwnerCounts | null,
  evolution: Evolution | null,
): Alimentation {
  if (isEmptyFilter(filter)) return alimentation
  const fichiers = alimentation.fichiers
    .filter(({ source }) => filter.source === undefined || source === filter.source)
    .map((file) => filteredFile(file, filter, owned))
  const total = (key: 'lues' | 'chargees' | 'refusees'): number => fichiers.reduce((sum, file) => sum + file[key], 0)
  return {
    ...alimentation,
    fichiers,
    totaux: { lues: total('lues'), chargees: total('chargees'), refusees: total('refusees') },
    evolution: isByOwner(filter) ? evolution : filteredEvolution(alimentation.evolution, filter),
  }
}

function filteredFile(file: FichierAlimente, filter: ReportFilter, owned: OwnerCounts | null): FichierAlimente {
  const counts = owned?.get(file.numero)
  const avis = file.avis
    .filter(({ code, severite }) => wants(filter, code, severite))
    .map((rule) => (owned === null ? rule : { ...rule, nombre: counts?.get(rule.code) ?? 0 }))
    .filter(({ nombre }) => nombre > 0)
  return { ...file, avis }
}

function filteredEvolution(evolution: Evolution | null, filter: ReportFilter): Evolution | null {
  if (evolution === null) return null
  const regles = evolution.regles.filter(
    ({ code, severite, source }) =>
      wants(filter, code, severite) && (filter.source === undefined || filter.source === source),
  )
  const nonCompares = evolution.nonCompares.filter(
    (name) => filter.source === undefined || name.endsWith(` ${filter.source}`),
  )
  return { avec: evolution.avec, ...sumOf(regles), nonCompares, regles }
}

function wants({ code, criticite }: ReportFilter, ofCode: string, severity: string): boolean {
  return (code === undefined || code === ofCode) && (criticite === undefined || criticite === severity)
}
