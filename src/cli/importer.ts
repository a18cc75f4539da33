import { setFlagsFromString } from 'node:v8'
import { AnnuaireError } from '../errors.js'
import type { RegionalInput } from '../feed/index.js'
import { checkRevealed } from '../store/reveal.js'
import { type Command, readOptions, say } from './command.js'
import { importAndPublish, tellImport } from './import-and-publish.js'
import { acceptance, forcedBy } from './import-options.js'
import { progressDisplay } from './progress.js'

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
      const imported = await importAndPublish({
        config,
        paths: positionals,
        regional,
        retire: values.retirer ?? [],
        acceptFalls,
        force: forcedBy(values.forcer),
        reveal: values.reveler ?? [],
        dropColumns: values['retirer-colonne'] ?? [],
        progress: display.show,
        log,
      })
      display.end()
      tellImport(config.dataDir, imported, started)
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
