import type { Adresse } from '../resources/person.js'
import { type Html, html, type Part } from './html.js'

/** A postal address as it is printed, line by line. */
function postalLines({ lignes, codePostal, commune, pays }: Adresse): readonly string[] {
  const city = [codePostal, commune].filter((part) => part !== null).join(' ')
  // A line that routes the mail (CEDEX) names the city already.
  const isNamed = codePostal !== null && lignes.at(-1)?.startsWith(codePostal) === true
  return [...lignes, isNamed ? '' : city, pays ?? ''].filter((line) => line !== '')
}

export function postalAddress(adresse: Adresse): Part {
  const lines = postalLines(adresse)
  return lines.map((line, at) => (at === 0 ? line : [html`<br>`, line]))
}

/** Where a map shows the address; the visitor goes there by himself, and no page asks it for anything. */
export function mapLink(adresse: Adresse): Part {
  const { voie, codePostal, commune } = adresse
  if (commune === null) return null
  const query = [voie, codePostal, commune].filter((part) => part !== null).join(' ')
  return html`<a href="https://www.openstreetmap.org/search?query=${encodeURIComponent(query)}" rel="noreferrer external">Voir sur une carte<span class="invisible"> : ${query} (OpenStreetMap, autre site)</span></a>`
}

/** A mailbox's address with a button that copies it, once the page's script is there. */
export function copied(address: string): Html {
  return html`<span class="adresse">${address}</span> <button type="button" class="discret petit" data-copier="${address}" hidden>Copier<span class="invisible"> ${address}</span></button>`
}

export function telephoneLink(number: string): Html {
  return html`<a href="tel:${number.replaceAll(/[^\d+]/g, '')}">${number}</a>`
}
