import type { Professionnel } from '../resources/person.js'
import { csvLine } from '../text/csv-line.js'
import { placeOf } from './results.js'

const HEADER = ['Identifiant', 'Nom', 'Prénom', 'Professions', 'Savoir-faire', 'Lieux d’exercice', 'Adresses MSSanté']
/** So that spreadsheets read UTF-8. */
const MARK = '\ufeff'

/** People as a French spreadsheet opens them; what would be a formula is text. */
export function peopleCsv(people: readonly Professionnel[]): string {
  const lines = people.map(({ identifiant, nom, prenom, professions, savoirFaire, activites, bals }) => {
    const places = activites.flatMap(({ structure }) => (structure === null ? [] : [placeOf(structure)]))
    return csvLine([
      identifiant,
      nom,
      prenom,
      named(professions),
      named(savoirFaire),
      [...new Set(places)].join(' | '),
      bals.map(({ adresse }) => adresse).join(' '),
    ])
  })
  return MARK + csvLine(HEADER) + lines.join('')
}

function named(codes: readonly { readonly code: string; readonly libelle: string | null }[]): string {
  return [...new Set(codes.map(({ code, libelle }) => libelle ?? code))].join(' | ')
}
