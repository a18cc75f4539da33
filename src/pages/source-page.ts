import { count } from '../report/wording.js'
import { ACCOUNT_TYPES, type CompteDeclare, type ComptesDeclares, STATES } from '../resources/accounts.js'
import type { Avis } from '../resources/report.js'
import { type Html, html } from './html.js'
import { page } from './layout.js'
import { dayAndTime } from './moments.js'
import { noticeTable } from './notice-table.js'
import { options, plainOptions } from './options.js'
import { pager } from './pager.js'
import { queryAddress } from './query-address.js'
import type { Visitor } from './visitor.js'

export interface SourceShown {
  readonly source: string
  /** null when nothing of the source is published yet. */
  readonly accounts: ComptesDeclares | null
  readonly query: AccountQuery
  /** null when the last run read no file of the source. */
  readonly notices: SourceNotices | null
}

/** What a run said of a source. */
export interface SourceNotices {
  readonly run: string
  readonly avis: readonly Avis[]
  /** The report has more. */
  readonly more: boolean
}

interface AccountQuery {
  readonly statut?: string | undefined
  readonly type?: string | undefined
  readonly q?: string | undefined
}

const STATE_NAMES: Readonly<Record<(typeof STATES)[number], string>> = {
  VALIDE: 'Valides',
  'A VALIDER': 'À valider',
  PREINSCRIT: 'Préinscrits',
  REJETE: 'Rejetés',
}

/** What seed 003 shows to the administrator of a source. */
export function sourcePage({ source, accounts, query, notices }: SourceShown, visitor: Visitor): string {
  const body = html`<h1>Source ${source}</h1>
${accounts === null ? html`<div class="message information"><p>Information : rien n’est publié de cette source.</p></div>` : summary(accounts)}
<h2>Fichier de la source</h2>
<ul class="actions a-l-ecran">
<li><a class="bouton discret" href="/sources/${source}/modele.xlsx">Modèle vide (XLSX)</a></li>
<li><a href="/sources/${source}/modele.csv">Modèle vide (CSV)</a></li>
${accounts === null ? null : html`<li><a class="bouton discret" href="/sources/${source}/comptes.xlsx">Exporter les comptes (XLSX)</a></li><li><a href="/sources/${source}/comptes.csv">Exporter les comptes (CSV)</a></li>`}
${accounts === null ? null : html`<li><a href="/sources/${source}/hygiene">Hygiène : ce qu’il y a à nettoyer</a></li>`}
</ul>
${accounts === null ? null : list(accounts, query, notices)}
${notices === null ? null : remarks(source, notices)}`
  return page({ title: `Source ${source}`, body, visitor, section: `/sources/${source}` })
}

function summary({ date, contact, parStatut, parType, domaines }: ComptesDeclares): Html {
  return html`<p>${date === null ? null : `Fichier du ${dayAndTime(date)}. `}${contact === null ? null : `Contact : ${contact}.`}</p>
<h2>Comptes par état</h2>
<dl class="chiffres">${parStatut.map(({ statut, nombre }) => html`<div><dt>${STATE_NAMES[statut]}</dt><dd>${count(nombre)}</dd></div>`)}</dl>
<h2>Comptes par type</h2>
<section class="tableau" tabindex="0" aria-label="Comptes de chaque type"><table><caption>Comptes utilisés et disponibles de chaque type</caption>
<thead><tr><th scope="col">Type</th><th scope="col" class="nombre">Utilisés</th><th scope="col" class="nombre">Plafond</th><th scope="col" class="nombre">Disponibles</th></tr></thead>
<tbody>${parType.map(({ types, utilises, plafond, disponibles }) => html`<tr><th scope="row">${types.join(' et ')}</th><td class="nombre">${count(utilises)}</td><td class="nombre">${plafond === null ? 'sans limite' : count(plafond)}</td><td class="nombre">${disponibles === null ? 'sans limite' : count(disponibles)}</td></tr>`)}</tbody></table></section>
<h2>Domaines MSSanté</h2>
${domaines.length === 0 ? html`<p>Aucune adresse MSSanté n’est déclarée.</p>` : html`<ul>${domaines.map(({ domaine, nombre }) => html`<li>${domaine} : ${count(nombre)} ${nombre === 1 ? 'adresse' : 'adresses'}</li>`)}</ul>`}`
}

