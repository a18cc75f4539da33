import { REGIONAL_HEADER } from './headers.js'

/** One account of a regional loaduser file; what is left out is an empty cell. */
export interface RegionalAccount {
  readonly 'Adresse mail': string
  readonly NOM: string
  readonly Prénom: string
  readonly 'Type de BAL': string
  readonly Statut: string
  readonly 'Compte de test': string
  readonly 'Liste rouge': string
  readonly RPPS?: string
  readonly ADELI?: string
  readonly Civilité?: string
  readonly Profession?: string
  readonly Spécialité?: string
  readonly 'Raison sociale'?: string
  readonly FINESS?: string
  readonly SIRET?: string
  readonly Service?: string
  readonly Adresse?: string
  readonly 'Code postal'?: string
  readonly Ville?: string
  readonly Téléphone?: string
  readonly 'Date de péremption'?: string
  readonly Responsable?: string
  readonly Description?: string
  readonly 'MSSanté adresse'?: string
  readonly 'Compte(s) de connexion'?: string
}

/** A line of CSV with its newline; quoted where the separator or a quote asks for it. */
export function regionalLine(account: RegionalAccount, separator: string): string {
  const cells = REGIONAL_HEADER.map((name) => quoted(account[name as keyof RegionalAccount] ?? '', separator))
  return `${cells.join(separator)}\n`
}

function quoted(cell: string, separator: string): string {
  return cell.includes(separator) || cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell
}
