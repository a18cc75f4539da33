import { join, resolve } from 'node:path'
import { type DownloadOutcome, downloadAll } from '../download/index.js'
import { size } from '../report/wording.js'
import { type Command, readOptions, say, warn } from './command.js'
import { progressDisplay } from './progress.js'

export const telecharger: Command = {
  help: `annuaire telecharger [--dossier dossier]

Télécharge les fichiers nationaux (PS_LibreAcces, Extraction_Correspondance_MSSante) et la liste blanche des domaines
MSSanté. Un fichier qui n’a pas changé n’est pas demandé ; un transfert interrompu reprend où il en était ; un fichier
n’a son nom qu’une fois complet et vérifié. Importez ensuite le dossier : annuaire importer <dossier>.

  --dossier dossier   où les fichiers vont ; « telechargements » dans le dossier de données par défaut
  --silencieux        n’affiche pas l’avancement
  --aide              affiche cette aide

Réglages : ANNUAIRE_TELECHARGEMENT_ADRESSES, _CA (certificat de l’autorité, que les magasins publics n’ont pas),
_RELAIS (sinon HTTPS_PROXY et NO_PROXY), _DELAI, _DELAI_INACTIF, _ATTENTE, _MAX.

Code de retour : 0 tout est à jour, 1 un fichier au moins n’a pas pu être téléchargé, 2 commande mal écrite.`,
  async run(args, config, log) {
    const { values } = readOptions(args, { dossier: { type: 'string' }, silencieux: { type: 'boolean' } })
    const folder = resolve(values.dossier ?? join(config.dataDir, 'telechargements'))
    const display = progressDisplay(values.silencieux ?? false)
    let outcomes: readonly DownloadOutcome[]
    try {
      outcomes = await downloadAll({
        config: config.download,
        folder,
        progress: (etape, fichier, fait, total) => display.show({ etape, fichier, fait, total }),
        log,
      })
    } finally {
      display.end()
    }
    for (const outcome of outcomes) tell(outcome)
    const failed = outcomes.some(({ etat }) => etat === 'échec')
    if (outcomes.some(({ etat }) => etat === 'nouveau')) say(`À importer : annuaire importer ${folder}`)
    return failed ? 1 : 0
  },
}

function tell({ adresse, etat, fichier, octets, sha256, raison }: DownloadOutcome): void {
  if (etat === 'échec') {
    const before = fichier === null ? 'aucun n’est dans le dossier' : `${fichier} reste en place`
    warn(`Échec : ${adresse} : ${raison} ; ${before}.`)
    return
  }
  say(`${STATES[etat]} : ${fichier} (${size(octets)}, sha256 ${sha256})`)
}

const STATES = { nouveau: 'Nouveau', identique: 'Identique au précédent', inchangé: 'Inchangé' } as const
