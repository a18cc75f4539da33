import type { Bal, Professionnel, Structure } from '../resources/person.js'
import { mapLink, postalAddress, telephoneLink } from './addresses.js'
import { type Html, html, joined, type Part } from './html.js'
import { page } from './layout.js'
import { pager } from './pager.js'
import { queryAddress } from './query-address.js'
import { foundSentence, resultsList, structureId, structureName } from './results.js'
import type { Visitor } from './visitor.js'

export interface StructureShown {
  readonly structure: Structure
  /** Mailboxes of the structure itself. */
  readonly bals: readonly Bal[]
  readonly people: {
    readonly total: number
    readonly decalage: number
    readonly limite: number
    readonly tronque: boolean
    readonly resultats: readonly Professionnel[]
  }
}

export function structurePage({ structure, bals, people }: StructureShown, visitor: Visitor): string {
  const name = structureName(structure)
  const id = structureId(structure)
  const body = html`<h1>${name}</h1>
${id === null ? null : html`<ul class="actions a-l-ecran"><li><a href="/v1/structures/${id}?format=json">JSON</a></li><li><a href="/v1/structures/${id}?format=xml">XML</a></li></ul>`}
${facts(structure)}
<h2>Boîtes organisationnelles et applicatives</h2>
${bals.length === 0 ? html`<p>Aucune boîte publiée pour cette structure.</p>` : resultsList({ kind: 'bals', total: bals.length, limite: bals.length, tronque: false, resultats: bals })}
<h2>Ceux qui y exercent</h2>
<p>${foundSentence({ kind: 'professionnels', ...people })}</p>
${resultsList({ kind: 'professionnels', ...people })}
${pager(people, (decalage) => queryAddress({ decalage, limite: people.limite }))}`
  return page({ title: `${name} – structure`, body, visitor, section: '/structures' })
}

function facts(structure: Structure): Html {
  const { raisonSociale, enseigne, adresse, telephones, telecopie, email } = structure
  const lines: readonly (readonly [string, Part])[] = [
    ['Enseigne', raisonSociale === null || enseigne === raisonSociale ? null : enseigne],
    ['Adresse', [postalAddress(adresse), html`<br>`, mapLink(adresse)]],
    [
      'Département',
      adresse.departement === null ? null : `${adresse.departement.code} – ${adresse.departement.libelle ?? ''}`,
    ],
    ['Téléphone', telephones.length === 0 ? null : joined(telephones.map(telephoneLink), ', ')],
    ['Télécopie', telecopie],
    ['Messagerie ordinaire', email],
    ['FINESS', structure.finess],
    ['FINESS juridique', structure.finessJuridique],
    ['SIRET', structure.siret],
    ['SIREN', structure.siren],
    ['Identifiant technique', structure.identifiantTechnique],
  ]
  return html`<dl class="fiche">${lines.map(([name, value]) => (value === null ? null : html`<dt>${name}</dt><dd>${value}</dd>`))}</dl>`
}
