import { z } from 'zod'

const EXTRACTIONS = 'https://service.annuaire.sante.fr/annuaire-sante-webservices/V300/services/extraction'

/** Where the national files and the white list of MSSanté domains are published (src/feed/FORMATS.md §1, §6). */
const ADDRESSES = [
  `${EXTRACTIONS}/PS_LibreAcces`,
  `${EXTRACTIONS}/Extraction_Correspondance_MSSante`,
  'https://espacedeconfiance.mssante.fr/listeblanchemssante.xml',
].join(',')

const RULE = 'une adresse https://… sans mot de passe (http:// pour cette machine seulement)'
const PROXY = 'l’adresse http:// ou https:// du relais'
const MOST_ADDRESSES = 20

const seconds = (byDefault: number, least: number, most: number) =>
  z.coerce.number().min(least).max(most).default(byDefault)

/** Settings of `annuaire telecharger`. */
export const DOWNLOAD_SETTINGS = {
  /** Files to download, separated by commas: zips of the ANS, and the white list (an address that ends in .xml). */
  ANNUAIRE_TELECHARGEMENT_ADRESSES: z
    .string()
    .default(ADDRESSES)
    .transform((list) =>
      list
        .split(',')
        .map((item) => item.trim())
        .filter((item) => item !== ''),
    )
    .pipe(z.array(z.string().refine(isDownloadAddress, RULE)).min(1, RULE).max(MOST_ADDRESSES)),
  /** Certificates (PEM) trusted besides those of Node: the chain of the ANS is in no public store. */
  ANNUAIRE_TELECHARGEMENT_CA: z.string().min(1).optional(),
  /** The proxy; else those of HTTPS_PROXY, HTTP_PROXY and NO_PROXY. */
  ANNUAIRE_TELECHARGEMENT_RELAIS: z.string().refine(isProxy, PROXY).optional(),
  /** Seconds in which one file is downloaded, waits included; without a byte; before the second try, then doubled. */
  ANNUAIRE_TELECHARGEMENT_DELAI: seconds(7_200, 1, 86_400),
  ANNUAIRE_TELECHARGEMENT_DELAI_INACTIF: seconds(60, 1, 3_600),
  ANNUAIRE_TELECHARGEMENT_ATTENTE: seconds(60, 0, 3_600),
  /** Largest file taken, in MiB. */
  ANNUAIRE_TELECHARGEMENT_MAX: z.coerce.number().min(1).max(65_536).default(2_048),
} as const

export interface DownloadConfig {
  readonly addresses: readonly string[]
  /** File of further certificates (PEM); null for none. */
  readonly caFile: string | null
  /** Null for what the environment says. */
  readonly proxy: string | null
  readonly totalMs: number
  readonly idleMs: number
  /** Before the second try; doubled before each of the next. */
  readonly firstWaitMs: number
  readonly mostBytes: number
}

/** @param value settings that were read @returns them as the download takes them */
export function downloadConfig(value: z.infer<z.ZodObject<typeof DOWNLOAD_SETTINGS>>): DownloadConfig {
  return {
    addresses: [...new Set(value.ANNUAIRE_TELECHARGEMENT_ADRESSES)],
    caFile: value.ANNUAIRE_TELECHARGEMENT_CA ?? null,
    proxy: value.ANNUAIRE_TELECHARGEMENT_RELAIS ?? null,
    totalMs: value.ANNUAIRE_TELECHARGEMENT_DELAI * 1000,
    idleMs: value.ANNUAIRE_TELECHARGEMENT_DELAI_INACTIF * 1000,
    firstWaitMs: value.ANNUAIRE_TELECHARGEMENT_ATTENTE * 1000,
    mostBytes: Math.round(value.ANNUAIRE_TELECHARGEMENT_MAX * 1024 * 1024),
  }
}

/** Whether nothing between two machines could read or change what is downloaded from there. */
function isDownloadAddress(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || url.username !== '' || url.password !== '') return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && isOwnMachine(url))
}

/** Whether an address is of this machine, where clear text meets nobody. */
export function isOwnMachine({ hostname }: URL): boolean {
  return /^(?:127\.[\d.]+|\[::1\]|localhost)$/.test(hostname)
}

function isProxy(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}
