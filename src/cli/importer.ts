import { setFlagsFromString } from 'node:v8'
import { AnnuaireError } from '../errors.js'
import type { RegionalInput } from '../feed/index.js'
import { runImport } from '../ingest/index.js'
import { BAL_PREPARER } from '../ldap/index.js'
import { count } from '../report/wording.js'
import { type Command, readOptions, say } from './command.js'
import { progressDisplay } from './progress.js'

export const importer: Command = {
  name: 'importer',
  summary: 'charge les fichiers nationaux et régionaux, vérifie, puis publie',
  help: `annuaire importer [chemin…] [--regional source=fichier.csv]…

Charge des fichiers, des dossiers ou des zips de l’ANS : PS_LibreAcces_Personne_activite_*.txt,
PS_LibreAcces_SavoirFaire_*.txt, PS_LibreAcces_Dipl_AutExerc_*.txt, Extraction_Correspondance_MSSante_*.txt.
Une nouvelle génération est construite à côté de celle qui est publiée, vérifiée, puis publiée d’un coup ; en cas
de refus, rien ne change.

  --regional source=chemin   fichier régional au format loaduser (CSV) ; peut être répété
  --retirer source           accepte que cette source publiée disparaisse ; peut être répété
  --silencieux               n’affiche pas l’avancement
  --aide                     affiche cette aide

Code de retour : 0 publié, 1 refusé, 2 commande mal écrite.`,
  async run(args, config, log) {
    // An import may take 600 MB: V8 would let the heap grow fourfold before it collects garbage.
    setFlagsFromString('--heap-growing-percent=60')
    const { values, positionals } = readOptions(args, {
      regional: { type: 'string', multiple: true },
      retirer: { type: 'string', multiple: true },
      silencieux: { type: 'boolean' },
    })
    const regional = (values.regional ?? []).map(regionalInput)
    if (positionals.length === 0 && regional.length === 0) {
      throw new AnnuaireError('USAGE', 'Aucun fichier à importer : donnez un chemin ou --regional source=chemin.')
    }
    const display = progressDisplay(values.silencieux ?? false)
    const started = performance.now()
    try {
      const { id, alimentation } = await runImport({
        config,
        paths: positionals,
        regional,
        retire: values.retirer ?? [],
        preparer: BAL_PREPARER,
        progress: display.show,
        log,
      })
      display.end()
      const seconds = ((performance.now() - started) / 1000).toLocaleString('fr-FR', { maximumFractionDigits: 1 })
      const { lues, chargees, refusees } = alimentation.totaux
      say(
        `Génération ${id} publiée en ${seconds} s : ${count(lues)} lignes lues, ${count(chargees)} chargées, ${count(refusees)} refusées.`,
      )
      say('Détail : annuaire rapport')
      return 0
    } catch (error) {
      display.end()
      throw error
    }
  },
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
