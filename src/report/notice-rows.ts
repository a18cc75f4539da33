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
]

/** One row for each notice, in the order of the header. */
export function* noticeRows({ fichiers }: Alimentation, avis: readonly Avis[]): Generator<readonly string[]> {
  const explained = new Map(
    fichiers
      .flatMap((file) => file.avis)
      .map((rule) => [rule.code, [rule.famille ?? '', rule.attendu, rule.acteurs.join(', '), rule.action]]),
  )
  for (const { nomFichier, ligne, severite, code, colonne, valeur, message, contenu } of avis) {
    const told = [nomFichier, String(ligne), severite, code, colonne ?? '', valeur ?? '', message, contenu ?? '']
    yield [...told, ...(explained.get(code) ?? ['', '', '', ''])]
  }
}
