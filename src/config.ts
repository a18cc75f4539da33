import { z } from 'zod'
import { DEPOSIT_SETTINGS, type DepositConfig, depositConfig } from './deposit-settings.js'
import { DOWNLOAD_SETTINGS, type DownloadConfig, downloadConfig } from './download-settings.js'
import { AnnuaireError, fault } from './errors.js'
import { LOG_LEVELS, type LogLevel } from './log.js'
import { THRESHOLDS, type ThresholdName, type Thresholds } from './thresholds.js'

const port = (byDefault: number) => z.coerce.number().int().min(0).max(65_535).default(byDefault)
const rate = (byDefault: number) => z.coerce.number().int().min(0).max(10_000_000).default(byDefault)
const yesOrNo = z.enum(['oui', 'non'], 'oui ou non')
const origin = z
  .string()
  .refine(isOrigin, 'une origine comme https://dpi.example:8443 (sans chemin ni barre finale), ou * seule')
const sourceName = z.string().regex(/^[a-z][a-z0-9-]{1,31}$/, 'minuscules, chiffres et tirets, 2 à 32 caractères')

/** Regional sources known from the start: the regions of France. ANNUAIRE_SOURCES adds others. */
const REGIONS = [
  'auvergne-rhone-alpes',
  'bourgogne-franche-comte',
  'bretagne',
  'centre-val-de-loire',
  'corse',
  'grand-est',
  'guadeloupe',
  'guyane',
  'hauts-de-france',
  'ile-de-france',
  'martinique',
  'mayotte',
  'normandie',
  'nouvelle-aquitaine',
  'occitanie',
  'paca',
  'pays-de-la-loire',
  'reunion',
]

const CLEAR = 'ANNUAIRE_MOT_DE_PASSE_EN_CLAIR'
const FORMER_CLEAR = 'ANNUAIRE_LDAP_MOT_DE_PASSE_EN_CLAIR'

/** Where only programs of the machine itself reach a door. */
const OWN_MACHINE = /^(?:127\.[\d.]+|::1|localhost)$/

const thresholds = Object.fromEntries(
  Object.entries(THRESHOLDS).map(([name, { defaut, max }]) => [
    name,
    z.coerce.number().int().min(0).max(max).default(defaut),
  ]),
) as Record<ThresholdName, z.ZodDefault<z.ZodCoercedNumber>>

const settings = z.object({
  ...thresholds,
  /** Folder of the generations, reports and accounts. */
  ANNUAIRE_DATA_DIR: z.string().min(1).default('data'),
  ANNUAIRE_HTTP_HOST: z.string().min(1).default('127.0.0.1'),
  ANNUAIRE_HTTP_PORT: port(8080),
  ANNUAIRE_LDAP_HOST: z.string().min(1).default('127.0.0.1'),
  ANNUAIRE_LDAP_PORT: port(1389),
  /** Port of LDAP over TLS; none when absent. */
  ANNUAIRE_LDAPS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  /** Certificate (chain) and private key in PEM, for LDAPS and StartTLS. */
  ANNUAIRE_TLS_CERT: z.string().min(1).optional(),
  ANNUAIRE_TLS_KEY: z.string().min(1).optional(),
  /** HTTP connections of one client address at a time; the machine itself has no limit. */
  ANNUAIRE_HTTP_CONNEXIONS_PAR_ADRESSE: z.coerce.number().int().min(1).max(2000).default(500),
  /** Web pages that may call the API: their origins, separated by commas, or `*` for all; none when empty. */
  ANNUAIRE_CORS_ORIGINES: z
    .string()
    .default('')
    .transform(listed)
    .pipe(z.array(origin).refine((all) => all.length < 2 || !all.includes('*'), '* seule, ou une liste d’origines')),
  /** Requests in a minute of one key, of one client address without a key, of the machine itself; 0 for no limit. */
  ANNUAIRE_HTTP_DEBIT_PAR_CLE: rate(12_000),
  ANNUAIRE_HTTP_DEBIT_PAR_ADRESSE: rate(6_000),
  ANNUAIRE_HTTP_DEBIT_LOCAL: rate(0),
  /** Whether the national data is read over HTTP without an account or a key. */
  ANNUAIRE_ACCES_NATIONAL: z.enum(['ouvert', 'ferme'], 'ouvert ou ferme').default('ouvert'),
  /** Whether other machines may send a password without TLS, over LDAP and over HTTP. */
  ANNUAIRE_MOT_DE_PASSE_EN_CLAIR: yesOrNo.optional(),
  /** The former name of the same setting. */
  ANNUAIRE_LDAP_MOT_DE_PASSE_EN_CLAIR: yesOrNo.optional(),
  /** LDAP connections of one client address at a time; the machine itself has no limit. */
  ANNUAIRE_LDAP_CONNEXIONS_PAR_ADRESSE: z.coerce.number().int().min(1).max(2000).default(500),
  /** Naming context of the mailboxes. */
  ANNUAIRE_LDAP_BASE_BAL: z.string().min(3).default('dc=mssante,dc=fr'),
  /** Naming context of the professionals. */
  ANNUAIRE_LDAP_BASE_RPPS: z.string().min(3).default('dc=rpps,dc=fr'),
  /** Regional sources besides the regions of France, separated by commas. */
  ANNUAIRE_SOURCES: z.string().default('').transform(listed).pipe(z.array(sourceName)),
  /** Above this share of refused lines (in %) of a file, an import is refused as a whole; short files have more room. */
  ANNUAIRE_REFUS_MAX: z.coerce.number().min(0).max(100).default(5),
  /** Above this fall (in %) of what a source publishes, an import is refused unless the fall is accepted by name. */
  ANNUAIRE_BAISSE_MAX: z.coerce.number().min(0).max(100).default(20),
  /** Above this fall (in %) of one profession or one département, an import is refused unless it is forced; 0 for no limit. */
  ANNUAIRE_BAISSE_REPARTITION_MAX: z.coerce.number().min(0).max(100).default(30),
  /** Files older than so many days refuse an import unless it is forced; 0 takes any. */
  ANNUAIRE_FRAICHEUR_MAX: z.coerce.number().int().min(0).max(36_500).default(0),
  /** File of the numbers and addresses that every generation must hold. */
  ANNUAIRE_TEMOINS: z.string().min(1).optional(),
  /** File that the lines of the log are added to. */
  ANNUAIRE_JOURNAL: z.string().min(1).optional(),
  ANNUAIRE_JOURNAL_NIVEAU: z.enum(LOG_LEVELS, LOG_LEVELS.join(', ')).default('info'),
  ...DOWNLOAD_SETTINGS,
  ...DEPOSIT_SETTINGS,
})