function remarks(source: string, { run, avis, more }: SourceNotices): Html {
  const report = `/alimentations/${run}${queryAddress({ source })}`
  return html`<h2>Avis de la dernière alimentation</h2>
${avis.length === 0 ? html`<p>Aucun avis sur ce fichier.</p>` : noticeTable(avis, `${count(avis.length)} avis${more ? ' ou plus' : ''}`)}
<p class="a-l-ecran"><a href="${report}">Le rapport de cette source</a></p>`
}

function list(accounts: ComptesDeclares, query: AccountQuery, notices: SourceNotices | null): Html {
  const { total, decalage, limite, resultats } = accounts
  const at = (from: number): string => `${queryAddress({ ...query, decalage: from, limite })}#comptes`
  return html`<h2 id="comptes">Comptes déclarés</h2>
<form class="recherche" method="get" action="#comptes" role="search"><div class="champs">
<div><label for="q">Rechercher</label><p class="aide-champ" id="aide-q">Nom, adresse ou numéro</p><input type="search" id="q" name="q" value="${query.q ?? ''}" maxlength="200" aria-describedby="aide-q" autocomplete="off"></div>
<div><label for="statut">État</label><select id="statut" name="statut"><option value="">Tous</option>${options(
    STATES.map((value) => ({ value, label: STATE_NAMES[value] })),
    query.statut,
  )}</select></div>
<div><label for="type">Type</label><select id="type" name="type"><option value="">Tous</option>${plainOptions(ACCOUNT_TYPES, query.type)}</select></div>
</div><button type="submit">Filtrer</button></form>
<p role="status">${count(total)} ${total === 1 ? 'compte' : 'comptes'}${resultats.length < total ? `, de ${count(decalage + 1)} à ${count(decalage + resultats.length)}` : ''}</p>
${resultats.length === 0 ? null : table(resultats, notices)}
${pager(accounts, at)}`
}

/** Titles of what was said of each line. */
function saidOf(notices: SourceNotices | null): ReadonlyMap<number, readonly string[]> {
  const byLine = new Map<number, string[]>()
  for (const { ligne, message } of notices?.avis ?? []) byLine.set(ligne, [...(byLine.get(ligne) ?? []), message])
  return byLine
}

function table(accounts: readonly CompteDeclare[], notices: SourceNotices | null): Html {
  const said = saidOf(notices)
  return html`<section class="tableau" tabindex="0" aria-label="Comptes déclarés"><table>
<caption>Comptes déclarés, dans l’ordre du fichier</caption>
<thead><tr><th scope="col">Mail</th><th scope="col">Statut</th><th scope="col">Type</th><th scope="col">Nom</th><th scope="col">Prénom</th><th scope="col">Profession</th><th scope="col">RPPS</th><th scope="col">ADELI</th><th scope="col">Publié</th><th scope="col" class="nombre">Ligne</th><th scope="col">Avis</th></tr></thead>
<tbody>${accounts.map(({ mail, adresse, statut, type, nom, prenom, profession, rpps, adeli, motifNonPublication, ligne }) => html`<tr><th scope="row">${adresse ?? mail ?? 'sans adresse'}</th><td>${statut}</td><td>${type}</td><td>${nom}</td><td>${prenom}</td><td>${profession?.libelle ?? profession?.code}</td><td>${rpps}</td><td>${adeli}</td><td>${motifNonPublication === null ? 'Oui' : `Non : ${motifNonPublication}`}</td><td class="nombre">${count(ligne)}</td><td>${(said.get(ligne) ?? []).join(' ')}</td></tr>`)}</tbody>
</table></section>`
}
