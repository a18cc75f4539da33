import type { Avis, Evolution, FichierAlimente } from '../resources/report.js'
import { printable } from '../text/printable.js'
import type { ReportContent } from './content.js'
import { filterLine, isByOwner, isEmptyFilter } from './filter.js'
import { changes, count, counts, explanation, fall, moment, separator, since, size } from './wording.js'

/** Refusals written out in full on a terminal; the other formats hold them all. */
const SHOWN = 200

/** The report for a terminal. */
export async function* renderTexte(content: ReportContent): AsyncGenerator<string> {
  const { alimentation, filter, evolution, avis } = content
  const { id, etat, motif, avertissements, baisses, ecartes, debut, fin, totaux, fichiers } = alimentation
  const lines = [
    `Rapport d’alimentation ${id} — ${etat}`,
    ...(isEmptyFilter(filter) ? [] : [`Filtre : ${printable(filterLine(filter))}`]),
    ...(motif === null ? [] : [`Motif : ${printable(motif)}`]),
    `Du ${moment(debut)} au ${moment(fin)} (UTC)`,
    `Lignes : ${counts(totaux)}`,
    ...(evolution === null ? [] : evolutionLines(evolution)),
    ...avertissements.map((text) => `Attention : ${text}`),
    ...baisses.map((one) => `Baisse acceptée : ${fall(one)}`),
    ...ecartes.map(({ nom, raison }) => `Laissé de côté : ${nom} (${raison})`),
    '',
    ...fichiers.flatMap((file) => fileLines(file, evolution)),
  ]
  yield `${lines.join('\n')}\n`
  yield* isByOwner(filter) ? ownLines(content) : refusalLines(alimentation.id, avis)
}

async function* refusalLines(id: string, avis: AsyncIterable<Avis>): AsyncGenerator<string> {
  let found = 0
  for await (const one of avis) {
    if (one.severite !== 'Bloquante') continue
    if (found++ === 0) yield 'Lignes refusées :\n'
    if (found <= SHOWN) yield `${refusalLine(one)}\n`
  }
  if (found === 0) yield 'Aucune ligne refusée.\n'
  if (found > SHOWN) yield `… et ${count(found - SHOWN)} autres : annuaire rapport ${id} --format csv\n`
}

/** Of one establishment or domain every notice matters, not the refusals alone. */
async function* ownLines({ alimentation, avis }: ReportContent): AsyncGenerator<string> {
  let found = 0
  for await (const one of avis) {
    if (found++ === 0) yield 'Lignes concernées :\n'
    if (found <= SHOWN)
      yield `${refusalLine(one)} [${one.severite}]${one.evolution === 'nouveau' ? ' — nouveau' : ''}\n`
  }
  if (found === 0) yield 'Aucun avis.\n'
  if (found > SHOWN) yield `… et ${count(found - SHOWN)} autres : annuaire rapport ${alimentation.id} --format csv\n`
}

function evolutionLines(evolution: Evolution): string[] {
  const gone = evolution.regles.filter(({ corriges, nouveaux, toujours }) => corriges > 0 && nouveaux + toujours === 0)
  return [
    `Depuis l’alimentation ${evolution.avec} : ${changes(evolution)}`,
    ...gone.map(
      (rule) =>
        `  ${rule.titre} [${rule.code}], ${rule.type} ${rule.source} : ${count(rule.corriges)} corrigés, plus aucun`,
    ),
    ...(evolution.nonCompares.length === 0 ? [] : [`  Sans comparaison : ${evolution.nonCompares.join(', ')}`]),
  ]
}

function fileLines(file: FichierAlimente, evolution: Evolution | null): string[] {
  return [
    `${printable(file.nom)} (${file.type}, source ${printable(file.source)})`,
    `  date ${moment(file.date)} ; ${size(file.octets)} ; ${file.encodage} ; ${file.colonnes} colonnes, séparateur ${separator(file)}`,
    `  sha256 ${file.sha256}`,
    `  ${counts(file)}`,
    ...file.avis.flatMap((rule) => [
      `  ${rule.severite.padEnd(13)} ${count(rule.nombre).padStart(11)}  ${rule.titre} [${rule.code}]${since(evolution, file, rule.code)}`,
      ...(rule.severite === 'Information' ? [] : [`                             ${explanation(rule)}`]),
    ]),
    '',
  ]
}

function refusalLine({ nomFichier, ligne, colonne, valeur, message }: Avis): string {
  const where = colonne === null ? '' : `, colonne « ${colonne} »`
  const value = valeur === null || valeur === '' ? '' : ` : « ${valeur} »`
  return printable(`  ${nomFichier}, ligne ${ligne}${where}${value} — ${message}`)
}