export interface TlsFiles {
  readonly certificate: string
  readonly key: string
}

export interface Config {
  readonly dataDir: string
  readonly http: {
    readonly host: string
    readonly port: number
    /** Whether other machines may send a password, which goes in clear. */
    readonly clearPasswords: boolean
    /** Connections of one client address at a time. */
    readonly perAddress: number
    /** Requests in a minute; 0 for no limit. */
    readonly rates: { readonly ofKey: number; readonly ofAddress: number; readonly ofMachine: number }
    /** Whether nobody in particular may read the national data. */
    readonly openNational: boolean
    /** Origins of the web pages that may call the API; `*` for all. */
    readonly origins: readonly string[]
  }
  readonly ldap: {
    readonly host: string
    readonly port: number
    readonly baseBal: string
    readonly baseRpps: string
    /** Port of LDAP over TLS; null for none. */
    readonly ldapsPort: number | null
    /** Whether other machines may send a password without TLS. */
    readonly clearPasswords: boolean
    /** Connections of one client address at a time. */
    readonly perAddress: number
  }
  /** Files of the certificate and its key; null without TLS. */
  readonly tls: TlsFiles | null
  /** Names of the regional sources that an import accepts. */
  readonly sources: readonly string[]
  /** Percentage of refused lines above which a file refuses the import. */
  readonly refusMax: number
  /** What whoever runs the program should change in the settings, in French. */
  readonly warnings: readonly string[]
  /** Percentage of what a source publishes whose loss refuses the import. */
  readonly baisseMax: number
  /** Percentage of one profession or département whose loss refuses the import; 0 for no limit. */
  readonly spreadMax: number
  /** Age of files, in days, that refuses the import; 0 for none. */
  readonly freshnessMax: number
  /** File of what every generation must hold; null for none. */
  readonly canaries: string | null
  /** What the rules of the report compare with. */
  readonly thresholds: Thresholds
  /** File of the log, null for the one of the command (cli/journal.ts); lines below the level are left out. */
  readonly log: { readonly file: string | null; readonly level: LogLevel }
  readonly download: DownloadConfig
  readonly deposit: DepositConfig
}

