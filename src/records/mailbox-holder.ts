import type { Row } from '../feed/row.js'
import type { ReadingContext } from './context.js'
import { type Identifier, parseIdentifier } from './identifier.js'

export interface Holder {
  readonly identifiant: string | null
  readonly professionnel: number | null
  /** Numbers that the holder had before, one per line. */
  readonly anciensAdeli: string | null
}

const NOBODY: Holder = { identifiant: null, professionnel: null, anciensAdeli: null }

/** What a line says of the person who holds its mailbox. */
export interface Claim {
  /** Identification nationale PP; '' when the line gives no number. */
  readonly national: string
  /** Column of the number, as the file names it. */
  readonly colonne: string
  readonly nom: string | null
  readonly prenom: string | null
  /** Their columns, as the file names them. */
  readonly nomColonne: string
  readonly prenomColonne: string
  readonly personal: boolean
}

/**
 * Links a mailbox to its holder by identification nationale PP. A number that the activity file lacks is remarked and
 * the mailbox keeps it: the ADELI migration left thousands of such mailboxes (src/feed/FORMATS.md §1.6, defects 12 and 13).
 * Another name or first name than the holder's is remarked too.
 * @returns null when the line has been refused
 */
export function readHolder(
  row: Row,
  { national, colonne, nom, prenom, nomColonne, prenomColonne, personal }: Claim,
  context: ReadingContext,
): Holder | null {
  if (national === '') {
    if (personal) context.remark('BAL_SANS_IDENTIFIANT', row, colonne, '')
    return NOBODY
  }
  const identifier = parseIdentifier(national)
  if (identifier === null) {
    context.refuse('IDENTIFIANT_PP_MALFORME', row, colonne, national)
    return null
  }
  const { person, identifiant } = personOf(identifier, row, colonne, context)
  if (person !== -1) {
    const { names } = context
    if (nom !== null && !names.isNamed(person, nom)) {
      context.remark('TITULAIRE_DIVERGENT', row, nomColonne, nom, `titulaire : ${identifiant}`)
    } else if (
      nom !== null &&
      prenom !== null &&
      !names.isFirstNamed(person, prenom) &&
      !names.isFirstNamed(person, '')
    ) {
      context.remark('TITULAIRE_DIVERGENT', row, prenomColonne, prenom, `titulaire : ${identifiant}`)
    }
    return { identifiant, professionnel: person, anciensAdeli: context.former.of(person).join('\n') || null }
  }
  // Without an activity file in this import nobody is known, and nothing can be said.
  if (context.people.size > 0) context.remark('BAL_IDENTIFIANT_INCONNU', row, colonne, national)
  return { ...NOBODY, identifiant }
}

/** Whose number it is, and whose it was before: who has it still comes first. */
function personOf(
  { key, national }: Identifier,
  row: Row,
  colonne: string,
  context: ReadingContext,
): { readonly person: number; readonly identifiant: string } {
  const { people, former } = context
  const person = people.get(key)
  const later = person === -1 ? former.personOf(key) : 0
  if (later === 0) return { person, identifiant: national }
  const identifiant = former.holderOf(key)
  context.remark('BAL_ANCIEN_ADELI', row, colonne, national, `titulaire : ${identifiant}`)
  return { person: later, identifiant }
}
