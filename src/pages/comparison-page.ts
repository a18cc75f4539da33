import { count } from '../report/wording.js'
import type { Comparaison, Evolution } from '../resources/report.js'
import { type Html, html, type Part } from './html.js'
import { page } from './layout.js'
import { noticeTable } from './notice-table.js'
import type { Visitor } from './visitor.js'

/** What is new in a report since another, mended and still there. */
export function comparisonPage(compared: Comparaison, visitor: Visitor): string {
  const { id, masque, evolution, exemplesNouveaux, exemplesCorriges } = compared
  const { avec, nouveaux, corriges, toujours, nonCompares } = evolution
  const title = `Alimentation ${id} comparée à ${avec}`
  const body = html`<h1>${title}</h1>
<ul class="actions a-l-ecran"><li><a href="/alimentations/${id}">Alimentation ${id}</a></li><li><a href="/alimentations/${avec}">Alimentation ${avec}</a></li><li><a href="/v1/alimentations/${id}/comparaison?avec=${avec}">JSON</a></li></ul>
${masque ? html`<div class="message information"><p>Information : une partie n’est montrée qu’aux comptes de la source qu’elle concerne.</p></div>` : null}
${nonCompares.length === 0 ? null : html`<div class="message attention"><h2>Fichiers non comparés</h2><p>Une seule des deux alimentations les a lus en entier : ${nonCompares.join(', ')}.</p></div>`}
<dl class="chiffres">
<div><dt>Nouveaux</dt><dd>${count(nouveaux)}</dd></div>
<div><dt>Corrigés</dt><dd>${count(corriges)}</dd></div>
<div><dt>Toujours là</dt><dd>${count(toujours)}</dd></div>
</dl>
<h2>Règle par règle</h2>
${rules(evolution)}
${examples('Nouveaux avis', exemplesNouveaux)}
${examples('Avis corrigés', exemplesCorriges)}`
  return page({ title, body, visitor, section: '/alimentations' })
}

function rules({ regles }: Evolution): Html {
  if (regles.length === 0) return html`<p>Aucun avis dans l’une ni dans l’autre.</p>`
  return html`<section class="tableau" tabindex="0" aria-label="Règle par règle"><table>
<caption>Avis de chaque règle</caption>
<thead><tr><th scope="col">Règle</th><th scope="col">Criticité</th><th scope="col">Source</th><th scope="col" class="nombre">Nouveaux</th><th scope="col" class="nombre">Corrigés</th><th scope="col" class="nombre">Toujours là</th></tr></thead>
<tbody>${regles.map(({ titre, severite, source, nouveaux, corriges, toujours }) => html`<tr><th scope="row">${titre}</th><td><span class="etiquette ${severite.toLowerCase()}">${severite}</span></td><td>${source}</td><td class="nombre">${count(nouveaux)}</td><td class="nombre">${count(corriges)}</td><td class="nombre">${count(toujours)}</td></tr>`)}</tbody>
</table></section>`
}

function examples(title: string, avis: Comparaison['exemplesNouveaux']): Part {
  return avis.length === 0 ? null : html`<h2>${title}</h2>${noticeTable(avis, `${title} (exemples)`)}`
}
