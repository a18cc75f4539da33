import type { Adresse } from '../../resources/person.js'
import { isFrance } from '../../values/index.js'

/** The lines of an address joined by `$`, with its town (RFC 4519 §2.23), escaped by RFC 4517 §3.3.28; null when it has none. */
export function postalAddress({ lignes, codePostal, commune }: Adresse): string | null {
  const last = lignes.at(-1)
  // A line for mail that goes by CEDEX has the town already.
  const hasTown = last?.includes('CEDEX') === true || (codePostal === null && commune === null)
  if (lignes.length === 0 && hasTown) return null
  const town = codePostal === null ? commune : commune === null ? codePostal : `${codePostal} ${commune}`
  const text = (hasTown ? lignes : [...lignes, town]).join('\n')
  return (ESCAPED.test(text) ? text.replaceAll('\\', '\\5C').replaceAll('$', '\\24') : text).replaceAll('\n', '$')
}

const ESCAPED = /[\\$]/

/** ISO 3166 code (RFC 4519 §2.2); the feeds give other countries by their names. */
export function country({ lignes, codePostal, commune, pays }: Adresse): string | null {
  if (lignes.length === 0 && codePostal === null && commune === null) return null
  return isFrance(null, pays) ? 'FR' : null
}
