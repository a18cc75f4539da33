import { AnnuaireError } from '../errors.js'
import { openReports } from '../report/index.js'
import { MOVEMENTS, type MovedAccount, readMovements, type SourceMovements } from '../report/movements.js'
import { count } from '../report/wording.js'
import { csvLine } from '../text/csv-line.js'
import { printable } from '../text/printable.js'
import { type Command, readOptions, say } from './command.js'

const FORMATS = ['texte', 'json', 'csv'] as const
/** Accounts of each nature that the screen shows. */
const SHOWN = 20

export const mouvements: Command = {
  help: `annuaire mouvements [identifiant] [--source paca] [--format texte|json|csv]

Montre ce que le fichier de chaque région a changé dans ses comptes depuis son fichier précédent : créés, modifiés, fermés,
par leur adresse. De chacun les 1 000 premiers sont nommés ; les nombres sont entiers. Une dernière connexion n’est pas un
changement.

  identifiant     d’un import (annuaire rapport --liste) ; le dernier par défaut
  --source nom    ne montre que cette source
  --format        texte (par défaut : les ${SHOWN} premiers de chacun), json ou csv
  --aide          affiche cette aide`,
  async run(args, config) {
    const { values, positionals } = readOptions(args, { source: { type: 'string' }, format: { type: 'string' } })
    const format = FORMATS.find((known) => known === (values.format ?? 'texte'))
    if (format === undefined) {
      throw new AnnuaireError('USAGE', `Format inconnu : « ${values.format} ». Attendu : ${FORMATS.join(', ')}.`)
    }
    const report = await openReports(config.dataDir).get(positionals[0] ?? 'derniere')
    if (report === null) throw new AnnuaireError('INTROUVABLE', 'Aucun rapport de ce nom : annuaire rapport --liste.')
    const found = readMovements(config.dataDir, report.id).filter(
      ({ source }) => values.source === undefined || source === values.source,
    )
    if (format === 'json') process.stdout.write(`${JSON.stringify({ id: report.id, sources: found }, null, 2)}\n`)
    else if (format === 'csv') process.stdout.write(asCsv(found))
    else say(found.length === 0 ? `Import ${report.id} : aucun fichier à comparer à un précédent.` : asText(found))
    return 0
  },
}

/** How many accounts a file changed, in one line. */
export function movementCounts({ source, nombres }: SourceMovements): string {
  const several = (nombre: number, word: string): string => `${count(nombre)} ${word}${nombre > 1 ? 's' : ''}`
  const told = [
    `${several(nombres.créé, 'compte')} ${nombres.créé > 1 ? 'créés' : 'créé'}`,
    several(nombres.modifié, 'modifié'),
    several(nombres.fermé, 'fermé'),
    several(nombres.inchangé, 'inchangé'),
  ]
  return `${source} : ${told.join(', ')}`
}

function asText(found: readonly SourceMovements[]): string {
  return found
    .flatMap((one) => [
      movementCounts(one),
      ...MOVEMENTS.flatMap((nature) => {
        const accounts = one.comptes.filter((account) => account.nature === nature)
        const more = one.nombres[nature] - Math.min(accounts.length, SHOWN)
        return [
          ...accounts.slice(0, SHOWN).map(lineOf),
          ...(accounts.length > 0 && more > 0 ? [`  … ${count(more)} de plus`] : []),
        ]
      }),
    ])
    .join('\n')
}

function lineOf({ nature, adresse, type, ligne, colonnes }: MovedAccount): string {
  const where = ligne === null ? '' : `, ligne ${ligne}`
  const what = colonnes.length === 0 ? '' : ` : ${colonnes.join(', ')}`
  return `  ${nature.padEnd(8)} ${printable(adresse)} (${type}${where})${what}`
}

function asCsv(found: readonly SourceMovements[]): string {
  const lines = found.flatMap(({ source, comptes }) =>
    comptes.map(({ nature, adresse, type, ligne, colonnes }) =>
      csvLine([source, nature, adresse, type, ligne === null ? '' : String(ligne), colonnes.join(', ')]),
    ),
  )
  return `\ufeff${csvLine(['Source', 'Mouvement', 'Adresse', 'Type de BAL', 'Ligne', 'Colonnes'])}${lines.join('')}`
}
