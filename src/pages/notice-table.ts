import { count } from '../report/wording.js'
import type { Avis } from '../resources/report.js'
import { type Html, html } from './html.js'

/** Notices, one a row, with the faulty value marked. @param caption what they are, and how many */
export function noticeTable(avis: readonly Avis[], caption: string): Html {
  return html`<section class="tableau" tabindex="0" aria-label="${caption}"><table>
<caption>${caption}</caption>
<thead><tr><th scope="col">Criticité</th><th scope="col">Fichier</th><th scope="col" class="nombre">Ligne</th><th scope="col">Colonne</th><th scope="col">Valeur</th><th scope="col">Message</th></tr></thead>
<tbody>${avis.map(row)}</tbody>
</table></section>`
}

function row({ severite, evolution, nomFichier, ligne, colonne, valeur, message }: Avis): Html {
  const isNew = evolution === 'nouveau' ? html` <span class="etiquette">nouveau</span>` : null
  return html`<tr><td><span class="etiquette ${severite.toLowerCase()}">${severite}</span>${isNew}</td><td>${nomFichier}</td><td class="nombre">${ligne === 0 ? '' : count(ligne)}</td><td>${colonne}</td><td>${valeur === null ? null : html`<mark>${valeur}</mark>`}</td><td>${message}</td></tr>`
}
