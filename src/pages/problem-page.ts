import type { Problem } from '../resources/service.js'
import { html } from './html.js'
import { page } from './layout.js'
import type { Visitor } from './visitor.js'

/** A fault, told to a person: what it is, and where to go on. */
export function problemPage({ title, detail, erreurs }: Problem, visitor: Visitor): string {
  const told = erreurs.map(
    ({ parametre, regle }) =>
      html`<li>${parametre === undefined || parametre === '' ? null : `${parametre} : `}${regle ?? ''}</li>`,
  )
  const body = html`<h1>${title}</h1>
<div class="message erreur"><p>${detail}</p>${told.length === 0 ? null : html`<ul>${told}</ul>`}</div>
<p><a href="/">Revenir à la recherche</a></p>`
  return page({ title, body, visitor })
}
