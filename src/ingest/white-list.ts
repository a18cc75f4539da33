import type { FeedFile } from '../feed/index.js'
import { STAGED } from '../records/batch.js'
import { daysTooOld } from '../records/domain-line.js'
import { moment } from '../report/wording.js'
import { WHITE_LIST_FACT } from '../store/listed-domains.js'
import { readPublished } from './published-counts.js'

/** The white list that an import publishes. */
export interface WhiteList {
  /** What the generation says of it; none when there is no list. */
  readonly facts: Readonly<Record<string, string>>
  /** Rows of the list of the published generation, when it stays. */
  readonly kept: readonly (readonly (string | null)[])[]
  /** What is to be said of a list that stays, in French. */
  readonly warning: string | null
}

/**
 * The list among the files, else the one that is published: it judges the others, and its absence takes nothing from
 * anybody.
 */
export function whiteListOf(dataDir: string, files: readonly FeedFile[]): WhiteList {
  const file = files.find(({ kind }) => kind === 'liste-blanche')
  if (file !== undefined) return { facts: { [WHITE_LIST_FACT]: `${file.date}|${file.name}` }, kept: [], warning: null }
  const before = readPublished(dataDir, (db) => {
    const fact = db.prepare('SELECT valeur FROM generation WHERE cle = ?').pluck().get(WHITE_LIST_FACT)
    if (typeof fact !== 'string') return null
    const rows = db
      .prepare(`SELECT ${STAGED.domaine.join(', ')} FROM domaine`)
      .raw()
      .all()
    return { fact, rows: rows as (string | null)[][] }
  })
  if (before === null) return { facts: {}, kept: [], warning: null }
  const date = before.fact.split('|')[0]!
  const days = daysTooOld(date, extractionDate(files))
  const old = days === null ? '' : ` ; elle est ancienne (${days} jours avant les extractions)`
  return {
    facts: { [WHITE_LIST_FACT]: before.fact },
    kept: before.rows,
    warning: `Cet import n’apporte pas de liste blanche : celle du ${moment(date)} est gardée${old}.`,
  }
}

/** The date of the newest national extraction; null when there is none. */
export function extractionDate(files: readonly FeedFile[]): string | null {
  const dates = files.filter(({ kind }) => kind !== 'regional' && kind !== 'liste-blanche').map(({ date }) => date)
  return dates.length === 0 ? null : dates.reduce((one, other) => (other > one ? other : one))
}
