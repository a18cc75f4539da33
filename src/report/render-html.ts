import type { Avis, ComptageAvis, Evolution, FichierAlimente } from '../resources/report.js'
import { SEVERITIES } from '../resources/report.js'
import { escapeXml } from '../text/xml.js'
import type { ReportContent } from './content.js'
import { filterLine, isEmptyFilter } from './filter.js'
import { FILTER_SCRIPT, filterForm } from './html-filters.js'
import { STYLE } from './html-style.js'
import { trendSection } from './html-trend.js'
import { changes, count, counts, explanation, fall, moment, separator, since, size } from './wording.js'

/** Examples shown for each rule and file; the CSV and JSON formats hold all that is kept. */
const EXAMPLES = 20

/** The report as one page that needs nothing else: it can be sent by mail, read on a telephone and printed. */
export async function* renderHtml(content: ReportContent): AsyncGenerator<string> {
  const { alimentation, filter, evolution, tendance } = content
  const { id, etat, motif, avertissements, baisses, ecartes, debut, fin, totaux, fichiers } = alimentation
  const title = `Rapport d’alimentation ${id}`
  const examples = await examplesOf(content.avis)
  yield `<!doctype html>
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
${isEmptyFilter(filter) ? '' : `<p>Filtre : ${escapeXml(filterLine(filter))}</p>\n`}<dl class="totaux">
<div><dt>Lignes lues</dt><dd>${count(totaux.lues)}</dd></div>
<div><dt>Chargées</dt><dd>${count(totaux.chargees)}</dd></div>
<div><dt>Refusées</dt><dd>${count(totaux.refusees)}</dd></div>
</dl>
${list('Attention', avertissements)}${list('Baisses acceptées', baisses.map(fall))}${list(
  'Fichiers laissés de côté',
  ecartes.map(({ nom, raison }) => `${nom} : ${raison}`),
)}${evolution === null ? '' : evolutionSection(evolution)}${tendance === null ? '' : trendSection(tendance)}${filterForm(fichiers, examples)}`
  for (const file of fichiers) yield `${fileSection(file, examples, evolution)}\n`
  yield `</main>
<script>${FILTER_SCRIPT}</script>
</body>
</html>
`
}

/** The first of each rule and file, those that are new before the others, by file and code. */
async function examplesOf(avis: AsyncIterable<Avis>): Promise<Examples> {
  const found = new Map<string, { added: Avis[]; others: Avis[] }>()
  for await (const one of avis) {
    const key = keyOf(one.fichier, one.code)
    const known = found.get(key) ?? { added: [], others: [] }
    const list = one.evolution === 'nouveau' ? known.added : known.others
    if (list.length < EXAMPLES) list.push(one)
    found.set(key, known)
  }
  return new Map([...found].map(([key, { added, others }]) => [key, [...added, ...others].slice(0, EXAMPLES)]))
}

type Examples = ReadonlyMap<string, readonly Avis[]>

function keyOf(file: number, code: string): string {
  return `${file} ${code}`
}

function evolutionSection(evolution: Evolution): string {
  const { avec, nonCompares, regles } = evolution
  const moved = regles.filter(({ nouveaux, corriges }) => nouveaux + corriges > 0)
  const rows = moved.map((rule) => {
    const texts = [`${rule.type} ${rule.source}`, rule.titre].map((text) => `<td>${escapeXml(text)}</td>`).join('')
    const numbers = [rule.nouveaux, rule.corriges, rule.toujours].map((number) => `<td>${count(number)}</td>`).join('')
    return `<tr>${texts}${numbers}</tr>`
  })
  const others = nonCompares.length === 0 ? '' : `<p>Sans comparaison : ${escapeXml(nonCompares.join(', '))}</p>\n`
  return `<section>
<h2>Depuis l’alimentation ${escapeXml(avec)}</h2>
<p><strong>${changes(evolution)}</strong></p>
${others}${
  rows.length === 0
    ? ''
    : `<table>
<thead><tr><th scope="col">Fichier</th><th scope="col">Règle</th><th scope="col">Nouveaux</th><th scope="col">Corrigés</th><th scope="col">Toujours là</th></tr></thead>
<tbody>${rows.join('')}</tbody>
</table>
`
}</section>
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

/** Structure of the file before content, the worst first. */
function inOrder(rules: readonly ComptageAvis[]): readonly ComptageAvis[] {
  const place = ({ severite, famille }: ComptageAvis): number =>
    SEVERITIES.indexOf(severite) * 2 + (famille === 'structure du fichier' ? 0 : 1)
  return [...rules].sort((one, other) => place(one) - place(other))
}

function fileSection(file: FichierAlimente, examples: Examples, evolution: Evolution | null): string {
  const facts = [
    `${file.type}, source ${file.source}`,
    `date ${moment(file.date)}`,
    size(file.octets),
    file.encodage,
    `${file.colonnes} colonnes, séparateur ${separator(file)}`,
  ]
  const rules = inOrder(file.avis).map((rule) =>
    ruleDetails(rule, examples.get(keyOf(file.numero, rule.code)) ?? [], since(evolution, file, rule.code)),
  )
  return `<section class="fichier" data-source="${escapeXml(file.source)}">
<h2>${escapeXml(file.nom)}</h2>
<p>${escapeXml(facts.join(' ; '))}</p>
<p class="empreinte">sha256 ${escapeXml(file.sha256)}</p>
<p><strong>${counts(file)}</strong></p>
${rules.length === 0 ? '<p>Aucun avis.</p>' : rules.join('\n')}
</section>`
}

function ruleDetails(rule: ComptageAvis, shown: readonly Avis[], changed: string): string {
  const caption = `${count(shown.length)} sur ${count(rule.nombre)}`
  return `<details class="regle" data-code="${escapeXml(rule.code)}" data-criticite="${rule.severite}"${rule.severite === 'Bloquante' ? ' open' : ''}>
<summary><span class="severite ${rule.severite.toLowerCase()}">${rule.severite}</span> ${count(rule.nombre)} × ${escapeXml(rule.titre)}${escapeXml(changed)}</summary>
<p>${escapeXml(explanation(rule))}</p>
<table>
<caption>Exemples : ${caption}<span class="filtres"></span></caption>
<thead><tr><th scope="col">Ligne</th><th scope="col">Colonne</th><th scope="col">Valeur</th><th scope="col">Message</th><th scope="col">Établissement</th><th scope="col">Depuis l’import comparé</th></tr></thead>
<tbody>${shown.map(noticeRow).join('')}</tbody>
</table>
</details>`
}

function noticeRow({ ligne, colonne, valeur, message, etablissement, domaine, evolution }: Avis): string {
  const cell = (text: string): string => `<td>${escapeXml(text)}</td>`
  const cells = [cell(String(ligne)), cell(colonne ?? ''), `<td><mark>${escapeXml(valeur ?? '')}</mark></td>`]
  const owner = ` data-etablissement="${escapeXml(etablissement ?? '')}" data-domaine="${escapeXml(domaine ?? '')}"`
  return `<tr${owner}>${cells.join('')}${[message, etablissement ?? '', evolution ?? ''].map(cell).join('')}</tr>`
}
