import type { ReportFilter } from '../report/index.js'
import { type Alimentation, SEVERITIES } from '../resources/report.js'
import { type Html, html } from './html.js'
import { options, plainOptions } from './options.js'

/** The filters of a report, the same as those of the command and of the API. @param whole the report without any filter */
export function feedFilters({ fichiers }: Alimentation, asked: ReportFilter): Html {
  const sources = [...new Set(fichiers.map(({ source }) => source))]
  const rules = new Map(fichiers.flatMap(({ avis }) => avis.map(({ code, titre }) => [code, titre] as const)))
  return html`<form class="recherche" method="get" action="#avis"><div class="champs">
${selection('criticite', 'Criticité', plainOptions(SEVERITIES, asked.criticite))}
${selection(
  'code',
  'Règle',
  options(
    [...rules].map(([value, label]) => ({ value, label })),
    asked.code,
  ),
)}
${selection('source', 'Source', plainOptions(sources, asked.source))}
<div><label for="domaine">Domaine MSSanté</label><input type="text" id="domaine" name="domaine" value="${asked.domaine ?? ''}" maxlength="253" autocomplete="off"></div>
<div><label for="etablissement">Établissement (FINESS ou SIRET)</label><input type="text" id="etablissement" name="etablissement" value="${asked.etablissement ?? ''}" maxlength="40" autocomplete="off"></div>
</div><button type="submit">Filtrer</button></form>`
}

function selection(name: string, label: string, choices: readonly Html[]): Html {
  return html`<div><label for="${name}">${label}</label><select id="${name}" name="${name}"><option value="">Toutes</option>${choices}</select></div>`
}
