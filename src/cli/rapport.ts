import { writeFileSync } from 'node:fs'
import { AnnuaireError } from '../errors.js'
import { describedRules } from '../notices/described.js'
import {
  ADMINISTRATOR,
  openReports,
  renderReport,
  renderRules,
  reportSheets,
  type VisiblePage,
  VisibleReports,
} from '../report/index.js'
import type { Avis } from '../resources/report.js'
import { xlsx } from '../sheets/xlsx-writer.js'
import { RegisteredAddresses } from '../store/index.js'
import { printable, printableLines } from '../text/printable.js'
import { type Command, readOptions, say } from './command.js'
import { writeOutput } from './write-output.js'

const FORMATS = ['texte', 'json', 'xml', 'csv', 'html'] as const
/** Notices read from the report at a time. */
const PAGE = 5000

export const rapport: Command = {
  help: `annuaire rapport [identifiant | --regles] [--format texte|json|xml|csv|html|xlsx] [--sortie fichier]

Montre le rapport d’alimentation du dernier import, publié ou refusé, ou celui de l’identifiant donné.

  --format     texte (par défaut), json, xml, csv, html, ou xlsx (dans un fichier)
  --sortie     écrit dans ce fichier au lieu de l’écran
  --liste      liste les rapports conservés
  --regles     montre toutes les règles : ce qu’elles attendent, qui peut corriger, que faire, un bon et un mauvais exemple
  --aide       affiche cette aide`,
  async run(args, config) {
    const { values, positionals } = readOptions(args, {
      format: { type: 'string' },
      sortie: { type: 'string' },
      liste: { type: 'boolean' },
      regles: { type: 'boolean' },
    })
    const reports = new VisibleReports(openReports(config.dataDir), new RegisteredAddresses(config.dataDir))
    if (values.liste === true) {
      for (const { id, etat, totaux, motif } of await reports.list(30, ADMINISTRATOR)) {
        say(
          `${id}  ${etat}  ${totaux.chargees} chargées, ${totaux.refusees} refusées${motif === null ? '' : ` — ${printable(motif)}`}`,
        )
      }
      return 0
    }
    const isWorkbook = values.format === 'xlsx'
    const format = FORMATS.find((known) => known === (isWorkbook ? 'texte' : (values.format ?? 'texte')))
    if (format === undefined) {
      throw new AnnuaireError('USAGE', `Format inconnu : « ${values.format} ». Formats : ${FORMATS.join(', ')}, xlsx.`)
    }
    if (isWorkbook && (values.sortie === undefined || values.regles === true)) {
      const why = values.regles === true ? 'Les règles ne s’écrivent pas en classeur' : 'Un classeur va dans un fichier'
      throw new AnnuaireError(
        'USAGE',
        `${why} : --format ${values.regles === true ? 'csv' : 'xlsx --sortie rapport.xlsx'}.`,
      )
    }
    const write = (text: string): void => {
      if (values.sortie === undefined) process.stdout.write(shown(text.endsWith('\n') ? text : `${text}\n`))
      else writeFileSync(values.sortie, text)
    }
    if (values.regles === true) {
      if (positionals.length > 0) {
        throw new AnnuaireError('USAGE', 'Avec --regles, aucun identifiant : les règles sont celles de cette version.')
      }
      write(renderRules(format, describedRules()))
      return 0
    }
    const id = positionals[0] ?? 'derniere'
    const found = await reports.get(id, ADMINISTRATOR)
    if (found === null) {
      throw new AnnuaireError(
        'INTROUVABLE',
        id === 'derniere'
          ? 'Aucun import n’a encore eu lieu.'
          : `Aucun rapport « ${id} ». Voir annuaire rapport --liste.`,
      )
    }
    const { alimentation } = found
    const avis: Avis[] = []
    for (let decalage: number | null = 0; decalage !== null; ) {
      const page: VisiblePage | null = await reports.avis(alimentation.id, { decalage, limite: PAGE }, ADMINISTRATOR)
      avis.push(...(page?.avis ?? []))
      decalage = page?.suivant ?? null
    }
    if (isWorkbook) await writeOutput(xlsx(reportSheets(alimentation, avis)), values.sortie)
    else write(renderReport(format, alimentation, avis))
    return 0
  },
}

/** Files keep what the feed held; a terminal would obey it. */
function shown(text: string): string {
  return process.stdout.isTTY ? printableLines(text.replaceAll('\r\n', '\n')) : text
}
