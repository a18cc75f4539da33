import type { AnnuaireError } from '../errors.js'
import { count } from '../report/wording.js'
import type { GenerationInfo } from '../resources/service.js'
import { type Html, html, type Part } from './html.js'
import { page } from './layout.js'
import { dayAndTime } from './moments.js'
import { foundSentence, type Results, resultsSection } from './results.js'
import type { SearchForm } from './search-fields.js'
import { searchForm, type Typed } from './search-form.js'
import type { Visitor } from './visitor.js'

/** What came of a search: nothing was asked, it was refused, or it was answered. */
export type Outcome =
  | { readonly kind: 'nothing'; readonly generation: GenerationInfo }
  | { readonly kind: 'refused'; readonly error: AnnuaireError }
  | { readonly kind: 'found'; readonly results: Results; readonly query: string }

/** @param typed what the address says, by parameter */
export function searchPage(form: SearchForm, typed: Typed, outcome: Outcome, visitor: Visitor): string {
  const faults = outcome.kind === 'refused' ? outcome.error.details : []
  const body = html`<h1>${form.title}</h1>
${outcome.kind === 'refused' ? refusal(outcome.error, form) : null}
${searchForm(form, typed, faults)}
<p id="annonce" role="status" class="invisible"></p>
<section id="resultats"${outcome.kind === 'found' ? html` aria-labelledby="titre-resultats"` : null}>${content(outcome)}</section>`
  return page({ title: titleOf(form, outcome), body, visitor, section: form.address })
}

function titleOf(form: SearchForm, outcome: Outcome): string {
  if (outcome.kind === 'refused') return `Erreur – ${form.title}`
  return outcome.kind === 'found' ? `${foundSentence(outcome.results)} – ${form.title}` : form.title
}

function content(outcome: Outcome): Part {
  if (outcome.kind === 'found') return resultsSection(outcome.results, outcome.query)
  return outcome.kind === 'nothing' ? freshness(outcome.generation) : null
}

function freshness({ publieeLe, professionnels, bals }: GenerationInfo): Html {
  return html`<p class="leger">${count(professionnels)} professionnels et ${count(bals)} boîtes aux lettres. Annuaire à jour du ${dayAndTime(publieeLe)}. <a href="/etat">État du service</a></p>`
}

function refusal({ message, details }: AnnuaireError, { fields, bar }: SearchForm): Html {
  const known = new Map([bar, ...fields].map(({ name, label }) => [name, label]))
  const told = details.map(({ parametre = '', regle = '' }) => {
    const label = known.get(parametre)
    return html`<li>${label === undefined ? regle : html`<a href="#${parametre}">${label}</a> : ${regle}`}</li>`
  })
  return html`<div class="message erreur" id="erreurs"><h2>Recherche refusée</h2>${told.length === 0 ? html`<p>${message}</p>` : html`<ul>${told}</ul>`}</div>`
}
