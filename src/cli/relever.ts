import { setPriority } from 'node:os'
import { setFlagsFromString } from 'node:v8'
import type { Config } from '../config.js'
import { type Collecting, collect } from '../deposit/collect.js'
import type { Outcome } from '../deposit/ledger.js'
import { publishDirectories } from '../deposit/publish-directories.js'
import { AnnuaireError } from '../errors.js'
import { closeNames } from '../text/close-names.js'
import { NATIONAL } from '../values/index.js'
import { type Command, readOptions, say, warn } from './command.js'
import { importAndPublish, tellImport } from './import-and-publish.js'
import { acceptance, forcedBy } from './import-options.js'
import { progressDisplay } from './progress.js'

/** Whoever asks the server something comes before a run that nobody waits for. */
const PATIENT = 10

export const relever: Command = {
  help: `annuaire relever [--source paca]… [--reprendre] [--accepter-baisse source=raison]… [--forcer raison]

Prend les dépôts complets (depot/<source>/, et depot/national/ avec ce que « annuaire telecharger » a apporté), les importe avec
les derniers fichiers acceptés des autres sources, puis publie. Un dépôt publié va dans releve/archives/<source>/ du dossier
de données ; un dépôt refusé dans releve/refuses/<source>/, avec sa raison à côté. « annuaire servir » le fait chaque jour à
l’heure de chaque source (heureQuotidienne dans sources.json, 18:00 par défaut), tant que le dossier des dépôts existe.

Un dépôt est complet quand un fichier du même nom suivi de .ok est à côté, ou quand rien n’en change entre deux regards.
Les noms en .part, .tmp, .filepart… et ceux qui commencent par un point attendent ; les liens ne sont pas suivis.

  --source source    ne relève que cette source (« national » ou une région) ; peut être répété
  --reprendre        importe les fichiers courants même si ce qui est publié ne vient pas d’eux (après un import fait
                     à la main, ou « annuaire revenir »)
  --accepter-baisse source=raison, --forcer raison, --retirer-colonne source:colonne
                     comme pour annuaire importer
  --silencieux       n’affiche pas l’avancement
  --aide             affiche cette aide

Réglages : ANNUAIRE_DEPOT, ANNUAIRE_DEPOT_ATTENTE, ANNUAIRE_DEPOT_CONSERVES, ANNUAIRE_PUBLIE.

Code de retour : 0 tout est publié ou rien n’est nouveau, 1 un dépôt au moins est refusé, attend ou n’a pas été pris,
2 commande mal écrite.`,
  async run(args, config, log) {
    // As for annuaire importer.
    setFlagsFromString('--heap-growing-percent=60')
    const { values } = readOptions(args, {
      source: { type: 'string', multiple: true },
      reprendre: { type: 'boolean' },
      'accepter-baisse': { type: 'string', multiple: true },
      'retirer-colonne': { type: 'string', multiple: true },
      forcer: { type: 'string' },
      silencieux: { type: 'boolean' },
      planifiee: { type: 'boolean' },
    })
    const sources = values.source === undefined ? null : values.source.map((one) => knownSource(one, config))
    const acceptFalls = (values['accepter-baisse'] ?? []).map((option) => acceptance(option, config.sources))
    const force = forcedBy(values.forcer)
    if (values.planifiee === true) setPriority(PATIENT)
    const display = progressDisplay(values.silencieux ?? false)
    const runImport: Collecting['runImport'] = async (paths) => {
      const started = performance.now()
      const imported = await importAndPublish({
        config,
        ...paths,
        retire: [],
        acceptFalls,
        force,
        dropColumns: values['retirer-colonne'] ?? [],
        progress: display.show,
        log,
      })
      display.end()
      tellImport(config.dataDir, imported, started)
    }
    let outcomes: readonly Outcome[]
    try {
      outcomes = await collect({ config, sources, resume: values.reprendre ?? false, runImport, log })
    } finally {
      display.end()
    }
    // Accounts expire without an import, and a run may have been killed before it came to this.
    const warnings = await publishDirectories(config, log)
    for (const text of warnings) warn(`Attention : ${text}`)
    for (const outcome of outcomes) tell(outcome)
    if (outcomes.length === 0) say('Aucun dépôt nouveau.')
    return outcomes.some(({ etat }) => etat !== 'publié' && etat !== 'identique') ? 1 : 0
  },
}

function knownSource(source: string, { sources }: Config): string {
  const known = [NATIONAL, ...sources]
  if (known.includes(source)) return source
  const close = closeNames(source, known)
  const hint = close.length === 0 ? '' : ` Vouliez-vous dire : ${close.join(', ')} ?`
  throw new AnnuaireError('USAGE', `--source : source inconnue, « ${source} ».${hint}`)
}

const STATES = {
  publié: 'Publié',
  identique: 'Identique à ce qui est publié',
  refusé: 'Refusé',
  'en attente': 'En attente',
  laissé: 'Laissé',
} as const

function tell({ source, fichier, etat, raison }: Outcome): void {
  const line = `${STATES[etat]} : ${source === null ? '' : `${source}, `}${fichier}${raison === null ? '' : ` — ${raison}`}`
  if (etat === 'publié' || etat === 'identique') say(line)
  else warn(line)
}
