import type { FeedKind } from './row.js'

// data.gouv.fr deposits the same files with hyphens, and a browser adds " (1)": both still say what the file is.
const TAIL = '(?:[ _(.-].*)?\\.txt$'
const KINDS: readonly (readonly [FeedKind, RegExp])[] = [
  ['personne-activite', new RegExp(`^PS[_-]LibreAcces[_-]Personne[_-]activite${TAIL}`, 'i')],
  ['savoir-faire', new RegExp(`^PS[_-]LibreAcces[_-]SavoirFaire${TAIL}`, 'i')],
  ['diplome', new RegExp(`^PS[_-]LibreAcces[_-]Dipl[_-]AutExerc${TAIL}`, 'i')],
  ['mssante', new RegExp(`^Extraction[_-]Correspondance[_-]MSSante${TAIL}`, 'i')],
  ['liste-blanche', /^liste[ _-]?blanche[ _-]?mssante(?:[ _(.-].*)?\.xml$/i],
]

/** The four national names, for messages. */
export const NATIONAL_NAMES =
  'PS_LibreAcces_Personne_activite_*.txt, PS_LibreAcces_SavoirFaire_*.txt, PS_LibreAcces_Dipl_AutExerc_*.txt ou Extraction_Correspondance_MSSante_*.txt'

/** The white list of MSSanté domains, for messages. */
export const WHITE_LIST_NAME = 'listeblanchemssante.xml'

/** The kind of a national file by its base name; null for any other file. */
export function nationalKind(name: string): FeedKind | null {
  return KINDS.find(([, pattern]) => pattern.test(name))?.[0] ?? null
}

/** Whether an archive's name says that it comes from the ANS: such an archive may not be passed over when broken. */
export function isNationalArchive(name: string): boolean {
  return /^(PS[_-]LibreAcces|Extraction[_-]Correspondance[_-]MSSante)/i.test(name)
}

/** The generation time AAAAMMJJhhmm (or AAAAMMJJ) in a name, as ISO 8601 without zone; null when there is none. */
export function dateInName(name: string): string | null {
  const found = /(?<!\d)(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?(?!\d)/.exec(name)
  if (found === null) return null
  const [, year, month, day, hour = '00', minute = '00', second = '00'] = found
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}`
  // Date.UTC rolls 31 February over to March: a date that does not come back as it was is no date.
  const time = new Date(`${iso}Z`)
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(iso) ? iso : null
}

export function extensionOf(name: string): string {
  return /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
}
