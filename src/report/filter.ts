import { AnnuaireError, fault } from '../errors.js'
import { SEVERITIES, type Severity } from '../resources/report.js'
import { readFiness, readSiret } from '../values/index.js'

/** Which notices of a report are wanted; all of them where nothing is given. The same names at every door. */
export interface ReportFilter {
  readonly source?: string | undefined
  /** MSSanté domain of the mailbox. */
  readonly domaine?: string | undefined
  /** FINESS or SIRET of the establishment. */
  readonly etablissement?: string | undefined
  readonly criticite?: Severity | undefined
  readonly code?: string | undefined
}

const FILTER_NAMES = ['source', 'domaine', 'etablissement', 'criticite', 'code'] as const

const DOMAIN = /^(?=.{1,253}$)[\p{L}\p{N}_-]{1,63}(?:\.[\p{L}\p{N}_-]{1,63})*$/u
const ESTABLISHMENT = 'un numéro FINESS (9 caractères) ou SIRET (14 chiffres)'

/**
 * A filter as people write it: numbers with spaces, the domain in capitals, `bloquante`.
 * @throws AnnuaireError CRITERE_INVALIDE saying what was expected; whether the values are in a report is told by readSelection
 */
export function readFilter(given: Readonly<Record<(typeof FILTER_NAMES)[number], string | undefined>>): ReportFilter {
  const { source, domaine, etablissement, criticite, code } = given
  return {
    source,
    domaine: domaine === undefined ? undefined : domainOf(domaine),
    etablissement: etablissement === undefined ? undefined : readEstablishment(etablissement),
    criticite: criticite === undefined ? undefined : severityOf(criticite),
    code: code?.trim().toUpperCase(),
  }
}

export function isEmptyFilter(filter: ReportFilter): boolean {
  return FILTER_NAMES.every((name) => filter[name] === undefined)
}

/** The filter as an answer repeats it: without what was not given. */
export function given(filter: ReportFilter): ReportFilter {
  return Object.fromEntries(FILTER_NAMES.flatMap((name) => (filter[name] === undefined ? [] : [[name, filter[name]]])))
}

/** `source paca, criticite Bloquante`; '' when all is shown. */
export function filterLine(filter: ReportFilter): string {
  return Object.entries(given(filter))
    .map(([name, value]) => `${NAMES[name as (typeof FILTER_NAMES)[number]]} ${value}`)
    .join(', ')
}

const NAMES: Readonly<Record<(typeof FILTER_NAMES)[number], string>> = {
  source: 'source',
  domaine: 'domaine',
  etablissement: 'établissement',
  criticite: 'criticité',
  code: 'code',
}

/** True when the filter is about the owner of each line, which only whoever may read these lines may count. */
export function isByOwner({ domaine, etablissement }: ReportFilter): boolean {
  return domaine !== undefined || etablissement !== undefined
}

/** @throws AnnuaireError CRITERE_INVALIDE */
export function refuse(parametre: string, regle: string, valeur: string): AnnuaireError {
  const shown = valeur.slice(0, 80)
  return new AnnuaireError('CRITERE_INVALIDE', `Filtre refusé — ${parametre} : attendu ${regle}.`, [
    fault(parametre, regle, shown),
  ])
}

function domainOf(written: string): string {
  const domain = written.trim().replace(/^@/, '').toLowerCase()
  if (!DOMAIN.test(domain)) throw refuse('domaine', 'un nom de domaine, comme paca.mssante.fr', written)
  return domain
}

/** The FINESS or SIRET that somebody writes. @throws AnnuaireError CRITERE_INVALIDE */
export function readEstablishment(written: string): string {
  const compact = written.replace(/\s/g, '')
  const read = compact.length > 9 ? readSiret(compact) : readFiness(compact)
  if (read.value === null) throw refuse('etablissement', ESTABLISHMENT, written)
  return read.value
}

function severityOf(written: string): Severity {
  const known = SEVERITIES.find((one) => one.toLowerCase() === written.trim().toLowerCase())
  if (known === undefined) throw refuse('criticite', SEVERITIES.join(', '), written)
  return known
}
