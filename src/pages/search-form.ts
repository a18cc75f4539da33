import type { ErrorDetails } from '../errors.js'
import { allSpecialites, specialites } from '../nomenclature/index.js'
import { type Html, html, type Part } from './html.js'
import { type Option, options } from './options.js'
import { type SearchField, type SearchForm, SPECIALITE } from './search-fields.js'

/** What was typed, by parameter. */
export type Typed = Readonly<Record<string, string>>

/** The bar, and the criteria under it; each fault is told beside its field (RGAA 11.10, 11.11). */
export function searchForm(form: SearchForm, typed: Typed, faults: readonly ErrorDetails[]): Html {
  const detailed = form.fields.some(({ name }) => (typed[name] ?? '') !== '')
  return html`<form class="recherche" method="get" action="${form.address}" role="search" data-recherche="${form.kind}">
<div>
<label for="${form.bar.name}">${form.bar.label}</label>
<p class="aide-champ" id="aide-${form.bar.name}">${form.bar.help}</p>
<div class="barre">${textInput(form.bar, typed, faults)}<button type="submit">Rechercher</button></div>
${faultOf(form.bar.name, faults)}
</div>
<details${detailed ? html` open` : null}>
<summary>Recherche détaillée</summary>
<div class="champs">${form.fields.map((field) => criterion(field, typed, faults))}</div>
<button type="submit">Rechercher</button>
</details>
<datalist id="villes"></datalist>
</form>`
}

function criterion(field: SearchField, typed: Typed, faults: readonly ErrorDetails[]): Html {
  const { name, label, help, isBox } = field
  if (isBox) {
    const ticked = typed[name] === 'true' ? html` checked` : null
    return html`<div class="choix"><input type="checkbox" id="${name}" name="${name}" value="true"${ticked}> <label for="${name}">${label}</label>${faultOf(name, faults)}</div>`
  }
  const choices = name === SPECIALITE ? specialiteOptions(typed['profession'] ?? '') : field.options
  return html`<div>
<label for="${name}">${label}</label>
${help === undefined ? null : html`<p class="aide-champ" id="aide-${name}">${help}</p>`}
${choices === undefined ? textInput(field, typed, faults) : selection(field, choices, typed, faults)}
${faultOf(name, faults)}
</div>`
}

function textInput(field: SearchField, typed: Typed, faults: readonly ErrorDetails[]): Html {
  const { name, help, isCity } = field
  const list = isCity ? html` list="villes"` : null
  return html`<input type="${name === 'q' ? 'search' : 'text'}" id="${name}" name="${name}" value="${typed[name] ?? ''}" maxlength="200" autocomplete="off" autocapitalize="off" spellcheck="false"${list}${described(name, help !== undefined, faults)}>`
}

function selection(
  field: SearchField,
  choices: readonly Option[],
  typed: Typed,
  faults: readonly ErrorDetails[],
): Html {
  const { name, help } = field
  const chosen = typed[name] ?? ''
  // A link may name what is chosen by its label, or by a code of the feed: it stays what is asked.
  const known = chosen === '' || choices.some(({ value }) => value === chosen)
  const all = known ? choices : [{ value: chosen, label: chosen }, ...choices]
  return html`<select id="${name}" name="${name}"${described(name, help !== undefined, faults)}><option value="">Indifférent</option>${options(all, chosen)}</select>`
}

/** Those of the profession; all of them when none is chosen. */
function specialiteOptions(profession: string): readonly Option[] {
  const own = profession === '' ? [] : specialites(profession)
  const shown = own.length > 0 ? own : allSpecialites()
  const seen = new Set<string>()
  return shown
    .filter(({ code }) => !seen.has(code) && seen.add(code))
    .map(({ code, libelle }) => ({ value: code, label: libelle ?? code }))
}

function described(name: string, hasHelp: boolean, faults: readonly ErrorDetails[]): Part {
  const isWrong = faults.some(({ parametre }) => parametre === name)
  const ids = [...(hasHelp ? [`aide-${name}`] : []), ...(isWrong ? [`faute-${name}`] : [])].join(' ')
  return [isWrong ? html` aria-invalid="true"` : null, ids === '' ? null : html` aria-describedby="${ids}"`]
}

function faultOf(name: string, faults: readonly ErrorDetails[]): Part {
  const own = faults.filter(({ parametre }) => parametre === name)
  if (own.length === 0) return null
  return html`<p class="faute" id="faute-${name}">Erreur : ${own.map(({ regle }) => regle).join(' ; ')}.</p>`
}
