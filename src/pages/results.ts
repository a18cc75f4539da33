import { count } from '../report/wording.js'
import type { Bal, Professionnel, Structure } from '../resources/person.js'
import { copied } from './addresses.js'
import { type Html, html, type Part } from './html.js'
import type { Kind } from './search-fields.js'

/** An answer of a search, whatever was searched. */
export type Results =
  | (Listed & { readonly kind: 'professionnels'; readonly resultats: readonly Professionnel[] })
  | (Listed & { readonly kind: 'bals'; readonly resultats: readonly Bal[] })
  | (Listed & { readonly kind: 'structures'; readonly resultats: readonly Structure[] })

interface Listed {
  readonly total: number
  readonly limite: number
  readonly tronque: boolean
  readonly motsSansResultat?: readonly string[]
}

const NOUNS: Readonly<Record<Kind, readonly [string, string]>> = {
  professionnels: ['professionnel', 'professionnels'],
  bals: ['boîte aux lettres', 'boîtes aux lettres'],
  structures: ['structure', 'structures'],
}
const FEMININE: ReadonlySet<Kind> = new Set(['bals', 'structures'])
const MOST = 500

/** What was found, in a sentence; never a cut that is not told. */
export function foundSentence({ kind, total, tronque, resultats }: Results): string {
  const [one, many] = NOUNS[kind]
  const shown = resultats.length
  const [none, displayed] = FEMININE.has(kind) ? ['Aucune', 'affichées'] : ['Aucun', 'affichés']
  if (total === 0) return `${none} ${one}`
  if (total === MOST && tronque) {
    return shown === MOST
      ? `${MOST} ${many} ${displayed} au plus, et il y en a d’autres : précisez la recherche`
      : `${MOST} ${many} ou plus, ${count(shown)} ${displayed} : précisez la recherche`
  }
  if (shown < total) return `${count(total)} ${many}, ${count(shown)} ${displayed}`
  return `${count(total)} ${total === 1 ? one : many}`
}

/** @param query the same search, as the address of a page has it */
export function resultsSection(results: Results, query: string): Html {
  const { total, motsSansResultat, resultats } = results
  return html`<h2 id="titre-resultats">${foundSentence(results)}</h2>
${total === 0 ? nothingFound(motsSansResultat) : null}
${resultats.length === 0 ? null : actions(results, query)}
${resultsList(results)}`
}

export function resultsList(results: Results): Part {
  return results.resultats.length === 0 ? null : html`<ol class="resultats">${items(results)}</ol>`
}

function nothingFound(lost: readonly string[] | undefined): Html {
  if (lost === undefined) return html`<p>Vérifiez l’orthographe, ou retirez un critère.</p>`
  if (lost.length === 0) return html`<p>Chaque mot se trouve, mais pas ensemble : retirez-en un.</p>`
  const words = lost.map((word) => `« ${word} »`).join(', ')
  return html`<p>${lost.length === 1 ? 'Ce mot ne se trouve nulle part' : 'Ces mots ne se trouvent nulle part'} : ${words}.</p>`
}

function actions({ kind, total, resultats }: Results, query: string): Html {
  const api = `/v1/${kind}?${query}`
  const all = new URLSearchParams(query)
  all.set('limite', String(MOST))
  const people = kind === 'professionnels'
  return html`<ul class="actions">
${resultats.length < total ? html`<li><a href="?${all.toString()}">Tout afficher (${MOST} au plus)</a></li>` : null}
${kind === 'structures' ? null : html`<li hidden><button type="button" class="discret" data-copier-choix disabled>Copier les adresses choisies</button></li>`}
<li>Cette recherche en <a href="${api}${query === '' ? '' : '&'}format=json">JSON</a>, <a href="${api}${query === '' ? '' : '&'}format=xml">XML</a>${people ? html`, <a href="/recherche.csv?${query}">CSV</a>, <a href="/recherche.vcf?${query}">vCard</a>` : null}</li>
</ul>`
}

