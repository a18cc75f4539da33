import { AnnuaireError } from '../errors.js'
import type { FeedFile } from '../feed/index.js'
import { count } from '../report/wording.js'
import type { BaisseAcceptee } from '../resources/report.js'
import { NATIONAL } from '../values/index.js'
import type { PublishedCounts } from './published-counts.js'

/** A fall that the user accepts, with his reason, which the report keeps. */
export interface Acceptance {
  readonly source: string
  readonly raison: string
}

type Fall = Omit<BaisseAcceptee, 'raison'>

interface Compared extends Fall {
  /** Its number among the files of the import. */
  readonly file: number
}

/**
 * Compares what an import would publish with what is published. Files that are not there are checkNothingVanishes's.
 * @param max percentage of what a source publishes that may go; losing all of it is never taken for granted
 * @returns the falls beyond it that were accepted
 * @throws AnnuaireError ALIMENTATION_REFUSEE naming each fall that was not
 */
export function checkFalls(
  before: PublishedCounts,
  after: PublishedCounts,
  files: readonly FeedFile[],
  accepted: readonly Acceptance[],
  max: number,
): BaisseAcceptee[] {
  const falls = compared(before, after, files)
    .filter((one) => isFall(one, max))
    .map(({ file, ...fall }): Fall => fall)
  const refused = falls.filter(({ source }) => !accepted.some((one) => one.source === source))
  if (refused.length > 0) throw refusal(refused, max)
  return falls.map((fall) => ({ ...fall, raison: accepted.find(({ source }) => source === fall.source)!.raison }))
}

/** What each file made known before, and makes known now. */
export function compared(before: PublishedCounts, after: PublishedCounts, files: readonly FeedFile[]): Compared[] {
  return files.flatMap(({ kind, source }, file) => {
    if (kind === 'personne-activite') {
      return [{ file, source, objet: 'professionnels', avant: before.professionnels, apres: after.professionnels }]
    }
    if (kind !== 'mssante' && kind !== 'regional') return []
    const [avant, apres] = [before, after].map((counts) => counts.balsBySource.get(source) ?? 0)
    return [{ file, source, objet: 'boîtes aux lettres', avant: avant!, apres: apres! }]
  })
}

/** Whether a source loses more than is taken for granted, or all that it published. @param max percentage */
export function isFall({ avant, apres }: Pick<Fall, 'avant' | 'apres'>, max: number): boolean {
  return apres < avant && (apres === 0 || (avant - apres) * 100 > avant * max)
}

function refusal(falls: readonly Fall[], max: number): AnnuaireError {
  const refused = falls.map(({ source, objet, avant, apres }) => {
    const share = (((avant - apres) * 100) / avant).toLocaleString('fr-FR', { maximumFractionDigits: 1 })
    const who = source === NATIONAL ? 'données nationales' : source
    return `${who} : ${count(avant)} ${objet} avant, ${count(apres)} après (baisse de ${share} %)`
  })
  const options = [...new Set(falls.map(({ source }) => `--accepter-baisse ${source}="raison"`))].join(' ')
  return new AnnuaireError(
    'ALIMENTATION_REFUSEE',
    `Cet import ferait disparaître plus que les ${max} % admis (ANNUAIRE_BAISSE_MAX) de ce qui est publié, ou tout : ` +
      `${refused.join(' ; ')}. Rien n’a été publié. Si c’est voulu : ${options}.`,
  )
}
