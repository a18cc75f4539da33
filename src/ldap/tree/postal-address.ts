import type { Adresse } from '../../store/model.js'
import { isFrance } from '../../values/index.js'

/** The lines of an address joined by `$`, with its town (RFC 4519 §2.23), escaped by RFC 4517 §3.3.28; null when it has none. */
export function postalAddress({ lignes, codePostal, commune }: Adresse): string | null {
  const last = lignes.at(-1)
  const town = [codePostal, commune].filter(Boolean).join(' ')
  // A line for mail that goes by CEDEX tells the town already.
  const lines = town === '' || last?.includes('CEDEX') ? lignes : [...lignes, town]
  if (lines.length === 0) return null
  return lines
    .flatMap((line) => line.split('\n'))
    .map((line) => line.replaceAll('\\', '\\5C').replaceAll('$', '\\24'))
    .join('$')
}

/** ISO 3166 code (RFC 4519 §2.2); the feeds give other countries by their names. */
export function country({ lignes, codePostal, commune, pays }: Adresse): string | null {
  if (lignes.length === 0 && codePostal === null && commune === null) return null
  return isFrance(null, pays) ? 'FR' : null
}
