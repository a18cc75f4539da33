import type { ReportFormat } from '../report/render.js'
import { csvTable } from '../report/render-csv.js'
import { count } from '../report/wording.js'
import type { Hygiene, Tache } from '../resources/hygiene.js'
import type { Sheet } from '../sheets/xlsx-writer.js'
import { printable } from '../text/printable.js'
import { toXml } from '../text/xml.js'

/** Things to do written out on a terminal, of each source. */
const SHOWN = 100

const HEADER = [
  'Fait',
  'Source',
  'Nature',
  'Boîte aux lettres',
  'Type',
  'Titulaire',
  'RPPS ou ADELI',
  'Établissement',
  'À garder',
  'Pourquoi',
  'Que faire',
  'Date',
  'Ligne',
]

/** The things to do of a source, in one text. HTML is the pages' matter. */
export function renderHygiene(format: Exclude<ReportFormat, 'html'>, list: Hygiene): string {
  switch (format) {
    case 'texte':
      return asText(list)
    case 'json':
      return `${JSON.stringify(list, null, 2)}\n`
    case 'xml':
      return toXml('hygiene', list)
    case 'csv':
      return csvTable([HEADER, ...list.resultats.map((one) => row(list.source, one))])
  }
}

/** The same as a workbook: how many of each nature, and a list to tick off. */
export function hygieneSheets({ source, parNature, resultats }: Hygiene): readonly Sheet[] {
  return [
    {
      name: 'À faire',
      header: HEADER,
      widths: [6, 16, 20, 40, 8, 34, 14, 16, 40, 70, 60, 12, 8],
      rows: resultats.map((one) => row(source, one)),
    },
    {
      name: 'Synthèse',
      header: ['Source', 'Nature', 'Nombre'],
      widths: [20, 24, 12],
      rows: parNature.map(({ nature, nombre }) => [source, nature, String(nombre)]),
    },
  ]
}

/** The first cell is for whoever works through the list. */
function row(source: string, task: Tache): string[] {
  const { nature, adresse, type, titulaire, identifiant, etablissement, garder, motif, action, date, ligne } = task
  const cells = [adresse ?? task.empreinte, type, titulaire, identifiant, etablissement, garder]
  return [
    '',
    source,
    nature,
    ...cells.map((cell) => cell ?? ''),
    motif,
    action,
    date ?? '',
    ligne === null ? '' : String(ligne),
  ]
}

function asText({ source, comptes, parNature, total, tronque, resultats }: Hygiene): string {
  return `${[
    `Hygiène de ${printable(source)} : ${count(comptes)} comptes regardés, ${count(total)} choses à faire${tronque ? ' au moins' : ''}`,
    ...parNature.map(({ nature, nombre }) => `  ${nature.padEnd(20)} ${count(nombre).padStart(9)}`),
    '',
    ...resultats.slice(0, SHOWN).map(line),
    ...(total > SHOWN ? [`… et ${count(total - SHOWN)} autres : --format csv ou xlsx`] : []),
  ].join('\n')}\n`
}

function line({ nature, adresse, empreinte, titulaire, motif, action, ligne }: Tache): string {
  const who = titulaire === null ? '' : ` (${titulaire})`
  const where = ligne === null ? '' : `, ligne ${ligne}`
  return printable(`  ${nature} : ${adresse ?? `boîte ${empreinte}`}${who}${where} — ${motif} ${action}`)
}
