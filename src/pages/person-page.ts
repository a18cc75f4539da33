import type { Changement } from '../resources/changes.js'
import type { Domaine } from '../resources/domains.js'
import type { Activite, BalTitulaire, Code, FichierSource, Professionnel } from '../resources/person.js'
import { copied, mapLink, postalAddress, telephoneLink } from './addresses.js'
import { changesSection } from './changes-section.js'
import { type Html, html, joined, type Part } from './html.js'
import { page } from './layout.js'
import { dayAndTime } from './moments.js'
import { provenanceSection } from './provenance-section.js'
import { reportErrorSection } from './report-error-section.js'
import { structureId, structureName } from './results.js'
import type { Visitor } from './visitor.js'

/** All that a page says of a person. */
export interface PersonShown {
  readonly person: Professionnel
  readonly files: readonly FichierSource[]
  /** What the journal tells of the person, the latest first. */
  readonly changes: readonly Changement[]
  /** Who operates the domains of the mailboxes, where a white list says it. */
  readonly domains: readonly Domaine[]
}

export function personPage({ person, files, changes, domains }: PersonShown, visitor: Visitor): string {
  const { nom, prenom, identifiant, professions, activites, bals } = person
  const name = `${prenom} ${nom}`
  const body = html`<h1>${name}</h1>
<p>${labels(professions)}</p>
<ul class="actions a-l-ecran">
<li><a href="/professionnels/${identifiant}.vcf">Carte de visite (vCard)</a></li>
<li><a href="/professionnels/${identifiant}.ldif">LDIF</a></li>
<li><a href="/v1/professionnels/${identifiant}?format=json">JSON</a></li>
<li><a href="/v1/professionnels/${identifiant}?format=xml">XML</a></li>
</ul>
<h2>Boîtes aux lettres MSSanté</h2>
${bals.length === 0 ? html`<p>Aucune boîte aux lettres MSSanté publiée.</p>` : html`<ol class="cartes">${bals.map((bal) => mailboxCard(bal, bals.length))}</ol>`}
<h2>Identité professionnelle</h2>
${identity(person)}
<h2>Lieux d’exercice</h2>
${activites.length === 0 ? html`<p>Aucune activité en cours.</p>` : html`<ul class="cartes">${activites.map(activityCard)}</ul>`}
${diplomas(person)}
${provenanceSection(person.provenance, bals, files)}
${changesSection(changes)}
${reportErrorSection(person, domains)}`
  return page({ title: `${name} – ${identifiant}`, body, visitor, section: '/' })
}

function mailboxCard(
  { adresse, type, rang, motifRang, service, structure, provenance, dematerialisation }: BalTitulaire,
  total: number,
): Html {
  const organisation = structure?.raisonSociale ?? structure?.enseigne ?? null
  return html`<li>
<h3>${copied(adresse)}</h3>
${rang === 1 && total > 1 ? html`<p><span class="etiquette preferee">À préférer</span></p>` : null}
<p>${motifRang}</p>
<p class="leger">${joined(
    [type.libelle ?? type.code, service, organisation].filter((one) => one !== null),
    ' – ',
  )}${dematerialisation === true ? '. Le titulaire ne veut plus de courrier en papier' : null}</p>
<p class="leger">Source ${provenance.source}, fichier du ${dayAndTime(provenance.date)}</p>
</li>`
}

function identity(person: Professionnel): Html {
  const { identifiant, typeIdentifiant, rpps, adeli, anciensAdeli, civilite, civiliteExercice, savoirFaire } = person
  const byType = savoirFaire.map(
    ({ libelle, code, type }) => `${libelle ?? code}${type.libelle === null ? '' : ` (${type.libelle.toLowerCase()})`}`,
  )
  const facts: readonly (readonly [string, Part])[] = [
    ['Identification nationale', `${identifiant} (${typeIdentifiant})`],
    ['RPPS', rpps],
    ['ADELI', adeli],
    ['Anciens ADELI', anciensAdeli.length === 0 ? null : anciensAdeli.join(', ')],
    [
      'Civilité',
      [civilite, civiliteExercice]
        .filter((one) => one !== null)
        .map(labelOf)
        .join(', ') || null,
    ],
    ['Professions', labels(person.professions)],
    [
      'Catégorie',
      [
        ...new Set(person.professions.flatMap(({ categorie }) => (categorie === null ? [] : [labelOf(categorie)]))),
      ].join(', ') || null,
    ],
    ['Savoir-faire', byType.length === 0 ? null : joined([...new Set(byType)], html`<br>`)],
  ]
  return html`<dl class="fiche">${facts.map(([name, value]) => (value === null ? null : html`<dt>${name}</dt><dd>${value}</dd>`))}</dl>`
}

function activityCard({ profession, modeExercice, secteur, role, structure, autorite }: Activite): Html {
  const how = [modeExercice, secteur, role].filter((one) => one !== null).map(labelOf)
  if (structure === null) {
    return html`<li><h3>Lieu non renseigné</h3><p>${labelOf(profession)}</p><p class="leger">${how.join(', ')}</p></li>`
  }
  const id = structureId(structure)
  const name = structureName(structure)
  return html`<li>
<h3>${id === null ? name : html`<a href="/structures/${id}">${name}</a>`}</h3>
<p>${labelOf(profession)}</p>
<p class="leger">${how.join(', ')}</p>
<p>${postalAddress(structure.adresse)}</p>
${structure.telephones.length === 0 ? null : html`<p>Téléphone : ${joined(structure.telephones.map(telephoneLink), ', ')}</p>`}
<p class="a-l-ecran">${mapLink(structure.adresse)}</p>
${autorite === null ? null : html`<p class="leger">Enregistré par : ${autorite}</p>`}
</li>`
}

function diplomas({ diplomes }: Professionnel): Part {
  if (diplomes.length === 0) return null
  const lines = diplomes.map(({ typeDiplome, diplome, typeAutorisation, discipline }) =>
    [diplome ?? typeDiplome, typeAutorisation, discipline]
      .filter((one) => one !== null)
      .map(labelOf)
      .join(', '),
  )
  return html`<h2>Diplômes et autorisations d’exercice</h2><ul>${[...new Set(lines)].map((line) => html`<li>${line}</li>`)}</ul>`
}

function labelOf({ code, libelle }: Pick<Code, 'code' | 'libelle'>): string {
  return libelle ?? code
}

function labels(codes: readonly Pick<Code, 'code' | 'libelle'>[]): string {
  return [...new Set(codes.map(labelOf))].join(', ')
}
