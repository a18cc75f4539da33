import type { ReportFilter } from '../report/index.js'
import { count, counts, explanation, fall, separator, size } from '../report/wording.js'
import {
  type Alimentation,
  type Avis,
  type ComptageAvis,
  type FichierAlimente,
  SEVERITIES,
} from '../resources/report.js'
import { feedFilters } from './feed-filters.js'
import { noticesOf, state } from './feeds-page.js'
import { type Html, html, type Part } from './html.js'
import { page } from './layout.js'
import { dayAndTime, duration } from './moments.js'
import { noticeTable } from './notice-table.js'
import { options } from './options.js'
import { queryAddress } from './query-address.js'
import type { Visitor } from './visitor.js'

export interface FeedShown {
  readonly alimentation: Alimentation
  /** A part is not shown to this reader. */
  readonly masque: boolean
  readonly avis: readonly Avis[]
  readonly suivant: number | null
  /** The report without any filter, for what there is to choose from. */
  readonly whole: Alimentation
  readonly query: ReportFilter & { readonly limite: number }
  /** Runs that it may be compared with. */
  readonly others: readonly Alimentation[]
}

export function feedPage(shown: FeedShown, visitor: Visitor): string {
  const { alimentation, masque, query, whole, others } = shown
  const { id, debut, fin, motif, avertissements, baisses, ecartes, totaux, fichiers } = alimentation
  const { limite: _limite, ...filter } = query
  const title = `Alimentation du ${dayAndTime(debut)}`
  const body = html`<h1>${title}</h1>
<p>${state(alimentation)} Génération ${id}, en ${duration(debut, fin)}.</p>
${motif === null ? null : html`<div class="message erreur"><p>Erreur : ${motif}</p></div>`}
${messages('Attention', avertissements)}${messages('Baisses acceptées', baisses.map(fall))}${messages(
  'Fichiers laissés de côté',
  ecartes.map(({ nom, raison }) => `${nom} : ${raison}`),
)}
${masque ? html`<div class="message information"><p>Information : une partie de ce rapport n’est montrée qu’aux comptes de la source qu’elle concerne.</p></div>` : null}
<dl class="chiffres">
<div><dt>Lignes lues</dt><dd>${count(totaux.lues)}</dd></div>
<div><dt>Chargées</dt><dd>${count(totaux.chargees)}</dd></div>
<div><dt>Refusées</dt><dd>${count(totaux.refusees)}</dd></div>
<div><dt>Avis</dt><dd>${count(noticesOf(alimentation))}</dd></div>
</dl>
<ul class="actions a-l-ecran"><li><a href="/v1/alimentations/${id}/rapport${queryAddress({ ...filter, format: 'json' })}">JSON</a></li><li><a href="/v1/alimentations/${id}/rapport${queryAddress({ ...filter, format: 'xml' })}">XML</a></li></ul>
<h2>Filtrer</h2>
${feedFilters(whole, query)}
${evolution(alimentation, others, filter)}
<h2>Fichiers</h2>
${files(fichiers)}
<h2>Règles qui ont parlé</h2>
${rules(fichiers, filter)}
<h2 id="avis">Avis un par un</h2>
${notices(shown)}`
  return page({ title, body, visitor, section: '/alimentations' })
}

function messages(title: string, lines: readonly string[]): Part {
  if (lines.length === 0) return null
  return html`<div class="message attention"><h2>${title}</h2><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul></div>`
}

function files(fichiers: readonly FichierAlimente[]): Html {
  return html`<section class="tableau" tabindex="0" aria-label="Fichiers lus"><table>
<caption>Fichiers lus</caption>
<thead><tr><th scope="col">Fichier</th><th scope="col">Source</th><th scope="col">Date</th><th scope="col">Forme</th><th scope="col">Lignes</th></tr></thead>
<tbody>${fichiers.map((file) => html`<tr><th scope="row">${file.nom}</th><td>${file.source}</td><td>${dayAndTime(file.date)}</td><td>${size(file.octets)}, ${file.encodage}, ${file.colonnes} colonnes, séparateur ${separator(file)}</td><td>${counts(file)}</td></tr>`)}</tbody>
</table></section>`
}

/** Each rule once, the worst first, with how many rows of which source. */
function rules(fichiers: readonly FichierAlimente[], filter: ReportFilter): Html {
  const byCode = new Map<string, { readonly rule: ComptageAvis; readonly sources: string[]; total: number }>()
  for (const { source, avis } of fichiers) {
    for (const rule of avis) {
      const known = byCode.get(rule.code) ?? { rule, sources: [], total: 0 }
      known.total += rule.nombre
      known.sources.push(`${source} ${count(rule.nombre)}`)
      byCode.set(rule.code, known)
    }
  }
  if (byCode.size === 0) return html`<p>Aucun avis.</p>`
  const sorted = [...byCode.values()].sort(
    (one, other) =>
      SEVERITIES.indexOf(one.rule.severite) - SEVERITIES.indexOf(other.rule.severite) || other.total - one.total,
  )
  return html`<ul class="cartes">${sorted.map(
    ({ rule, sources, total }) =>
      html`<li><h3><span class="etiquette ${rule.severite.toLowerCase()}">${rule.severite}</span> ${count(total)} × ${rule.titre}</h3><p>${explanation(rule)}</p><p class="leger">${sources.join(', ')}</p><p class="a-l-ecran"><a href="${queryAddress({ ...filter, code: rule.code })}#avis">Voir ces avis<span class="invisible"> : ${rule.titre}</span></a></p></li>`,
  )}</ul>`
}

function notices({ avis, suivant, query }: FeedShown): Html {
  return html`${avis.length === 0 ? html`<p>Aucun avis à montrer.</p>` : noticeTable(avis, `${count(avis.length)} avis`)}
${suivant === null ? null : html`<p><a href="${queryAddress({ ...query, decalage: suivant })}#avis">Avis suivants</a></p>`}`
}

/** What changed since the run that the import compared itself with, and the way to any other. */
function evolution(
  { id, evolution: since }: Alimentation,
  others: readonly Alimentation[],
  filter: ReportFilter,
): Part {
  if (since === null && others.length === 0) return null
  const hidden = Object.entries(filter).map(([name, value]) =>
    value === undefined ? null : html`<input type="hidden" name="${name}" value="${value}">`,
  )
  return html`<h2>Depuis une autre alimentation</h2>
${
  since === null
    ? null
    : html`<dl class="chiffres">
<div><dt>Nouveaux</dt><dd>${count(since.nouveaux)}</dd></div>
<div><dt>Corrigés</dt><dd>${count(since.corriges)}</dd></div>
<div><dt>Toujours là</dt><dd>${count(since.toujours)}</dd></div>
</dl><p class="leger">Depuis l’alimentation ${since.avec}.</p>`
}
${
  others.length === 0
    ? null
    : html`<form class="court" method="get" action="/alimentations/${id}/comparaison">${hidden}
<div><label for="avec">Comparer avec</label><select id="avec" name="avec">${options(
        others.map(({ id, debut, etat }) => ({ value: id, label: `${dayAndTime(debut)} (${etat})` })),
        since?.avec,
      )}</select></div>
<button type="submit">Comparer</button></form>`
}`
}
