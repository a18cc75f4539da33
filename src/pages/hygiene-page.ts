import { count } from '../report/wording.js'
import { type Hygiene, TASK_KINDS, type Tache } from '../resources/hygiene.js'
import { type Html, html } from './html.js'
import { page } from './layout.js'
import { plainOptions } from './options.js'
import { pager } from './pager.js'
import { queryAddress } from './query-address.js'
import type { Visitor } from './visitor.js'

/** What a source has to tidy up, as a list to work through. */
export function hygienePage(hygiene: Hygiene, visitor: Visitor): string {
  const { source, comptes, parNature, total, tronque, nature, etablissement, limite, resultats } = hygiene
  const filter = { nature, etablissement }
  const at = (from: number): string => `${queryAddress({ ...filter, decalage: from, limite })}#taches`
  const title = `Hygiène de la source ${source}`
  const body = html`<p class="a-l-ecran"><a href="/sources/${source}">Source ${source}</a></p>
<h1>${title}</h1>
<p>${count(comptes)} comptes déclarés ont été regardés.</p>
<dl class="chiffres">${parNature.map((one) => html`<div><dt>${one.nature}</dt><dd>${count(one.nombre)}</dd></div>`)}</dl>
<ul class="actions a-l-ecran"><li><a href="/sources/${source}/hygiene.xlsx">Liste à traiter (XLSX)</a></li><li><a href="/sources/${source}/hygiene.csv">Liste à traiter (CSV)</a></li></ul>
<h2 id="taches">À faire</h2>
<form class="recherche" method="get" action="#taches"><div class="champs">
<div><label for="nature">Nature</label><select id="nature" name="nature"><option value="">Toutes</option>${plainOptions(TASK_KINDS, nature)}</select></div>
<div><label for="etablissement">Établissement (FINESS ou SIRET)</label><input type="text" id="etablissement" name="etablissement" value="${etablissement ?? ''}" maxlength="40" autocomplete="off"></div>
</div><button type="submit">Filtrer</button></form>
<p role="status">${count(total)} ${total === 1 ? 'chose' : 'choses'} à faire${tronque ? ' au moins' : ''}</p>
${resultats.length === 0 ? null : table(resultats)}
${pager(hygiene, at)}`
  return page({ title, body, visitor, section: `/sources/${source}` })
}

function table(tasks: readonly Tache[]): Html {
  return html`<section class="tableau" tabindex="0" aria-label="Choses à faire"><table>
<caption>Choses à faire, les plus pressantes d’abord</caption>
<thead><tr><th scope="col">Boîte</th><th scope="col">Nature</th><th scope="col">Titulaire</th><th scope="col">À garder</th><th scope="col">Pourquoi</th><th scope="col">Que faire</th><th scope="col">Date</th><th scope="col" class="nombre">Ligne</th></tr></thead>
<tbody>${tasks.map(({ adresse, nature, titulaire, garder, motif, action, date, ligne }) => html`<tr><th scope="row">${adresse ?? 'adresse inconnue'}</th><td>${nature}</td><td>${titulaire}</td><td>${garder}</td><td>${motif}</td><td>${action}</td><td>${date}</td><td class="nombre">${ligne === null ? '' : count(ligne)}</td></tr>`)}</tbody>
</table></section>`
}
