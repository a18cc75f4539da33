import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { FileAccounts } from '../accounts/file-accounts.js'
import { FileKeys } from '../accounts/file-keys.js'
import { JournalReader } from '../changes/journal-reader.js'
import type { Config } from '../config.js'
import { DailyRuns } from '../deposit/daily-runs.js'
import { AnnuaireError } from '../errors.js'
import { ExtractionFiles } from '../extractions/index.js'
import { BACKLOG, buildHttpServer } from '../http/index.js'
import { HygieneLists } from '../hygiene/index.js'
import { type LdapServer, personLdif, startLdapServer } from '../ldap/index.js'
import type { Log } from '../log.js'
import { projectRoot } from '../project-root.js'
import { openReports, VisibleReports } from '../report/index.js'
import { count } from '../report/wording.js'
import { MAX_SEARCHES } from '../serving/limits.js'
import { Turns } from '../serving/turns.js'
import { readPolicies, type SourcePolicies } from '../source-policies.js'
import {
  type Directory,
  type DirectorySwitch,
  openDirectorySwitch,
  published,
  RegisteredAddresses,
} from '../store/index.js'
import { NATIONAL } from '../values/index.js'
import { type Command, readOptions, say } from './command.js'
import { importAndPublish } from './import-and-publish.js'
import { progressDisplay } from './progress.js'
import { stopSignal } from './stop-signal.js'

/** A publication is followed, and its log line written, without waiting for a request. */
const FOLLOW_MS = 1_000

const PARTING_MS = 50

/** Clients of the network are not told what is wrong with the file, nor where it is. */
function servedPolicies(dataDir: string): SourcePolicies {
  try {
    return readPolicies(dataDir)
  } catch (cause) {
    throw new AnnuaireError('INDISPONIBLE', 'Les réglages des sources ne peuvent pas être lus.', [], { cause })
  }
}

export const servir: Command = {
  help: `annuaire servir [--demonstration]

Sert la génération publiée en LDAP et en HTTP, et suit les publications suivantes sans interruption. Relève les dépôts de
chaque source à son heure, chaque jour, tant que le dossier des dépôts existe (annuaire relever --aide).

  --demonstration   importe d’abord les fichiers d’exemple si rien n’est publié
  --aide            affiche cette aide

Réglages : ANNUAIRE_HTTP_HOST, ANNUAIRE_HTTP_PORT, ANNUAIRE_LDAP_HOST, ANNUAIRE_LDAP_PORT, ANNUAIRE_LDAPS_PORT,
ANNUAIRE_TLS_CERT, ANNUAIRE_TLS_KEY, ANNUAIRE_MOT_DE_PASSE_EN_CLAIR, ANNUAIRE_HTTP_CONNEXIONS_PAR_ADRESSE,
ANNUAIRE_LDAP_CONNEXIONS_PAR_ADRESSE, ANNUAIRE_HTTP_DEBIT_PAR_CLE, ANNUAIRE_HTTP_DEBIT_PAR_ADRESSE,
ANNUAIRE_HTTP_DEBIT_LOCAL, ANNUAIRE_ACCES_NATIONAL, ANNUAIRE_CORS_ORIGINES, ANNUAIRE_DATA_DIR, ANNUAIRE_JOURNAL,
ANNUAIRE_JOURNAL_NIVEAU, ANNUAIRE_DEPOT, ANNUAIRE_PUBLIE.`,
  serves: true,
  async run(args, config, log) {
    const { values } = readOptions(args, { demonstration: { type: 'boolean' } })
    // A server lives long beside others: the heap may double before garbage is collected, and not grow fourfold as V8 lets it.
    setFlagsFromString('--heap-growing-percent=100')
    if (values.demonstration === true && published(config.dataDir) === null) await importExamples(config, log)
    const stop = stopSignal(log)
    const directory = openDirectorySwitch(config.dataDir, log)
    const authenticator = new FileAccounts(config.dataDir, log)
    const keys = new FileKeys(config.dataDir, log)
    for (const avertissement of config.warnings) log.warn({ evenement: 'configuration', avertissement })
    // Searches of both doors take turns together: what one has used is not there for the other.
    const turns = new Turns(MAX_SEARCHES)
    const ldap = await startLdapServer({ ...config.ldap, tls: config.tls, directory, authenticator, log, turns }).catch(
      listenFault('LDAP', config.ldap),
    )
    const reports = new VisibleReports(openReports(config.dataDir), new RegisteredAddresses(config.dataDir))
    const extractions = new ExtractionFiles(config.dataDir, log)
    const journal = new JournalReader(config.dataDir)
    const http = await buildHttpServer({
      ...config.http,
      directory,
      reports,
      extractions,
      journal,
      hygiene: new HygieneLists(journal, config.thresholds),
      authenticator,
      keys,
      policies: () => servedPolicies(config.dataDir),
      ldif: (person) => personLdif(person, config.ldap),
      clients: { ...config.ldap, tls: config.tls !== null },
      log,
      turns,
    })
    await http
      .listen({ host: config.http.host, port: config.http.port, backlog: BACKLOG })
      .catch(async (error: unknown) => {
        await ldap.close()
        listenFault('HTTP', config.http)(error)
      })
    const address = http.server.address()
    const port = typeof address === 'object' && address !== null ? address.port : config.http.port
    await announce(directory, config, port, ldap)
    const { id = null } = published(config.dataDir) ?? {}
    log.info({ evenement: 'serveur.demarre', generation: id, http: port, ldap: ldap.port, ldaps: ldap.ldapsPort })
    let edition: string | null = null
    const following = setInterval(() => {
      const follow = async ({ edition: now, generation }: Directory): Promise<void> => {
        if (now !== edition) extractions.remake(now, [NATIONAL, ...generation.sources])
        edition = now
      }
      void directory.read(follow).catch(() => {})
    }, FOLLOW_MS)
    const runs = new DailyRuns({ config, start: startRun, log })
    const signal = await stop
    say('Arrêt en cours…')
    log.info({ evenement: 'serveur.arret', signal })
    clearInterval(following)
    runs.close()
    authenticator.close()
    extractions.close()
    // Connections whose last request was in hand when the server closed stay open for another, and hold the end up.
    const parting = setInterval(() => http.server.closeIdleConnections(), PARTING_MS)
    await Promise.all([http.close(), ldap.close()])
    clearInterval(parting)
    await keys.close()
    directory.close()
    journal.close()
    log.info({ evenement: 'serveur.arrete' })
    return 0
  },
}

