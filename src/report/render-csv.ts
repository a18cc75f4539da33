import type { Alimentation, Avis } from '../resources/report.js'
import { quoted, withoutFormula } from '../text/csv-cell.js'

const HEADER = [
  'Fichier',
  'Ligne',
  'Sévérité',
  'Code',
  'Colonne',
  'Valeur',
  'Message',
  'Ligne refusée',
  'Famille',
  'Attendu',
  'Qui peut corriger',
  'Que faire',
]

/** One line for each notice, for a French spreadsheet: semicolons, CRLF and a BOM. */
export function renderCsv({ fichiers }: Alimentation, avis: readonly Avis[]): string {
  const explained = new Map(
    fichiers
      .flatMap((file) => file.avis)
      .map((rule) => [rule.code, [rule.famille, rule.attendu, rule.acteurs.join(', '), rule.action]]),
  )
  const rows = avis.map((one) => [
    one.nomFichier,
    String(one.ligne),
    one.severite,
    one.code,
    one.colonne,
    one.valeur,
    one.message,
    one.contenu,
    ...(explained.get(one.code) ?? ['', '', '', '']),
  ])
  return `\ufeff${[HEADER, ...rows].map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`
}

function cell(value: string | null): string {
  return quoted(withoutFormula(value ?? ''))
}
