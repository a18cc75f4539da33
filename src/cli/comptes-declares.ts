import { AnnuaireError } from '../errors.js'
import { count } from '../report/wording.js'
import { ACCOUNT_TYPES, type ComptesDeclares, STATES } from '../resources/accounts.js'
import { readPolicies } from '../source-policies.js'
import { accountsOf, readPublished } from '../store/index.js'
import { csvLine } from '../text/csv-line.js'
import { printable } from '../text/printable.js'
import { type Command, readOptions, say } from './command.js'
import { publishedSource } from './published-source.js'

const FORMATS = ['texte', 'json', 'csv'] as const
/** Accounts read at a time. */
const PAGE = 500
const SHOWN = 50

export const comptesDeclares: Command = {
  help: `annuaire comptes-declares --source paca [--statut VALIDE] [--type PER] [--q mots] [--format texte|json|csv]

Montre les comptes qu’une source régionale déclare, publiés ou non : combien de chaque statut et de chaque type, ses
domaines MSSanté, et la liste.

  --source nom    source régionale publiée
  --statut        ${STATES.join(', ')}
  --type          ${ACCOUNT_TYPES.join(', ')}
  --q mots        mots du nom, de l’adresse ou du numéro
  --format        texte (par défaut : les ${SHOWN} premiers), json ou csv (tous)
  --aide          affiche cette aide

Les plafonds, le domaine par défaut et la visibilité des préinscrits se règlent dans sources.json, dans le dossier des
données.`,
  async run(args, config) {
    const { values } = readOptions(args, {
      source: { type: 'string' },
      statut: { type: 'string' },
      type: { type: 'string' },
      q: { type: 'string' },
      format: { type: 'string' },
    })
    const format = oneOf(FORMATS, 'Format', values.format ?? 'texte')
    const query = {
      statut: values.statut === undefined ? undefined : oneOf(STATES, 'Statut', values.statut.toUpperCase()),
      type: values.type === undefined ? undefined : oneOf(ACCOUNT_TYPES, 'Type', values.type.toUpperCase()),
      q: values.q,
    }
    const policies = readPolicies(config.dataDir)
    await readPublished(config.dataDir, (directory) => {
      const source = publishedSource(values.source, directory)
      const first = accountsOf(directory, source, query, { window: { decalage: 0, limite: PAGE }, policies })
      if (format === 'texte') return say(asText(first))
      const resultats = [...first.resultats]
      for (let decalage = PAGE; decalage < first.total; decalage += PAGE) {
        resultats.push(...directory.accounts.page(source, query, { decalage, limite: PAGE }).resultats)
      }
      const all = { ...first, limite: Math.max(resultats.length, 1), resultats }
      process.stdout.write(format === 'json' ? `${JSON.stringify(all, null, 2)}\n` : asCsv(all))
    })
    return 0
  },
}

function oneOf<T extends string>(known: readonly T[], what: string, given: string): T {
  const found = known.find((one) => one === given)
  if (found === undefined) {
    throw new AnnuaireError('USAGE', `${what} inconnu : « ${given} ». Attendu : ${known.join(', ')}.`)
  }
  return found
}

const COLUMNS = ['mail', 'adresse', 'statut', 'type', 'nom', 'prenom', 'profession', 'rpps', 'adeli'] as const
const HEADER = [
  'Adresse mail',
  'Adresse MSSanté',
  'Statut',
  'Type de BAL',
  'NOM',
  'Prénom',
  'Profession',
  'RPPS',
  'ADELI',
  'Motif de non-publication',
  'Ligne',
]

type Account = ComptesDeclares['resultats'][number]

function asCsv({ resultats }: ComptesDeclares): string {
  const lines = resultats.map((account) =>
    csvLine([...cellsOf(account), account.motifNonPublication, String(account.ligne)]),
  )
  return `\ufeff${csvLine(HEADER)}${lines.join('')}`
}

function cellsOf(account: Account): string[] {
  return COLUMNS.map((name) => {
    const value = account[name]
    return value === null ? '' : typeof value === 'string' ? value : value.code
  })
}

function several(number: number, word: string): string {
  return `${count(number)} ${word}${number > 1 ? 's' : ''}`
}

function asText(found: ComptesDeclares): string {
  const { source, date, contact, parStatut, parType, domaines, total, resultats } = found
  const limit = (plafond: number | null, disponibles: number | null): string =>
    plafond === null ? 'sans limite' : `${several(disponibles ?? 0, 'disponible')} sur ${count(plafond)}`
  const shown = resultats.slice(0, SHOWN)
  return [
    `Comptes déclarés par ${source}${date === null ? '' : `, fichier du ${date.slice(0, 10)}`}${contact === null ? '' : ` — ${printable(contact)}`}`,
    '',
    ...parStatut.map(({ statut, nombre }) => `  ${statut.padEnd(12)} ${count(nombre)}`),
    '',
    ...parType.map(
      ({ types, utilises, plafond, disponibles }) =>
        `  ${types.join(' et ').padEnd(12)} ${several(utilises, 'utilisé')}, ${limit(plafond, disponibles)}`,
    ),
    '',
    `Domaines MSSanté : ${domaines.map(({ domaine, nombre }) => `${printable(domaine)} (${count(nombre)})`).join(', ') || 'aucun'}`,
    '',
    ...shown.map(
      (one) =>
        `  ${cellsOf(one)
          .filter((cell) => cell !== '')
          .map(printable)
          .join('  ')}${one.motifNonPublication === null ? '' : ` — non publié : ${one.motifNonPublication}`}`,
    ),
    total > shown.length ? `  … ${count(total - shown.length)} autres : --format csv les donne tous.` : '',
  ].join('\n')
}
