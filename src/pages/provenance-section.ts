import type { Bal, FichierSource, Provenance } from '../resources/person.js'
import { type Html, html } from './html.js'
import { dayAndTime } from './moments.js'

/** The properties of a person, as people name them. */
const DATA: Readonly<Record<string, string>> = {
  identifiant: 'identifiant',
  typeIdentifiant: 'type d’identifiant',
  rpps: 'RPPS',
  adeli: 'ADELI',
  anciensAdeli: 'anciens ADELI',
  civilite: 'civilité',
  civiliteExercice: 'civilité d’exercice',
  nom: 'nom',
  prenom: 'prénom',
  professions: 'professions',
  savoirFaire: 'savoir-faire',
  activites: 'lieux d’exercice',
  diplomes: 'diplômes',
  bals: 'boîtes aux lettres',
}

/** Where each datum comes from, and of which day. */
export function provenanceSection(person: Provenance, bals: readonly Bal[], files: readonly FichierSource[]): Html {
  const rows = [
    ...files.map(({ type, source, date, donnees }) => [
      donnees.map((name) => DATA[name] ?? name).join(', '),
      type,
      source,
      date,
    ]),
    ...bals.map(({ adresse, provenance }) => [
      `boîte ${adresse}`,
      'boîtes aux lettres',
      provenance.source,
      provenance.date,
    ]),
  ] as const
  return html`<h2>D’où viennent ces données</h2>
<p>Fiche de la source ${person.source}, d’après son fichier du ${dayAndTime(person.date)}.</p>
<section class="tableau" tabindex="0" aria-label="Provenance des données"><table>
<caption>Fichier de chaque donnée</caption>
<thead><tr><th scope="col">Données</th><th scope="col">Fichier</th><th scope="col">Source</th><th scope="col">Date du fichier</th></tr></thead>
<tbody>${rows.map(([data, type, source, date]) => html`<tr><th scope="row">${data}</th><td>${type}</td><td>${source}</td><td>${dayAndTime(date!)}</td></tr>`)}</tbody>
</table></section>`
}
