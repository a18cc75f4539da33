import type { Row } from '../feed/row.js'
import { fold } from '../text/fold.js'
import type { Batch } from './batch.js'
import type { ColumnMap } from './columns.js'
import { LONGEST_CELL } from './line-cells.js'
import type { MailboxRecord } from './mailbox.js'
import { REGIONAL_COLUMNS } from './regional-columns.js'

/** What a regional line declares, as its administrators see it. */
interface DeclaredAccount {
  readonly mailbox: MailboxRecord
  readonly mail: string | null
  /** As the line names it: of an organisation, the mailbox has none. */
  readonly nom: string | null
  readonly prenom: string | null
}

const KEYS = Object.keys(REGIONAL_COLUMNS) as (keyof typeof REGIONAL_COLUMNS)[]

/** Stages an account with the line that declares it, in the order of columns of STAGED.compte. */
export function stageAccount(
  batch: Batch,
  row: Row,
  at: ColumnMap<typeof REGIONAL_COLUMNS>,
  account: DeclaredAccount,
): void {
  const { mailbox, mail, nom, prenom } = account
  const { source, statut, type, profession, identifiant, nonPubliee } = mailbox
  // An account MED is outside the MSSanté space: its address is its mail.
  const adresse = type === 'MED' ? null : mailbox.adresse
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
