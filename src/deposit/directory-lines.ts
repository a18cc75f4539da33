import { LOADUSER_HEADER, LOADUSER_LAYOUT, type RegionalColumn } from '../records/loaduser-layout.js'
import { term } from '../search/terms.js'
import type { Bal, Directory } from '../store/index.js'
import { csvLine } from '../text/csv-line.js'

/** Mailboxes read at a time. */
const PAGE = 500

/**
 * The columns of the loaduser file that whoever may read the source sees anyway; the others stay empty, the address to which
 * the account itself belongs, last use and dates of expiry among them.
 */
const COLUMNS: Readonly<Partial<Record<RegionalColumn, (bal: Bal) => string | null>>> = {
  mail: (bal) => bal.adresse,
  mssante: (bal) => bal.adresse,
  domaine: (bal) => bal.adresse.slice(bal.adresse.lastIndexOf('@') + 1),
  type: (bal) => bal.type.code,
  statut: (bal) => bal.statut,
  nom: (bal) => bal.nom,
  prenom: (bal) => bal.prenom,
  civilite: (bal) => bal.civilite?.code ?? null,
  rpps: (bal) => numberOf(bal, '8'),
  adeli: (bal) => numberOf(bal, '0'),
  profession: (bal) => bal.profession?.code ?? null,
  specialite: (bal) => bal.specialite?.code ?? null,
  raisonSociale: (bal) => bal.structure?.raisonSociale ?? null,
  finess: (bal) => structureOf(bal, 'FINESS'),
  siret: (bal) => structureOf(bal, 'SIRET'),
  service: (bal) => bal.service,
  adresse: ({ adressePostale }) => adressePostale.lignes[0] ?? null,
  adresse2: ({ adressePostale }) => adressePostale.lignes.slice(1).join(', '),
  codePostal: ({ adressePostale }) => adressePostale.codePostal,
  ville: ({ adressePostale }) => adressePostale.commune,
  departement: ({ adressePostale }) => adressePostale.departement?.code ?? null,
  pays: ({ adressePostale }) => adressePostale.pays,
  telephone: (bal) => bal.telephones[0] ?? null,
  telephone2: (bal) => bal.telephones[1] ?? null,
  responsable: (bal) => bal.responsable,
  description: (bal) => bal.description,
  rang: (bal) => (bal.rangSource === null ? null : String(bal.rangSource)),
}

/** An identification nationale is a digit for its kind, then the number. */
function numberOf({ identifiant }: Bal, kind: '0' | '8'): string | null {
  return identifiant?.startsWith(kind) === true ? identifiant.slice(1) : null
}

function structureOf({ structure }: Bal, kind: 'FINESS' | 'SIRET'): string | null {
  return structure?.typeIdentifiant === kind ? structure.identifiant : null
}

/** The mailboxes that a region publishes, as the readers of the source see them, in the layout of the loaduser file. */
export async function* directoryLines(directory: Directory, source: string): AsyncGenerator<string> {
  // A BOM: French spreadsheets take a file without one for Windows-1252.
  yield `\ufeff${csvLine(LOADUSER_HEADER)}`
  const criteria = term('source', 'exact', source)
  for (let after = 0; ; ) {
    const { results } = await directory.bals(criteria, { sources: [source] }, { after, limit: PAGE })
    yield results.map(({ value }) => lineOf(value)).join('')
    if (results.length < PAGE) return
    after = results.at(-1)!.rang
  }
}

function lineOf(bal: Bal): string {
  return csvLine(LOADUSER_LAYOUT.map((column) => (column === null ? '' : (COLUMNS[column]?.(bal) ?? ''))))
}
