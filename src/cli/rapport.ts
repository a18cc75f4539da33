import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AnnuaireError } from '../errors.js'
import { describedRules } from '../notices/described.js'
import {
  ADMINISTRATOR,
  comparisonSheets,
  contentOf,
  openReports,
  type ReportFilter,
  type ReportFormat,
  readFilter,
  renderComparison,
  renderReport,
  renderRules,
  reportSheets,
  VisibleReports,
  writeEstablishments,
} from '../report/index.js'
import { count } from '../report/wording.js'
import { xlsx } from '../sheets/xlsx-writer.js'
import { RegisteredAddresses } from '../store/index.js'
import { printable, printableLines } from '../text/printable.js'
import { type Command, readOptions, say, warn } from './command.js'
import { hygieneOf } from './hygiene.js'
import { writeOutput } from './write-output.js'

const FORMATS = ['texte', 'json', 'xml', 'csv', 'html'] as const
/** Files written between two words of it. */
const TOLD_EVERY = 1000
/** Those that show the last imports. */
const WITH_TREND: ReadonlySet<string> = new Set(['json', 'xml', 'html', 'xlsx'])

export const rapport: Command = {
  help: `annuaire rapport [identifiant | --regles] [--format texte|json|xml|csv|html|xlsx] [--sortie fichier]
        [--source nom] [--domaine nom] [--etablissement numéro] [--criticite nom] [--code code] [--comparer identifiant]
        [--par-etablissement dossier]
annuaire rapport --hygiene --source nom [--nature nom] [--etablissement numéro] [--format texte|json|xml|csv|xlsx]

Montre le rapport d’alimentation du dernier import, publié ou refusé, ou celui de l’identifiant donné, et ce qui y est
nouveau, corrigé ou toujours là depuis le dernier import publié.

  --format          texte (par défaut), json, xml, csv, html, ou xlsx (dans un fichier)
  --sortie          écrit dans ce fichier au lieu de l’écran
  --source          les avis de cette source seulement : national, ou le nom d’une région
  --domaine         ceux des boîtes aux lettres de ce domaine MSSanté
  --etablissement   ceux des lignes de cet établissement : FINESS ou SIRET
  --criticite       Bloquante, Avertissement ou Information
  --code            ceux de cette règle
  --comparer        compare avec un autre rapport : ce qui est nouveau, corrigé et toujours là
  --par-etablissement dossier   écrit dans ce dossier un fichier (html par défaut) pour chaque établissement qui a des avis
  --hygiene         ce qu’une source a à nettoyer : adresses multiples (laquelle garder, et pourquoi), boîtes dormantes,
                    orphelines, en double, comptes fermés depuis six mois ou qui vont l’être ; --nature n’en montre qu’une
  --liste           liste les rapports conservés
  --regles          montre toutes les règles : ce qu’elles attendent, qui peut corriger, que faire, un bon et un mauvais exemple
  --aide            affiche cette aide`,
  async run(args, config) {
    const { values, positionals } = readOptions(args, {
      format: { type: 'string' },
      sortie: { type: 'string' },
      source: { type: 'string' },
      domaine: { type: 'string' },
      etablissement: { type: 'string' },
      criticite: { type: 'string' },
      code: { type: 'string' },
      comparer: { type: 'string' },
      'par-etablissement': { type: 'string' },
      hygiene: { type: 'boolean' },
      nature: { type: 'string' },
      liste: { type: 'boolean' },
      regles: { type: 'boolean' },
    })
    const { sortie } = values
    const reports = new VisibleReports(openReports(config.dataDir), new RegisteredAddresses(config.dataDir))
    if (values.liste === true) {
      for (const { id, etat, totaux, motif } of await reports.list(30, ADMINISTRATOR)) {
        say(
          `${id}  ${etat}  ${totaux.chargees} chargées, ${totaux.refusees} refusées${motif === null ? '' : ` — ${printable(motif)}`}`,
        )
      }
      return 0
    }
    const folder = values['par-etablissement']
    const format = formatOf(
      values.format ?? (folder === undefined ? 'texte' : 'html'),
      values.regles === true,
      folder ?? sortie,
    )
    if (values.regles === true) {
      if (positionals.length > 0) {
        throw new AnnuaireError('USAGE', 'Avec --regles, aucun identifiant : les règles sont celles de cette version.')
      }
      await write([renderRules(format as ReportFormat, describedRules())], sortie)
      return 0
    }
    const filter = readFilter({ ...NOTHING, ...values })
    if (values.hygiene === true) {
      const made = await hygieneOf(
        config,
        { source: values.source, nature: values.nature, etablissement: filter.etablissement },
        format,
      )
      if (typeof made === 'string') await write([made], sortie)
      else await writeOutput(made, sortie)
      return 0
    }
    const id = positionals[0] ?? 'derniere'
    if (folder !== undefined) await showEstablishments(reports, id, filter, { folder, format })
    else if (values.comparer === undefined) await showReport(reports, id, filter, format, sortie)
    else await showComparison(reports, { id, avec: values.comparer }, filter, format, sortie)
    return 0
  },
}

