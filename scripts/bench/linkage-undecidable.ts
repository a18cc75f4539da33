import type { PersonAsked } from '../../src/linkage/index.js'
import { fold } from '../../src/text/fold.js'
import { foldCity } from '../../src/text/fold-city.js'
import { foldStreet } from '../../src/text/fold-street.js'
import type { FeedLine, FeedPerson } from './linkage-people.js'

/**
 * Whether somebody fits a question as well as who is meant by it, the plainest way there is: nothing of how the product weighs.
 * Of each field that was asked, the other agrees wherever who is meant does, and as nearly.
 */
export function fitsAsWell(other: FeedPerson, meant: FeedPerson, asked: PersonAsked): boolean {
  if (nameLevel(other, asked) < nameLevel(meant, asked)) return false
  return (
    placeLevel(other, asked) >= placeLevel(meant, asked) &&
    FIELDS.every((field) => has(other, asked, field) >= has(meant, asked, field))
  )
}

const FIELDS = ['profession', 'specialite', 'structure'] as const

/** 2: both names as they were asked; 1 otherwise, which the keys already say is near. */
function nameLevel({ nom, prenom }: FeedPerson, asked: PersonAsked): number {
  return fold(nom) === fold(asked.nom) && fold(prenom) === fold(asked.prenom) ? 2 : 1
}

function placeLevel({ lines }: FeedPerson, asked: PersonAsked): number {
  return Math.max(0, ...lines.map((line) => lineLevel(line, asked)))
}

function lineLevel({ voie, codePostal, commune }: FeedLine, asked: PersonAsked): number {
  const sameCity = Boolean(asked.commune) && foldCity(commune) === foldCity(asked.commune!)
  const sameCode = Boolean(asked.codePostal) && codePostal === asked.codePostal
  const isThere = sameCity || sameCode
  if (isThere && asked.voie && voie !== '' && foldStreet(voie) === foldStreet(asked.voie)) return 4
  if (sameCity && sameCode) return 3
  if (isThere) return 2
  return asked.codePostal && codePostal.slice(0, 2) === asked.codePostal.slice(0, 2) ? 1 : 0
}

function has({ lines }: FeedPerson, asked: PersonAsked, field: (typeof FIELDS)[number]): boolean {
  const value = asked[field]
  if (!value) return false
  return lines.some((line) =>
    field === 'profession' ? line.profession === value || line.professionLabel === value : line[field] === value,
  )
}
