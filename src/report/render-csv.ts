import type { Avis } from '../resources/report.js'
import { quoted, withoutFormula } from '../text/csv-cell.js'

const HEADER = ['Fichier', 'Ligne', 'Sévérité', 'Code', 'Colonne', 'Valeur', 'Message', 'Ligne refusée']

/** One line for each notice, for a French spreadsheet: semicolons, CRLF and a BOM. */
export function renderCsv(avis: readonly Avis[]): string {
  const rows = avis.map((one) => [
    one.nomFichier,
    String(one.ligne),
    one.severite,
    one.code,
    one.colonne,
    one.valeur,
    one.message,
    one.contenu,
  ])
  return `\ufeff${[HEADER, ...rows].map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`
}

function cell(value: string | null): string {
  return quoted(withoutFormula(value ?? ''))
}