/**
 * Reads the settings once. An empty variable counts as absent.
 * @throws AnnuaireError CONFIGURATION_INVALIDE with one detail for each fault, all said together
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const read = settings.safeParse(given)
  const unknown = Object.keys(given).filter((name) => name.startsWith('ANNUAIRE_') && !(name in settings.shape))
  const faults = [
    ...(read.success
      ? []
      : read.error.issues.map((issue) => {
          const name = String(issue.path[0])
          return fault(name, issue.message, String(given[name] ?? ''))
        })),
    ...incompleteTls(given),
    ...twoAnswers(given),
    ...unknown.map((name) => fault(name, 'réglage inconnu', String(given[name]))),
  ]
  if (!read.success || faults.length > 0) {
    const lines = faults.map(({ parametre, regle, valeur }) => `  ${parametre} = « ${valeur} » : ${regle}`)
    throw new AnnuaireError('CONFIGURATION_INVALIDE', `Configuration refusée :\n${lines.join('\n')}`, faults)
  }
  const value = read.data
  const clearPasswords = (value[CLEAR] ?? value[FORMER_CLEAR]) === 'oui'
  return Object.freeze({
    dataDir: value.ANNUAIRE_DATA_DIR,
    http: {
      host: value.ANNUAIRE_HTTP_HOST,
      port: value.ANNUAIRE_HTTP_PORT,
      clearPasswords,
      perAddress: value.ANNUAIRE_HTTP_CONNEXIONS_PAR_ADRESSE,
      rates: {
        ofKey: value.ANNUAIRE_HTTP_DEBIT_PAR_CLE,
        ofAddress: value.ANNUAIRE_HTTP_DEBIT_PAR_ADRESSE,
        ofMachine: value.ANNUAIRE_HTTP_DEBIT_LOCAL,
      },
      openNational: value.ANNUAIRE_ACCES_NATIONAL === 'ouvert',
      origins: value.ANNUAIRE_CORS_ORIGINES,
    },
    ldap: {
      host: value.ANNUAIRE_LDAP_HOST,
      port: value.ANNUAIRE_LDAP_PORT,
      baseBal: value.ANNUAIRE_LDAP_BASE_BAL,
      baseRpps: value.ANNUAIRE_LDAP_BASE_RPPS,
      ldapsPort: value.ANNUAIRE_LDAPS_PORT ?? null,
      clearPasswords,
      perAddress: value.ANNUAIRE_LDAP_CONNEXIONS_PAR_ADRESSE,
    },
    tls:
      value.ANNUAIRE_TLS_CERT === undefined || value.ANNUAIRE_TLS_KEY === undefined
        ? null
        : { certificate: value.ANNUAIRE_TLS_CERT, key: value.ANNUAIRE_TLS_KEY },
    sources: [...REGIONS, ...value.ANNUAIRE_SOURCES],
    refusMax: value.ANNUAIRE_REFUS_MAX,
    warnings: [
      ...(value[FORMER_CLEAR] === undefined
        ? []
        : [`${FORMER_CLEAR} vaut aussi pour HTTP et s’appelle désormais ${CLEAR} : changez son nom.`]),
      ...(value.ANNUAIRE_ACCES_NATIONAL === 'ouvert' || OWN_MACHINE.test(value.ANNUAIRE_LDAP_HOST)
        ? []
        : ['ANNUAIRE_ACCES_NATIONAL=ferme ne ferme que HTTP : les données nationales restent lisibles en LDAP.']),
    ],
    baisseMax: value.ANNUAIRE_BAISSE_MAX,
    spreadMax: value.ANNUAIRE_BAISSE_REPARTITION_MAX,
    freshnessMax: value.ANNUAIRE_FRAICHEUR_MAX,
    canaries: value.ANNUAIRE_TEMOINS ?? null,
    thresholds: Object.fromEntries(
      Object.keys(THRESHOLDS).map((name) => [name, value[name as ThresholdName]]),
    ) as Record<ThresholdName, number>,
    log: { file: value.ANNUAIRE_JOURNAL ?? null, level: value.ANNUAIRE_JOURNAL_NIVEAU },
    download: downloadConfig(value),
    deposit: depositConfig(value, value.ANNUAIRE_DATA_DIR),
  })
}

/** Items of a list separated by commas. */
function listed(list: string): string[] {
  return list
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

/** An origin as browsers send it (RFC 6454 §6.2), or all of them. */
function isOrigin(text: string): boolean {
  if (text === '*') return true
  try {
    const { protocol, origin } = new URL(text)
    return (protocol === 'https:' || protocol === 'http:') && origin === text
  } catch {
    return false
  }
}

/** One rule for passwords holds at both doors: two settings that contradict each other leave nobody sure of it. */
function twoAnswers(given: Readonly<Record<string, string | undefined>>) {
  const [now, before] = [given[CLEAR], given[FORMER_CLEAR]]
  if (now === undefined || before === undefined || now === before) return []
  return [fault(FORMER_CLEAR, `contredit ${CLEAR} = « ${now} », qui le remplace`, before)]
}

/** A certificate goes with its key, and LDAPS with both. */
function incompleteTls(given: Readonly<Record<string, string | undefined>>) {
  const wanted = ['ANNUAIRE_TLS_CERT', 'ANNUAIRE_TLS_KEY', 'ANNUAIRE_LDAPS_PORT'].some((name) => given[name])
  const missing = ['ANNUAIRE_TLS_CERT', 'ANNUAIRE_TLS_KEY'].filter((name) => wanted && !given[name])
  return missing.map((name) =>
    fault(name, 'TLS demande le certificat (ANNUAIRE_TLS_CERT) et sa clé (ANNUAIRE_TLS_KEY)', ''),
  )
}
