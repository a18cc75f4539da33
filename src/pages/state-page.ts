import { count } from '../report/wording.js'
import type { FichierSource } from '../resources/person.js'
import type { Alimentation, FichierAlimente } from '../resources/report.js'
import type { GenerationInfo } from '../resources/service.js'
import { NATIONAL } from '../values/index.js'
import { html, type Part } from './html.js'
import { page } from './layout.js'
import { dayAndTime, duration } from './moments.js'
import type { Visitor } from './visitor.js'

export interface ServiceState {
  readonly generation: GenerationInfo
  /** Files of the run that made the generation; none when its report is not there. */
  readonly files: readonly FichierAlimente[]
  /** Files that people are made of, whatever reports are kept. */
  readonly people: readonly FichierSource[]
  /** Date of the white list of domains; null when there is none. */
  readonly whiteList: string | null
  /** The last run, published or refused. */
  readonly last: Alimentation | null
  /** The generation is in memory: searches are as quick as they will be. */
  readonly isReady: boolean
}

export function statePage(state: ServiceState, visitor: Visitor): string {
  const { generation, last, isReady } = state
  const isRefused = last !== null && last.etat === 'refusée'
  const body = html`<h1>État du service</h1>
<div class="message ${isReady ? 'succes' : 'attention'}"><p><strong>Annuaire à jour du ${dayAndTime(generation.publieeLe)}.</strong>${isReady ? null : ' La génération se charge en mémoire : les réponses sont plus lentes pour quelques secondes.'}</p></div>
${isRefused ? html`<div class="message attention"><p>La dernière alimentation, le ${dayAndTime(last.debut)}, a été refusée : les données publiées restent celles d’avant.</p></div>` : null}
<dl class="chiffres">
<div><dt>Professionnels</dt><dd>${count(generation.professionnels)}</dd></div>
<div><dt>Activités</dt><dd>${count(generation.activites)}</dd></div>
<div><dt>Boîtes aux lettres</dt><dd>${count(generation.bals)}</dd></div>
</dl>
<h2>Génération publiée</h2>
<dl class="fiche"><dt>Nom</dt><dd>${generation.id}</dd><dt>Publiée le</dt><dd>${dayAndTime(generation.publieeLe)}</dd><dt>Sources</dt><dd>${[NATIONAL, ...generation.sources].join(', ')}</dd></dl>
<h2>Fraîcheur de chaque source</h2>
${sources(state)}
<h2>Dernière alimentation</h2>
${last === null ? html`<p>Aucun rapport n’est conservé.</p>` : lastRun(last)}`
  return page({ title: 'État du service', body, visitor, section: '/etat' })
}

function sources({ files, people, whiteList }: ServiceState): Part {
  const rows = files.length > 0 ? files : people
  const list = files.some(({ type }) => type === 'liste-blanche') || whiteList === null
  return html`<section class="tableau" tabindex="0" aria-label="Fraîcheur de chaque source"><table>
<caption>Fichiers de la génération publiée</caption>
<thead><tr><th scope="col">Source</th><th scope="col">Fichier</th><th scope="col">Date du fichier</th></tr></thead>
<tbody>${rows.map(({ source, type, date }) => html`<tr><th scope="row">${source}</th><td>${type}</td><td>${dayAndTime(date)}</td></tr>`)}
${list ? null : html`<tr><th scope="row">${NATIONAL}</th><td>liste-blanche</td><td>${dayAndTime(whiteList ?? '')}</td></tr>`}</tbody>
</table></section>`
}

function lastRun({ debut, fin, etat, totaux }: Alimentation): Part {
  return html`<dl class="fiche"><dt>Début</dt><dd>${dayAndTime(debut)}</dd><dt>Durée</dt><dd>${duration(debut, fin)}</dd><dt>Résultat</dt><dd><span class="etiquette ${etat === 'publiée' ? 'publiee' : 'refusee'}">${etat}</span></dd><dt>Lignes</dt><dd>${count(totaux.lues)} lues, ${count(totaux.chargees)} chargées, ${count(totaux.refusees)} refusées</dd></dl>`
}
