import { html } from './html.js'
import { page } from './layout.js'
import type { Visitor } from './visitor.js'

/** The sources that an account administers. @param published those that the generation holds */
export function sourcesPage(published: readonly string[], visitor: Visitor): string {
  const [there, waiting] = [true, false].map((is) =>
    visitor.administered.filter((one) => published.includes(one) === is),
  )
  const body = html`<h1>Mes sources</h1>
${there!.length === 0 ? html`<p>Aucune de vos sources n’a encore été publiée.</p>` : html`<ul>${there!.map((source) => html`<li><a href="/sources/${source}">${source}</a></li>`)}</ul>`}
${waiting!.length === 0 ? null : html`<h2>Pas encore publiées</h2><ul>${waiting!.map((source) => html`<li><a href="/sources/${source}">${source}</a></li>`)}</ul>`}`
  return page({ title: 'Mes sources', body, visitor, section: '/sources' })
}
