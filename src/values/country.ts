import { fold } from '../text/fold.js'

/** Codes of the French Republic in the country tables of INSEE and of the RPPS (src/feed/FORMATS.md §1.6, no 9), and ISO's. */
const FRANCE: ReadonlySet<string> = new Set(['', '99000', '99100', '100', '000', 'FR', 'FRA', 'F', 'FX', '250'])
const NAMES: ReadonlySet<string> = new Set(
  [
    'France',
    'Française',
    'République française',
    'France métropolitaine',
    'Francia',
    'Guadeloupe',
    'Martinique',
    'Guyane',
    'Guyane française',
    'Réunion',
    'La Réunion',
    'Mayotte',
    'Saint-Pierre-et-Miquelon',
    'Saint-Barthélemy',
    'Saint-Martin',
    'Wallis-et-Futuna',
    'Polynésie française',
    'Nouvelle-Calédonie',
    'Terres australes françaises',
    // Its postcodes are French, and the served table has it beside the départements (TRE_G09).
    'Monaco',
    'Principauté de Monaco',
  ].map(fold),
)
/** Overseas territories and Monaco in the same tables: INSEE 99138 and 995xx, and ISO 3166. */
const WITH_DEPARTEMENT =
  /^(?:99138|138|995\d\d|MC|MCO|GP|GLP|MQ|MTQ|GF|GUF|RE|REU|YT|MYT|PM|SPM|BL|BLM|MF|MAF|WF|WLF|PF|PYF|NC|NCL|TF|ATF)$/

/**
 * Whether a place lies in France, whose postcodes give départements: so do the overseas territories, and Monaco.
 * @param code of the country, '' or null when the file gives none
 * @param name of the country, likewise; it is looked at only when there is no code
 */
export function isFrance(code: string | null, name: string | null): boolean {
  const written = (code ?? '').trim().slice(0, 40).toUpperCase()
  if (written !== '' && written !== '#N/A') {
    return (
      FRANCE.has(written) ||
      FRANCE.has(written.replace(/[.,]0+$/, '')) ||
      WITH_DEPARTEMENT.test(written) ||
      NAMES.has(fold(written))
    )
  }
  const country = fold((name ?? '').slice(0, 80))
  return country === '' || FRANCE.has(country) || NAMES.has(country) || WITH_DEPARTEMENT.test(country)
}
