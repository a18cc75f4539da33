import type { Alimentation, Avis, ComptageAvis, FichierAlimente } from '../resources/report.js'
import { escapeXml } from '../text/xml.js'
import { STYLE } from './html-style.js'
import { count, counts, explanation, fall, moment, separator, size } from './wording.js'

/** Examples shown for each rule and file; the CSV and JSON formats hold all that is kept. */
const EXAMPLES = 20

/** The report as one page that needs nothing else: it can be sent by mail, read on a telephone and printed. */
export function renderHtml(alimentation: Alimentation, avis: readonly Avis[]): string {
  const { id, etat, motif, avertissements, baisses, ecartes, debut, fin, totaux, fichiers } = alimentation
  const title = `Rapport d’alimentation ${id}`
  return `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeXml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeXml(title)}</h1>
<p class="etat ${etat === 'publiée' ? 'publiee' : 'refusee'}">Alimentation ${escapeXml(etat)}${motif === null ? '' : ` : ${escapeXml(motif)}`}</p>
<p>Du ${moment(debut)} au ${moment(fin)} (UTC)</p>
<dl class="totaux">
<div><dt>Lignes lues</dt><dd>${count(totaux.lues)}</dd></div>
<div><dt>Chargées</dt><dd>${count(totaux.chargees)}</dd></div>
<div><dt>Refusées</dt><dd>${count(totaux.refusees)}</dd></div>
</dl>
${list('Attention', avertissements)}${list('Baisses acceptées', baisses.map(fall))}${list(
  'Fichiers laissés de côté',
  ecartes.map(({ nom, raison }) => `${nom} : ${raison}`),
)}${fichiers.map((file) => fileSection(file, avis)).join('\n')}
</main>
</body>
</html>
`
}

function list(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return ''
  return `<section>
<h2>${escapeXml(title)}</h2>
<ul>${lines.map((line) => `<li>${escapeXml(line)}</li>`).join('')}</ul>
</section>
`
}

function fileSection(file: FichierAlimente, avis: readonly Avis[]): string {
  const facts = [
    `${file.type}, source ${file.source}`,
    `date ${moment(file.date)}`,
    size(file.octets),
    file.encodage,
    `${file.colonnes} colonnes, séparateur ${separator(file)}`,
  ]
  return `<section>
<h2>${escapeXml(file.nom)}</h2>
<p>${escapeXml(facts.join(' ; '))}</p>
<p class="empreinte">sha256 ${escapeXml(file.sha256)}</p>
<p><strong>${counts(file)}</strong></p>
${file.avis.length === 0 ? '<p>Aucun avis.</p>' : file.avis.map((rule) => ruleDetails(rule, ofRule(avis, file, rule))).join('\n')}
</section>`
}

function ofRule(avis: readonly Avis[], file: FichierAlimente, rule: ComptageAvis): readonly Avis[] {
  return avis.filter((one) => one.fichier === file.numero && one.code === rule.code)
}

function ruleDetails(rule: ComptageAvis, kept: readonly Avis[]): string {
  const shown = kept.slice(0, EXAMPLES)
  const caption = `${count(shown.length)} sur ${count(rule.nombre)}`
  return `<details${rule.severite === 'Bloquante' ? ' open' : ''}>
<summary><span class="severite ${rule.severite.toLowerCase()}">${rule.severite}</span> ${count(rule.nombre)} × ${escapeXml(rule.titre)}</summary>
<p>${escapeXml(explanation(rule))}</p>
<table>
<caption>Exemples : ${caption}</caption>
<thead><tr><th scope="col">Ligne</th><th scope="col">Colonne</th><th scope="col">Valeur</th><th scope="col">Message</th></tr></thead>
<tbody>${shown.map(noticeRow).join('')}</tbody>
</table>
</details>`
}

function noticeRow({ ligne, colonne, valeur, message }: Avis): string {
  const cells = [String(ligne), colonne ?? '', valeur ?? '', message]
  return `<tr>${cells.map((cell) => `<td>${escapeXml(cell)}</td>`).join('')}</tr>`
}
