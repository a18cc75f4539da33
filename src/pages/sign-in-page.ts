import { html } from './html.js'
import { page } from './layout.js'
import type { Visitor } from './visitor.js'

export interface SignIn {
  /** Address of this server to go on to. */
  readonly back: string
  readonly account: string
  readonly fault: string | null
}

export function signInPage({ back, account, fault }: SignIn, visitor: Visitor): string {
  const body = html`<h1>Se connecter</h1>
${fault === null ? null : html`<div class="message erreur" role="alert" id="erreurs"><p>Erreur : ${fault}</p></div>`}
<p>Un compte ouvre les données d’une région, ses rapports d’alimentation et ce qu’elle déclare. L’administrateur de cet annuaire le crée.</p>
<form class="court" method="post" action="/connexion">
<input type="hidden" name="retour" value="${back}">
<div><label for="compte">Nom du compte</label><input type="text" id="compte" name="compte" value="${account}" autocomplete="username" autocapitalize="off" spellcheck="false" required maxlength="64"></div>
<div><label for="mot-de-passe">Mot de passe</label><input type="password" id="mot-de-passe" name="motDePasse" autocomplete="current-password" required maxlength="1024"></div>
<button type="submit">Se connecter</button>
</form>`
  return page({
    title: fault === null ? 'Se connecter' : 'Erreur – Se connecter',
    body,
    visitor,
    section: '/connexion',
  })
}
