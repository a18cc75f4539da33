import { setFlagsFromString } from 'node:v8'
import { AnnuaireError } from '../errors.js'
import type { RegionalInput } from '../feed/index.js'
import { type Acceptance, runImport } from '../ingest/index.js'
import { BAL_PREPARER } from '../ldap/bal-preparer.js'
import { count, fall } from '../report/wording.js'
import { checkRevealed } from '../store/reveal.js'
import { NATIONAL } from '../values/index.js'
import { type Command, readOptions, say } from './command.js'
import { progressDisplay } from './progress.js'

/** Files left aside that are named on the terminal; the report names them all. */
const SHOWN = 20

export const importer: Command = {
  help: `annuaire importer [chemin…] [--regional source=fichier]… [--accepter-baisse source=raison]…

Charge des fichiers, des dossiers ou des zips de l’ANS : PS_LibreAcces_Personne_activite_*.txt,
PS_LibreAcces_SavoirFaire_*.txt, PS_LibreAcces_Dipl_AutExerc_*.txt, Extraction_Correspondance_MSSante_*.txt,
et le fichier « N° ADELI;N° RPPS » des anciens numéros, reconnu à ses colonnes.
Une nouvelle génération est construite à côté de celle qui est publiée, vérifiée, puis publiée d’un coup ; en cas
de refus, rien ne change.

  --regional source=chemin   fichier régional au format loaduser (CSV ou XLSX) ; peut être répété
  --retirer source           accepte que cette source publiée disparaisse ; peut être répété
  --accepter-baisse source=raison
                             accepte que cette source (« national » ou une région) publie nettement moins qu’avant ;
                             le rapport garde la raison ; peut être répété
  --forcer raison            publie malgré un contrôle qui échoue (témoins, baisse d’une profession ou d’un
                             département, fraîcheur) ; le rapport garde la raison et ce qui a été trouvé
  --retirer-colonne source:colonne
                             accepte que le fichier de cette source n’ait plus une colonne qui restreignait la
                             publication (« Liste rouge »…) ; peut être répété
  --reveler source           laisse reparaître les adresses que masquait une source absente de cet import ; peut
                             être répété
  --silencieux               n’affiche pas l’avancement
  --aide                     affiche cette aide

Code de retour : 0 publié, 1 refusé, 2 commande mal écrite.`,
  async run(args, config, log) {
    // An import may take 600 MB: V8 would let the heap grow fourfold before it collects garbage.
    setFlagsFromString('--heap-growing-percent=60')
    const { values, positionals } = readOptions(args, {
      regional: { type: 'string', multiple: true },
      retirer: { type: 'string', multiple: true },
      'accepter-baisse': { type: 'string', multiple: true },
      'retirer-colonne': { type: 'string', multiple: true },
      reveler: { type: 'string', multiple: true },
      forcer: { type: 'string' },
      silencieux: { type: 'boolean' },
    })
    const regional = (values.regional ?? []).map(regionalInput)
    const acceptFalls = (values['accepter-baisse'] ?? []).map((option) => acceptance(option, config.sources))
    if (positionals.length === 0 && regional.length === 0) {
      throw new AnnuaireError('USAGE', 'Aucun fichier à importer : donnez un chemin ou --regional source=chemin.')
    }
    checkRevealed(config.dataDir, values.reveler ?? [])
    const display = progressDisplay(values.silencieux ?? false)
    const started = performance.now()
    try {
      const { id, warnings, alimentation } = await runImport({
        config,
        paths: positionals,
        regional,
        retire: values.retirer ?? [],
        acceptFalls,
        force: forcedBy(values.forcer),
        reveal: values.reveler ?? [],
        dropColumns: values['retirer-colonne'] ?? [],
        preparer: BAL_PREPARER,
        progress: display.show,
        log,
      })
      display.end()
      const seconds = ((performance.now() - started) / 1000).toLocaleString('fr-FR', { maximumFractionDigits: 1 })
      const { lues, chargees, refusees } = alimentation?.totaux ?? { lues: 0, chargees: 0, refusees: 0 }
      const lines =
        alimentation === null
          ? 'le rapport n’a pas pu être relu'
          : `${count(lues)} lignes lues, ${count(chargees)} chargées, ${count(refusees)} refusées`
      say(`Génération ${id} publiée en ${seconds} s : ${lines}.`)
      for (const one of alimentation?.baisses ?? []) say(`Baisse acceptée : ${fall(one)}`)
      const aside = alimentation?.ecartes ?? []
      for (const { nom, raison } of aside.slice(0, SHOWN)) say(`Laissé de côté : ${nom} (${raison})`)
      if (aside.length > SHOWN) say(`… et ${count(aside.length - SHOWN)} autres fichiers laissés de côté.`)
      for (const text of new Set([...(alimentation?.avertissements ?? []), ...warnings])) {
        process.stderr.write(`Attention : ${text}\n`)
      }
      say('Détail : annuaire rapport')
      return 0
    } catch (error) {
      display.end()
      throw error
    }
  },
}

function forcedBy(reason: string | undefined): string | null {
  if (reason === undefined) return null
  if (reason.trim() === '') throw new AnnuaireError('USAGE', '--forcer attend une raison, que le rapport garde.')
  return reason.trim().slice(0, 1000)
}

function acceptance(option: string, sources: readonly string[]): Acceptance {
  const at = option.indexOf('=')
  const source = at < 0 ? option : option.slice(0, at)
  const raison = at < 0 ? '' : option.slice(at + 1).trim()
  if (source === '' || raison === '') {
    throw new AnnuaireError(
      'USAGE',
      `--accepter-baisse attend source=raison, par exemple paca="fermeture d’un groupement" ; reçu : « ${option} ».`,
    )
  }
  if (source !== NATIONAL && !sources.includes(source)) {
    throw new AnnuaireError('USAGE', `--accepter-baisse : source inconnue, « ${source} ».`)
  }
  return { source, raison: raison.slice(0, 1000) }
}

function regionalInput(option: string): RegionalInput {
  const at = option.indexOf('=')
  if (at <= 0 || at === option.length - 1) {
    throw new AnnuaireError(
      'USAGE',
      `--regional attend source=chemin, par exemple paca=loaduser.csv ; reçu : « ${option} ».`,
    )
  }
  return { source: option.slice(0, at), path: option.slice(at + 1) }
}
