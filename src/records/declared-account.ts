import type { Row } from '../feed/row.js'
import { fold } from '../text/fold.js'
import type { Batch } from './batch.js'
import type { ColumnMap } from './columns.js'
import { LONGEST_CELL } from './line-cells.js'
import { REGIONAL_COLUMNS } from './regional-columns.js'

/** What a regional line declares, as its administrators see it. */
interface DeclaredAccount {
  readonly source: string
  readonly mail: string | null
  /** MSSanté address; null for an account outside the MSSanté space. */
  readonly adresse: string | null
  readonly statut: string
  readonly type: string
  readonly nom: string | null
  readonly prenom: string | null
  readonly profession: string | null
  /** Identification nationale PP. */
  readonly identifiant: string | null
  readonly nonPubliee: string | null
}

const KEYS = Object.keys(REGIONAL_COLUMNS) as (keyof typeof REGIONAL_COLUMNS)[]

/** Stages an account with the line that declares it, in the order of columns of STAGED.compte. */
export function stageAccount(
  batch: Batch,
  row: Row,
  at: ColumnMap<typeof REGIONAL_COLUMNS>,
  account: DeclaredAccount,
): void {
  const { source, mail, adresse, statut, type, nom, prenom, profession, identifiant, nonPubliee } = account
  const number = identifiant?.slice(1) ?? null
  const isRpps = identifiant?.startsWith('8') === true
  const sought = [nom, prenom, mail, adresse, number].filter((text) => text !== null)
  batch.compte.push(
    source,
    row.line,
    mail,
    adresse,
    statut,
    type,
    nom,
    prenom,
    profession,
    isRpps ? number : null,
    isRpps ? null : number,
    nonPubliee,
    JSON.stringify(cellsOf(row, at)),
    sought.map(fold).join(' '),
  )
}

/** Cells that are not empty, by the key of their column. */
function cellsOf({ cells }: Row, at: ColumnMap<typeof REGIONAL_COLUMNS>): Readonly<Record<string, string>> {
  const written: Record<string, string> = {}
  for (const key of KEYS) {
    const cell = at[key] === -1 ? '' : (cells[at[key]] ?? '')
    if (cell !== '') written[key] = cell.slice(0, LONGEST_CELL).toWellFormed()
  }
  return written
}
