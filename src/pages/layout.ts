import { ICON_ADDRESS, SCRIPT_ADDRESS, STYLE_ADDRESS } from './assets.js'
import { type Html, html, type Part } from './html.js'
import type { Visitor } from './visitor.js'

export interface PageContent {
  /** Of the window: what distinguishes this page comes first (RGAA 8.5, 8.6). */
  readonly title: string
  readonly body: Part
  readonly visitor: Visitor
  /** Address of the entry of the menu that the page belongs to. */
  readonly section?: string
}

const SITE = 'Annuaire santé'

/** A whole page, with its menu, its landmarks and a link over them (RGAA 12.6, 12.7). */
export function page({ title, body, visitor, section }: PageContent): string {
  return html`<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title === SITE ? SITE : `${title} – ${SITE}`}</title>
<link rel="icon" type="image/svg+xml" href="${ICON_ADDRESS}">
<link rel="stylesheet" href="${STYLE_ADDRESS}">
<script type="module" src="${SCRIPT_ADDRESS}"></script>
</head>
<body>
<a class="evitement" href="#contenu">Aller au contenu</a>
<header>
<div class="bandeau">
<p class="marque"><a href="/">${SITE}</a></p>
${account(visitor)}
</div>
<nav aria-label="Menu principal"><ul>${menu(visitor).map(([address, name]) => entry(address, name, section))}</ul></nav>
</header>
<main id="contenu" tabindex="-1">
${body}
</main>
<footer>
<p>Données : extractions publiques de l’Annuaire Santé (Licence Ouverte 2.0) et fichiers régionaux.</p>
<ul><li><a href="/etat">État du service</a></li><li><a href="/documentation">Documentation de l’API</a></li><li><a href="/accessibilite">Accessibilité : partiellement conforme</a></li></ul>
</footer>
</body>
</html>
`.toString()
}

function menu(visitor: Visitor): readonly (readonly [string, string])[] {
  const sources = visitor.administered.map((source) => [`/sources/${source}`, `Source ${source}`] as const)
  return [
    ['/', 'Professionnels'],
    ['/boites', 'Boîtes aux lettres'],
    ['/structures', 'Structures'],
    ...(visitor.administered.length > 0 || visitor.isOperator ? [['/alimentations', 'Alimentations'] as const] : []),
    ...(sources.length > 3 ? [['/sources', 'Mes sources'] as const] : sources),
    ['/aide', 'Connecter un logiciel'],
  ]
}

function entry(address: string, name: string, section: string | undefined): Html {
  const here = address === section ? html` aria-current="page"` : null
  return html`<li><a href="${address}"${here}>${name}</a></li>`
}

function account({ account: name, token }: Visitor): Html {
  if (name === null) return html`<p class="compte"><a href="/connexion">Se connecter</a></p>`
  return html`<form class="compte" method="post" action="/deconnexion">
<input type="hidden" name="jeton" value="${token}">
<span>Compte <strong>${name}</strong></span> <button type="submit" class="discret">Se déconnecter</button>
</form>`
}
