import { type Regle, type Regles, SEVERITIES } from '../resources/report.js'
import { escapeXml, toXml } from '../text/xml.js'
import { STYLE } from './html-style.js'
import type { ReportFormat } from './render.js'
import { csvTable } from './render-csv.js'

/** The catalogue of the rules in one text. */
export function renderRules(format: ReportFormat, rules: Regles): string {
  switch (format) {
    case 'texte':
      return `${familiesOf(rules).map(familyText).join('\n')}`
    case 'json':
      return `${JSON.stringify(rules, null, 2)}\n`
    case 'xml':
      return toXml('regles', rules)
    case 'csv':
      return csvTable([HEADER, ...rules.resultats.map(cells)])
    case 'html':
      return page(rules)
  }
}

interface Family {
  readonly name: string
  readonly rules: readonly Regle[]
}

/** Families as they come in the catalogue, the worst rules of each first. */
function familiesOf({ resultats }: Regles): readonly Family[] {
  const names = [...new Set(resultats.map(({ famille }) => famille ?? ''))]
  return names.map((name) => ({
    name,
    rules: SEVERITIES.flatMap((one) => resultats.filter((rule) => rule.famille === name && rule.severite === one)),
  }))
}

function columnsOf({ colonnes }: Regle): string {
  const byFile = new Map<string, string[]>()
  for (const { fichier, colonne } of colonnes) byFile.set(fichier, [...(byFile.get(fichier) ?? []), colonne])
  return (
    [...byFile].map(([file, columns]) => `${file} : ${columns.join(', ')}`).join(' ; ') || 'ligne ou fichier entier'
  )
}

function thresholdOf({ reglage }: Regle): string {
  return reglage === null ? '' : `${reglage.nom} (${reglage.defaut} ${reglage.unite} par défaut)`
}

function familyText({ name, rules }: Family): string {
  const lines = rules.flatMap((rule) => [
    `${rule.code} — ${rule.titre} [${rule.severite}]`,
    `  Attendu : ${rule.attendu}`,
    `  Colonnes : ${columnsOf(rule)}`,
    `  À faire (${rule.acteurs.join(', ')}) : ${rule.action}`,
    ...(rule.reglage === null ? [] : [`  Seuil : ${thresholdOf(rule)}`]),
    ...rule.exemple.bons.map((line) => `  Bon     : ${line}`),
    ...rule.exemple.defauts.map((line) => `  Mauvais : ${line}`),
    '',
  ])
  return [name.toUpperCase(), '', ...lines].join('\n')
}

const HEADER = [
  'Code',
  'Sévérité',
  'Famille',
  'Titre',
  'Attendu',
  'Colonnes',
  'Qui peut corriger',
  'Que faire',
  'Seuil',
  'Bon',
  'Mauvais',
]

function cells(rule: Regle): string[] {
  const { code, severite, famille, titre, attendu, acteurs, action, exemple } = rule
  const examples = [exemple.bons.join('\n'), exemple.defauts.join('\n')]
  return [
    code,
    severite,
    famille ?? '',
    titre,
    attendu,
    columnsOf(rule),
    acteurs.join(', '),
    action,
    thresholdOf(rule),
    ...examples,
  ]
}

function page(rules: Regles): string {
  const title = 'Règles du rapport d’alimentation'
  return `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${rules.resultats.length} règles. Une règle bloquante refuse la ligne ; les autres la laissent chargée. Les codes sont ceux de ce produit : l’ANS n’en publie pas.</p>
${familiesOf(rules).map(familySection).join('\n')}
</main>
</body>
</html>
`
}

function familySection({ name, rules }: Family): string {
  return `<section>
<h2>${escapeXml(name)}</h2>
${rules.map(ruleDetails).join('\n')}
</section>`
}

function ruleDetails(rule: Regle): string {
  const rows = [
    ['Attendu', rule.attendu],
    ['Colonnes', columnsOf(rule)],
    ['Qui peut corriger', rule.acteurs.join(', ')],
    ['Que faire', rule.action],
    ...(rule.reglage === null ? [] : [['Seuil', thresholdOf(rule)]]),
    ...rule.exemple.bons.map((line) => ['Bon', line]),
    ...rule.exemple.defauts.map((line) => ['Mauvais', line]),
  ]
  return `<details id="${rule.code}" open>
<summary><span class="severite ${rule.severite.toLowerCase()}">${rule.severite}</span> ${escapeXml(rule.titre)} <code>${rule.code}</code></summary>
<table><tbody>${rows.map(([name, text]) => `<tr><th scope="row">${name}</th><td>${escapeXml(text!)}</td></tr>`).join('')}</tbody></table>
</details>`
}
