import { count } from '../report/wording.js'
import type { Alimentation } from '../resources/report.js'
import { type Html, html } from './html.js'
import { page } from './layout.js'
import { dayAndTime, duration } from './moments.js'
import { trend } from './trend.js'
import type { Visitor } from './visitor.js'

/** The runs of late, with how they went. @param runs the latest first */
export function feedsPage(runs: readonly Alimentation[], visitor: Visitor): string {
  const body = html`<h1>Rapports d’alimentation</h1>
${runs.length === 0 ? html`<p>Aucune alimentation n’a encore eu lieu.</p>` : [trend(runs), table(runs)]}
<p><a href="/v1/alimentations/regles?format=json">Toutes les règles (JSON)</a></p>`
  return page({ title: 'Rapports d’alimentation', body, visitor, section: '/alimentations' })
}

function table(runs: readonly Alimentation[]): Html {
  return html`<section class="tableau" tabindex="0" aria-label="Dernières alimentations"><table>
<caption>Dernières alimentations, la plus récente d’abord</caption>
<thead><tr><th scope="col">Alimentation</th><th scope="col">État</th><th scope="col">Durée</th><th scope="col" class="nombre">Lignes lues</th><th scope="col" class="nombre">Chargées</th><th scope="col" class="nombre">Refusées</th><th scope="col" class="nombre">Avis</th></tr></thead>
<tbody>${runs.map(row)}</tbody>
</table></section>`
}

function row(run: Alimentation): Html {
  const { id, debut, fin, totaux } = run
  return html`<tr><th scope="row"><a href="/alimentations/${id}">${dayAndTime(debut)}</a></th><td>${state(run)}</td><td>${duration(debut, fin)}</td><td class="nombre">${count(totaux.lues)}</td><td class="nombre">${count(totaux.chargees)}</td><td class="nombre">${count(totaux.refusees)}</td><td class="nombre">${count(noticesOf(run))}</td></tr>`
}

export function state({ etat }: Pick<Alimentation, 'etat'>): Html {
  return html`<span class="etiquette ${etat === 'publiée' ? 'publiee' : 'refusee'}">${etat}</span>`
}

export function noticesOf({ fichiers }: Alimentation): number {
  return fichiers.reduce((sum, { avis }) => sum + avis.reduce((own, { nombre }) => own + nombre, 0), 0)
}