function items(results: Results): Part {
  switch (results.kind) {
    case 'professionnels':
      return results.resultats.map(personItem)
    case 'bals':
      return results.resultats.map(mailboxItem)
    case 'structures':
      return results.resultats.map(structureItem)
  }
}

function personItem(person: Professionnel): Html {
  const { nom, prenom, identifiant, professions, savoirFaire, activites, bals } = person
  const work = [...professions, ...savoirFaire].map(({ libelle, code }) => libelle ?? code)
  const places = new Set(activites.map(({ structure }) => (structure === null ? null : placeOf(structure))))
  const name = `${prenom} ${nom}`
  return html`<li>
${choice(
  bals.map(({ adresse }) => adresse),
  `Choisir les adresses de ${name}`,
)}
<div${bals.length === 0 ? html` class="sans-choix"` : null}>
<h3><a href="/professionnels/${identifiant}">${name}</a></h3>
<p>${[...new Set(work)].join(', ')}</p>
${[...places].slice(0, 3).map((place) => (place === null ? null : html`<p class="leger">${place}</p>`))}
${places.size > 3 ? html`<p class="leger">et ${places.size - 3} autres lieux</p>` : null}
</div>
${bals.length === 0 ? html`<p class="leger">Pas de boîte MSSanté</p>` : html`<ul class="adresses">${bals.map(({ adresse }) => html`<li>${copied(adresse)}</li>`)}</ul>`}
</li>`
}

function mailboxItem(bal: Bal): Html {
  const { adresse, intitule, type, profession, service, structure, identifiant, adressePostale } = bal
  const title =
    identifiant === null ? html`${intitule}` : html`<a href="/professionnels/${identifiant}">${intitule}</a>`
  const organisation = structure?.raisonSociale ?? structure?.enseigne ?? null
  const details = [type.libelle ?? type.code, profession?.libelle ?? null, service].filter((one) => one !== null)
  const place = [organisation, adressePostale.codePostal, adressePostale.commune].filter((one) => one !== null)
  return html`<li>
${choice([adresse], `Choisir l’adresse de ${intitule}`)}
<div>
<h3>${title}</h3>
<p>${details.join(', ')}</p>
<p class="leger">${place.join(' ')}</p>
</div>
<p class="adresses">${copied(adresse)}</p>
</li>`
}

function structureItem(structure: Structure): Html {
  const id = structureId(structure)
  const name = structureName(structure)
  const { adresse, finess, siret, telephones } = structure
  return html`<li>
<div class="sans-choix">
<h3>${id === null ? name : html`<a href="/structures/${id}">${name}</a>`}</h3>
<p class="leger">${[adresse.voie, adresse.codePostal, adresse.commune].filter((one) => one !== null).join(' ')}</p>
</div>
<p class="leger">${[finess === null ? null : `FINESS ${finess}`, siret === null ? null : `SIRET ${siret}`, telephones[0] ?? null].filter((one) => one !== null).join(' – ')}</p>
</li>`
}

function choice(addresses: readonly string[], label: string): Part {
  if (addresses.length === 0) return null
  return html`<div><input type="checkbox" data-adresses="${addresses.join(' ')}" aria-label="${label}" hidden></div>`
}

export function structureName({ raisonSociale, enseigne }: Pick<Structure, 'raisonSociale' | 'enseigne'>): string {
  return raisonSociale ?? enseigne ?? 'Structure sans nom'
}

/** A number that leads to one structure; null when it has none. */
export function structureId({ identifiantTechnique, finess, siret }: Structure): string | null {
  const id = identifiantTechnique ?? finess ?? siret
  return id === null ? null : encodeURIComponent(id)
}

export function placeOf(structure: Structure): string {
  const { adresse } = structure
  const city = [adresse.codePostal, adresse.commune].filter((one) => one !== null).join(' ')
  const name = structure.raisonSociale ?? structure.enseigne
  return [name, city].filter((one) => one !== null && one !== '').join(', ')
}
