import type { Alimentation, Avis } from '../resources/report.js'

/** What a spreadsheet shows of each notice. */
export const NOTICE_HEADER = [
  'Fichier',
  'Ligne',
  'Sévérité',
  'Code',
  'Colonne',
  'Valeur',
  'Message',
  'Ligne refusée',
  'Famille',
  'Attendu',
  'Qui peut corriger',
  'Que faire',
  'Établissement',
  'Domaine',
  'Depuis l’import comparé',
]

/** What is said of each rule. */
export type Explained = ReadonlyMap<string, readonly string[]>

export function explainedBy({ fichiers }: Alimentation): Explained {
  return new Map(
    fichiers
      .flatMap((file) => file.avis)
      .map((rule) => [rule.code, [rule.famille ?? '', rule.attendu, rule.acteurs.join(', '), rule.action]]),
  )
}

/** The row of a notice, in the order of the header. */
export function noticeRow(avis: Avis, explained: Explained): readonly string[] {
  const { nomFichier, ligne, severite, code, colonne, valeur, message, contenu } = avis
  const told = [nomFichier, String(ligne), severite, code, colonne ?? '', valeur ?? '', message, contenu ?? '']
  const owner = [avis.etablissement ?? '', avis.domaine ?? '', avis.evolution ?? '']
  return [...told, ...(explained.get(code) ?? ['', '', '', '']), ...owner]
}

/** One row for each notice. */
export async function* noticeRows(
  alimentation: Alimentation,
  avis: AsyncIterable<Avis>,
): AsyncGenerator<readonly string[]> {
  const explained = explainedBy(alimentation)
  for await (const one of avis) yield noticeRow(one, explained)
}