type Format = ReportFormat | 'xlsx'

const NOTHING = {
  source: undefined,
  domaine: undefined,
  etablissement: undefined,
  criticite: undefined,
  code: undefined,
} as const

function formatOf(named: string, ofRules: boolean, sortie: string | undefined): Format {
  if (named === 'xlsx') {
    if (sortie !== undefined && !ofRules) return named
    const why = ofRules ? 'Les règles ne s’écrivent pas en classeur' : 'Un classeur va dans un fichier'
    throw new AnnuaireError('USAGE', `${why} : --format ${ofRules ? 'csv' : 'xlsx --sortie rapport.xlsx'}.`)
  }
  const format = FORMATS.find((known) => known === named)
  if (format !== undefined) return format
  throw new AnnuaireError('USAGE', `Format inconnu : « ${named} ». Formats : ${FORMATS.join(', ')}, xlsx.`)
}

async function showReport(
  reports: VisibleReports,
  id: string,
  filter: ReportFilter,
  format: Format,
  sortie: string | undefined,
): Promise<void> {
  const content = await contentOf(reports, id, ADMINISTRATOR, filter, WITH_TREND.has(format))
  if (content === null) throw unknown(id)
  if (format === 'xlsx') await writeOutput(xlsx(reportSheets(content)), sortie)
  else await write(renderReport(format, content), sortie)
}

async function showEstablishments(
  reports: VisibleReports,
  id: string,
  filter: ReportFilter,
  to: { readonly folder: string; readonly format: Format },
): Promise<void> {
  if (filter.etablissement !== undefined) {
    throw new AnnuaireError('USAGE', '--par-etablissement les écrit tous : sans --etablissement.')
  }
  const total = await writeEstablishments(reports, id, filter, to, (written) => {
    if (written % TOLD_EVERY === 0) warn(`${count(written)} établissements…`)
  })
  say(total === 0 ? 'Aucun établissement n’a d’avis.' : `${count(total)} fichiers écrits dans ${to.folder}.`)
}

async function showComparison(
  reports: VisibleReports,
  { id, avec }: { readonly id: string; readonly avec: string },
  filter: ReportFilter,
  format: Format,
  sortie: string | undefined,
): Promise<void> {
  const compared = await reports.compare(id, avec, ADMINISTRATOR, filter)
  if (compared === null) throw unknown(id)
  if (format === 'xlsx') await writeOutput(xlsx(comparisonSheets(compared)), sortie)
  else await write([renderComparison(format, compared)], sortie)
}

function unknown(id: string): AnnuaireError {
  return new AnnuaireError(
    'INTROUVABLE',
    id === 'derniere' ? 'Aucun import n’a encore eu lieu.' : `Aucun rapport « ${id} ». Voir annuaire rapport --liste.`,
  )
}

/** Files keep what the feed held; a terminal would obey it. */
async function write(pieces: Iterable<string> | AsyncIterable<string>, file: string | undefined): Promise<void> {
  if (file !== undefined) await pipeline(Readable.from(pieces), createWriteStream(file))
  else await writeOutput(Readable.from(process.stdout.isTTY ? shown(pieces) : pieces), undefined)
}

async function* shown(pieces: Iterable<string> | AsyncIterable<string>): AsyncGenerator<string> {
  for await (const piece of pieces) yield printableLines(piece.replaceAll('\r\n', '\n'))
}
