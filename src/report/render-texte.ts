import type { Alimentation, Avis, FichierAlimente } from '../resources/report.js'
import { printable } from '../text/printable.js'
import { count, counts, explanation, fall, moment, separator, size } from './wording.js'

/** Refusals written out in full on a terminal; the other formats hold them all. */
const SHOWN = 200

/** The report for a terminal. */
export function renderTexte(alimentation: Alimentation, avis: readonly Avis[]): string {
  const { id, etat, motif, avertissements, baisses, ecartes, debut, fin, totaux, fichiers } = alimentation
  const refusals = avis.filter((one) => one.severite === 'Bloquante')
  return [
    `Rapport d’alimentation ${id} — ${etat}`,
    ...(motif === null ? [] : [`Motif : ${printable(motif)}`]),
    `Du ${moment(debut)} au ${moment(fin)} (UTC)`,
    `Lignes : ${counts(totaux)}`,
    ...avertissements.map((text) => `Attention : ${text}`),
    ...baisses.map((one) => `Baisse acceptée : ${fall(one)}`),
    ...ecartes.map(({ nom, raison }) => `Laissé de côté : ${nom} (${raison})`),
    '',
    ...fichiers.flatMap(fileLines),
    ...(refusals.length === 0
      ? ['Aucune ligne refusée.']
      : ['Lignes refusées :', ...refusals.slice(0, SHOWN).map(refusalLine)]),
    ...(refusals.length > SHOWN
      ? [`… et ${count(refusals.length - SHOWN)} autres : annuaire rapport ${id} --format csv`]
      : []),
    '',
  ].join('\n')
}

function fileLines(file: FichierAlimente): string[] {
  return [
    `${printable(file.nom)} (${file.type}, source ${printable(file.source)})`,
    `  date ${moment(file.date)} ; ${size(file.octets)} ; ${file.encodage} ; ${file.colonnes} colonnes, séparateur ${separator(file)}`,
    `  sha256 ${file.sha256}`,
    `  ${counts(file)}`,
    ...file.avis.flatMap((rule) => [
      `  ${rule.severite.padEnd(13)} ${count(rule.nombre).padStart(11)}  ${rule.titre} [${rule.code}]`,
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
