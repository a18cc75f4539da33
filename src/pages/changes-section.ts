import type { Changement } from '../resources/changes.js'
import { html, type Part } from './html.js'
import { dayAndTime } from './moments.js'

/** What changed lately, by the journal of publications. */
export function changesSection(changes: readonly Changement[]): Part {
  if (changes.length === 0) {
    return html`<h2>Changements récents</h2><p>Aucun changement n’est connu depuis que le journal est tenu (185 jours au plus).</p>`
  }
  const lines = changes.map(({ moment, nature, champs }) => {
    const fields = champs.length === 0 ? '' : ` : ${champs.join(', ')}`
    return html`<li>${dayAndTime(moment)} – ${nature}${fields}</li>`
  })
  return html`<h2>Changements récents</h2><ul>${lines}</ul>`
}
