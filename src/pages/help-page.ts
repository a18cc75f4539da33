import { HELP_TOPICS, type HelpTopic } from './help-topics.js'
import type { HelpValues } from './help-values.js'
import { html } from './html.js'
import { page } from './layout.js'
import type { Visitor } from './visitor.js'

export function helpPage(values: HelpValues, visitor: Visitor): string {
  const { host, port, ldapsPort, tls, baseBal } = values
  const body = html`<h1>Connecter un logiciel</h1>
<p>Les mêmes données se lisent par LDAP (messageries, téléphones, DPI) et par REST (DPI). Les pages qui suivent portent les valeurs de ce serveur.</p>
<h2>Partout les mêmes</h2>
<dl class="fiche">
<dt>Serveur LDAP</dt><dd><code>${host}</code></dd>
<dt>Port</dt><dd><code>${port}</code>${tls ? ' (StartTLS possible)' : ' (sans chiffrement)'}${ldapsPort === null ? null : html` ; LDAPS : <code>${ldapsPort}</code>`}</dd>
<dt>Base</dt><dd><code>${baseBal}</code></dd>
<dt>Filtre, étendue</dt><dd><code>(mail=*)</code>, sous-arbre</dd>
<dt>Réponses</dt><dd>100 ; le serveur s’arrête à 500</dd>
<dt>API REST</dt><dd><code>${values.http}/v1/</code></dd>
</dl>
<h2>Votre logiciel</h2>
<ul class="cartes">${HELP_TOPICS.map(({ slug, name, summary }) => html`<li><h3><a href="/aide/${slug}">${name}</a></h3><p>${summary}</p></li>`)}</ul>`
  return page({ title: 'Connecter un logiciel', body, visitor, section: '/aide' })
}

export function helpTopicPage(
  { name, summary, steps, notes = [], example }: HelpTopic,
  values: HelpValues,
  visitor: Visitor,
): string {
  const body = html`<p class="a-l-ecran"><a href="/aide">Connecter un logiciel</a></p>
<h1>${name}</h1>
<p>${summary}</p>
<h2>À saisir</h2>
<ol>${steps(values).map((step) => html`<li>${step}</li>`)}</ol>
${example === undefined ? null : html`<pre tabindex="0"><code>${example(values)}</code></pre>`}
${notes.length === 0 ? null : html`<h2>Bon à savoir</h2><ul>${notes.map((note) => html`<li>${note}</li>`)}</ul>`}`
  return page({ title: `${name} – Connecter un logiciel`, body, visitor, section: '/aide' })
}
