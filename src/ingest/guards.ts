import { AnnuaireError } from '../errors.js'
import type { FeedFile } from '../feed/index.js'
import { count } from '../report/wording.js'
import { NATIONAL } from '../values/index.js'
import { readPublished } from './published-counts.js'

/**
 * A short regional file is not lost for two faulty lines: up to so many refusals, a greater share of the file may be
 * refused than of a long one. Each limit asks for its share; none lets a file pass whose every line is refused.
 */
const SHORT: readonly { readonly refused: number; readonly share: number }[] = [
  { refused: 50, share: 20 },
  { refused: 10, share: 50 },
]

/**
 * Refuses a file too many of whose lines are refused, and one whose lines all are.
 * @param max percentage of refused lines that is still accepted
 */
export function checkRefusals(file: FeedFile, read: number, refused: number, max: number): void {
  if (refused === 0) return
  if (refused === read) {
    const what = read === 1 ? 'sa seule ligne est refusée' : `ses ${count(read)} lignes sont toutes refusées`
    throw new AnnuaireError('ALIMENTATION_REFUSEE', `${file.name} : ${what}. Le détail est dans le rapport.`)
  }
  const shares = [max, ...SHORT.filter((one) => refused <= one.refused).map((one) => one.share)]
  const allowed = Math.max(...shares)
  if (refused * 100 <= read * allowed) return
  const share = ((refused * 100) / read).toLocaleString('fr-FR', { maximumFractionDigits: 1 })
  const limit = allowed === max ? `${max} % admis` : `${allowed} % admis pour si peu de lignes`
  throw new AnnuaireError(
    'ALIMENTATION_REFUSEE',
    `${file.name} : ${count(refused)} lignes refusées sur ${count(read)} (${share} %), au-delà des ${limit} (ANNUAIRE_REFUS_MAX).`,
  )
}

/** Files that complete the people of the activities. */
const OF_PEOPLE: ReadonlySet<string> = new Set(['savoir-faire', 'diplome', 'correspondance-adeli'])

/** A file of people must come with the file of activities, which names them. */
export function checkCompleteness(files: readonly FeedFile[]): void {
  const kinds = new Set(files.map((file) => file.kind))
  const orphan = files.find((file) => OF_PEOPLE.has(file.kind))
  if (orphan !== undefined && !kinds.has('personne-activite')) {
    throw new AnnuaireError(
      'ALIMENTATION_REFUSEE',
      `${orphan.name} : le fichier PS_LibreAcces_Personne_activite_*.txt manque ; il nomme les professionnels que ce fichier complète.`,
    )
  }
}

/**
 * Refuses an import that would make a published source or kind of file disappear, unless the user retires its source.
 * @param retired sources that the user gives up
 */
export function checkNothingVanishes(dataDir: string, files: readonly FeedFile[], retired: readonly string[]): void {
  const before = readPublished(dataDir, (db) =>
    db.prepare('SELECT DISTINCT nom, type FROM source ORDER BY nom, type').all(),
  ) as { nom: string; type: string }[] | null
  if (before === null) return
  const missing = before.filter(
    ({ nom, type }) => !retired.includes(nom) && !files.some((file) => file.source === nom && file.kind === type),
  )
  if (missing.length === 0) return
  const names = missing.map(({ nom, type }) => (nom === NATIONAL ? `${type} (national)` : nom)).join(', ')
  const options = [...new Set(missing.map(({ nom }) => `--retirer ${nom}`))].join(' ')
  throw new AnnuaireError(
    'ALIMENTATION_REFUSEE',
    `Publié aujourd’hui mais absent de cet import : ${names}. Un import remplace tout : donnez aussi ces fichiers, ou renoncez-y avec ${options}.`,
  )
}
