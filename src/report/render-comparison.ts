import type { Avis, Comparaison } from '../resources/report.js'
import type { Sheet } from '../sheets/xlsx-writer.js'
import { printable } from '../text/printable.js'
import { escapeXml, toXml } from '../text/xml.js'
import { filterLine, isEmptyFilter } from './filter.js'
import { STYLE } from './html-style.js'
import type { ReportFormat } from './render.js'
import { csvTable } from './render-csv.js'
import { changes, count } from './wording.js'

/** Examples written out on a terminal, of those that are new and of those that are mended. */
const SHOWN = 50

/** Two reports beside each other, in one text. */
export function renderComparison(format: ReportFormat, compared: Comparaison): string {
  switch (format) {
    case 'texte':
      return asText(compared)
    case 'json':
      return `${JSON.stringify(compared, null, 2)}\n`
    case 'xml':
      return toXml('comparaison', compared)
    case 'csv':
      return csvTable([RULE_HEADER, ...ruleRows(compared)])
    case 'html':
      return asPage(compared)
  }
}

/** The same as the sheets of a workbook. */
export function comparisonSheets(compared: Comparaison): readonly Sheet[] {
  return [
    { name: 'Évolution', header: RULE_HEADER, widths: [22, 20, 16, 32, 44, 12, 12, 12], rows: ruleRows(compared) },
    { name: 'Exemples', header: NOTICE_HEADER, widths: [12, 40, 10, 32, 30, 40, 60], rows: noticeRows(compared) },
  ]
}

const RULE_HEADER = ['Type', 'Source', 'Sévérité', 'Code', 'Règle', 'Nouveaux', 'Corrigés', 'Toujours là']
const NOTICE_HEADER = ['', 'Fichier', 'Ligne', 'Code', 'Colonne', 'Valeur', 'Message']

function ruleRows({ evolution }: Comparaison): string[][] {
  return evolution.regles.map((rule) => [
    ...[rule.type, rule.source, rule.severite, rule.code, rule.titre],
    ...[rule.nouveaux, rule.corriges, rule.toujours].map(String),
  ])
}

function noticeRows({ exemplesNouveaux, exemplesCorriges }: Comparaison): string[][] {
  const row = (state: string) => (avis: Avis) => {
    const { nomFichier, ligne, code, colonne, valeur, message } = avis
    return [state, nomFichier, String(ligne), code, colonne ?? '', valeur ?? '', message]
  }
  return [...exemplesNouveaux.map(row('nouveau')), ...exemplesCorriges.map(row('corrigé'))]
}

function title({ id, evolution }: Comparaison): string {
  return `Alimentation ${id} comparée à ${evolution.avec}`
}

function asText(compared: Comparaison): string {
  const { evolution, exemplesNouveaux, exemplesCorriges } = compared
  const moved = evolution.regles.filter(({ nouveaux, corriges }) => nouveaux + corriges > 0)
  const examples = (name: string, avis: readonly Avis[]) =>
    avis.length === 0
      ? []
      : ['', `${name} :`, ...avis.slice(0, SHOWN).map(noticeLine), ...(avis.length > SHOWN ? ['  …'] : [])]
  return `${[
    title(compared),
    ...(isEmptyFilter(compared) ? [] : [`Filtre : ${printable(filterLine(compared))}`]),
    changes(evolution),
    ...(evolution.nonCompares.length === 0 ? [] : [`Sans comparaison : ${evolution.nonCompares.join(', ')}`]),
    '',
    ...moved.map(
      (rule) =>
        `  ${rule.severite.padEnd(13)} ${rule.titre} [${rule.code}], ${rule.type} ${rule.source} : ${changes(rule)}`,
    ),
    ...examples('Nouveaux', exemplesNouveaux),
    ...examples('Corrigés', exemplesCorriges),
  ].join('\n')}\n`
}

function noticeLine({ nomFichier, ligne, code, colonne, valeur, message }: Avis): string {
  const where = colonne === null ? '' : `, colonne « ${colonne} »`
  const value = valeur === null || valeur === '' ? '' : ` : « ${valeur} »`
  return printable(`  ${nomFichier}, ligne ${ligne}${where}${value} — ${message} [${code}]`)
}

function asPage(compared: Comparaison): string {
  const { evolution } = compared
  const table = (header: readonly string[], rows: readonly (readonly string[])[]) => `<table>
<thead><tr>${header.map((name) => `<th scope="col">${name}</th>`).join('')}</tr></thead>
<tbody>${rows.map((row) => `<tr>${row.map((text) => `<td>${escapeXml(text)}</td>`).join('')}</tr>`).join('')}</tbody>
</table>`
  const filter = isEmptyFilter(compared) ? '' : `<p>Filtre : ${escapeXml(filterLine(compared))}</p>\n`
  const examples = noticeRows(compared)
  return `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeXml(title(compared))}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeXml(title(compared))}</h1>
${filter}<p><strong>${changes(evolution)}</strong></p>
${evolution.nonCompares.length === 0 ? '' : `<p>Sans comparaison : ${escapeXml(evolution.nonCompares.join(', '))}</p>\n`}${table(RULE_HEADER, ruleRows(compared))}
<section>
<h2>Exemples (${count(examples.length)})</h2>
${table(NOTICE_HEADER, examples)}
</section>
</main>
</body>
</html>
`
}
