import type { Domaine } from '../resources/domains.js'
import type { Professionnel } from '../resources/person.js'
import { NATIONAL } from '../values/index.js'
import { type Html, html, joined, type Part } from './html.js'

/** Who can mend what: this annuaire shows what it was given, and mends nothing by itself. */
export function reportErrorSection({ activites, professions, bals }: Professionnel, domains: readonly Domaine[]): Html {
  const authorities = [...new Set(activites.flatMap(({ autorite }) => (autorite === null ? [] : [autorite])))]
  const regional = [...new Set(bals.map(({ provenance }) => provenance.source))].filter((source) => source !== NATIONAL)
  const isSalaried = activites.some(({ modeExercice }) => modeExercice?.code === 'S')
  return html`<h2>Signaler une erreur</h2>
<p>Cet annuaire montre ce que ses sources lui donnent ; la correction se demande à la source.</p>
<dl class="fiche">
<dt>Identité, profession, savoir-faire, lieu d’exercice</dt>
<dd>${authorities.length > 0 ? `L’autorité qui enregistre le professionnel : ${authorities.join(', ')}` : `L’Ordre de la profession (${professions.map(({ libelle, code }) => libelle ?? code).join(', ')}), ou l’ARS pour une profession sans Ordre`}.${isSalaried ? ' Pour une activité salariée, l’employeur la déclare.' : null}</dd>
<dt>Boîte aux lettres</dt>
<dd>${
    bals.length === 0
      ? 'L’opérateur MSSanté qui l’a ouverte.'
      : operators(
          bals.map(({ adresse }) => adresse),
          domains,
        )
  }${regional.length === 0 ? null : ` Les boîtes de la source ${regional.join(', ')} se corrigent auprès de son administrateur.`}</dd>
<dt>Fermer une boîte</dt>
<dd>Son titulaire la ferme auprès de l’opérateur du domaine ; elle quitte cet annuaire au premier fichier qui ne la contient plus. Pour qu’elle n’y paraisse plus sans la fermer, il demande la liste rouge à cet opérateur.</dd>
</dl>`
}

function operators(addresses: readonly string[], domains: readonly Domaine[]): Part {
  const wanted = [...new Set(addresses.map((address) => address.slice(address.lastIndexOf('@') + 1).toLowerCase()))]
  return joined(
    wanted.map((domain) => {
      const known = domains.find(({ nom }) => nom === domain)
      if (known === undefined) return html`L’opérateur du domaine ${domain}.`
      const named = known.operateurs.map(
        ({ nom, support }) => `${nom}${support === null ? '' : ` (assistance : ${support})`}`,
      )
      return html`Domaine ${domain} : ${named.join(' ; ')}.`
    }),
    html`<br>`,
  )
}
