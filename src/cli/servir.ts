import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { FileAccounts } from '../accounts/file-accounts.js'
import type { Config } from '../config.js'
import { AnnuaireError } from '../errors.js'
import { BACKLOG, buildHttpServer } from '../http/index.js'
import { runImport } from '../ingest/index.js'
import { BAL_PREPARER, type LdapServer, startLdapServer } from '../ldap/index.js'
import { createLog } from '../log.js'
import { projectRoot } from '../project-root.js'
import { openReports, VisibleReports } from '../report/index.js'
import { count } from '../report/wording.js'
import { MAX_SEARCHES } from '../serving/limits.js'
import { Turns } from '../serving/turns.js'
import { type DirectorySwitch, openDirectorySwitch, published, RegisteredAddresses } from '../store/index.js'
import { type Command, readOptions, say } from './command.js'
import { progressDisplay } from './progress.js'

export const servir: Command = {
  name: 'servir',
  summary: 'répond en LDAP et en REST/XML',
  help: `annuaire servir [--demonstration]

Sert la génération publiée en LDAP et en HTTP, et suit les publications suivantes sans interruption.

  --demonstration   importe d’abord les fichiers d’exemple si rien n’est publié
  --aide            affiche cette aide

Réglages : ANNUAIRE_HTTP_HOST, ANNUAIRE_HTTP_PORT, ANNUAIRE_LDAP_HOST, ANNUAIRE_LDAP_PORT, ANNUAIRE_LDAPS_PORT,
ANNUAIRE_TLS_CERT, ANNUAIRE_TLS_KEY, ANNUAIRE_MOT_DE_PASSE_EN_CLAIR, ANNUAIRE_HTTP_CONNEXIONS_PAR_ADRESSE,
ANNUAIRE_LDAP_CONNEXIONS_PAR_ADRESSE, ANNUAIRE_CORS_ORIGINES, ANNUAIRE_DATA_DIR.`,
  async run(args, config) {
    const { values } = readOptions(args, { demonstration: { type: 'boolean' } })
    // A server lives long beside others: the heap may double before garbage is collected, and not grow fourfold as V8 lets it.
    setFlagsFromString('--heap-growing-percent=100')
    if (values.demonstration === true && published(config.dataDir) === null) await importExamples(config)
    const directory = openDirectorySwitch(config.dataDir)
    const authenticator = new FileAccounts(config.dataDir)
    const log = createLog()
    for (const avertissement of config.warnings) log.warn({ evenement: 'configuration', avertissement })
    // Searches of both doors take turns together: what one has used is not there for the other.
    const turns = new Turns(MAX_SEARCHES)
    const ldap = await startLdapServer({ ...config.ldap, tls: config.tls, directory, authenticator, log, turns }).catch(
      listenFault('LDAP', config.ldap),
    )
    const reports = new VisibleReports(openReports(config.dataDir), new RegisteredAddresses(config.dataDir))
    const http = await buildHttpServer({ ...config.http, directory, reports, authenticator, log, turns })
    await http
      .listen({ host: config.http.host, port: config.http.port, backlog: BACKLOG })
      .catch(async (error: unknown) => {
        await ldap.close()
        listenFault('HTTP', config.http)(error)
      })
    const address = http.server.address()
    const port = typeof address === 'object' && address !== null ? address.port : config.http.port
    await announce(directory, config, port, ldap)
    await stopped()
    say('Arrêt en cours…')
    await Promise.all([http.close(), ldap.close()])
    directory.close()
    return 0
  },
}

async function importExamples(config: Config): Promise<void> {
  say('Rien n’est publié : import des fichiers d’exemple (personnes inventées).')
  const display = progressDisplay(false)
  const fixtures = join(projectRoot, 'fixtures')
  await runImport({
    config,
    paths: [fixtures],
    regional: [],
    retire: [],
    preparer: BAL_PREPARER,
    progress: display.show,
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
      say(`  sources : ${['national', ...sources].join(', ')}`)
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

function stopped(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
}
