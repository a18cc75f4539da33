import { html, type Part } from './html.js'

/** The way to the parts of a list before and after the one that is shown; nothing when it is shown whole. @param at the address from a place on */
export function pager(
  { decalage, limite, total }: { readonly decalage: number; readonly limite: number; readonly total: number },
  at: (from: number) => string,
): Part {
  const isLast = decalage + limite >= total
  if (decalage === 0 && isLast) return null
  return html`<nav aria-label="Pages de la liste"><ul class="actions">
${decalage === 0 ? null : html`<li><a href="${at(Math.max(0, decalage - limite))}">Page précédente</a></li>`}
${isLast ? null : html`<li><a href="${at(decalage + limite)}">Page suivante</a></li>`}
</ul></nav>`
}
