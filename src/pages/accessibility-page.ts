import { html } from './html.js'
import { page } from './layout.js'
import type { Visitor } from './visitor.js'

/** The declaration that RGAA 4.1.2 asks for: what was checked, how, and what is not known. */
export function accessibilityPage(visitor: Visitor): string {
  const body = html`<h1>Accessibilité</h1>
<p>Ces pages visent le RGAA 4.1.2 et WCAG 2.2, niveau AA. État de conformité : <strong>partiellement conforme</strong>, aucun audit par un tiers n’ayant eu lieu.</p>
<h2>Ce qui est vérifié à chaque version</h2>
<ul>
<li>axe-core ne trouve aucun défaut, sur chaque page, en clair et en sombre, à 360 et 1440 pixels de large ;</li>
<li>le HTML de chaque page est valide (html-validate) ;</li>
<li>chaque page se parcourt au clavier, et se lit sans JavaScript.</li>
</ul>
<h2>Ce qui n’a pas été vérifié</h2>
<ul>
<li>les lecteurs d’écran (NVDA, JAWS, VoiceOver), par une personne ;</li>
<li>la documentation interactive de l’API (/documentation), qui vient d’un composant tiers : la même description se lit dans /documentation/json.</li>
</ul>
<h2>Signaler un défaut</h2>
<p>Auprès de l’administrateur de cet annuaire.</p>`
  return page({ title: 'Accessibilité', body, visitor, section: '/accessibilite' })
}