/** A run in a process of its own, whose lines go to the journal of commands. */
function startRun(sources: readonly string[]): ChildProcess {
  // The program that runs, wherever it is installed.
  const args = [
    process.argv[1]!,
    'relever',
    '--planifiee',
    '--silencieux',
    ...sources.flatMap((source) => ['--source', source]),
  ]
  return spawn(process.execPath, args, { stdio: 'ignore' })
}

async function importExamples(config: Config, log: Log): Promise<void> {
  say('Rien n’est publié : import des fichiers d’exemple (personnes inventées).')
  const display = progressDisplay(false)
  const fixtures = join(projectRoot, 'fixtures')
  await importAndPublish({
    config,
    paths: [fixtures],
    regional: [],
    retire: [],
    progress: display.show,
    log,
  })
  display.end()
}

async function announce(
  directory: DirectorySwitch,
  config: Config,
  httpPort: number,
  served: Pick<LdapServer, 'port' | 'ldapsPort'>,
): Promise<void> {
  await directory
    .read(async ({ generation }) => {
      const { id, publieeLe, professionnels, activites, bals, sources } = generation
      say(`Génération ${id}, construite le ${new Date(publieeLe).toLocaleString('fr-FR')} :`)
      say(`  ${count(professionnels)} professionnels, ${count(activites)} activités, ${count(bals)} boîtes aux lettres`)
      say(`  sources : ${[NATIONAL, ...sources].join(', ')}`)
    })
    .catch((error: unknown) => {
      if (!(error instanceof AnnuaireError)) throw error
      say(error.message)
    })
  const http = `http://${hostInUrl(config.http.host)}:${httpPort}`
  const ldap = `ldap://${hostInUrl(config.ldap.host)}:${served.port}`
  const ldaps = served.ldapsPort === null ? '' : ` et ldaps://${hostInUrl(config.ldap.host)}:${served.ldapsPort}`
  say(`À l’écoute : ${http} (documentation : ${http}/documentation) et ${ldap}${ldaps}`)
  say('À essayer :')
  say(`  ldapsearch -x -H ${ldap} -b ${config.ldap.baseBal} '(sn=dup*)' cn mail`)
  say(`  curl '${http}/v1/professionnels?nom=dup'`)
  say(`  curl '${http}/v1/professionnels?nom=dup&format=xml'`)
}

function hostInUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}

/** Turns a fault of listen() into a message that names the setting to change. */
function listenFault(protocol: 'HTTP' | 'LDAP', at: { readonly host: string; readonly port: number }) {
  return (error: unknown): never => {
    const reasons: Record<string, string> = {
      EADDRINUSE: 'ce port est déjà pris',
      EACCES: 'ce port est réservé (les ports sous 1024 demandent des droits)',
      EADDRNOTAVAIL: 'cette adresse n’est pas celle de cette machine',
      ENOTFOUND: 'ce nom d’hôte est inconnu',
    }
    const { code, port } = error as NodeJS.ErrnoException & { port?: number }
    const reason = reasons[code ?? '']
    if (reason === undefined) throw error
    throw new AnnuaireError(
      'CONFIGURATION_INVALIDE',
      `${protocol} ne peut pas écouter sur ${at.host}:${port ?? at.port} : ${reason}. Changez ANNUAIRE_${protocol}_PORT ou ANNUAIRE_${protocol}_HOST.`,
      [],
      { cause: error },
    )
  }
}
