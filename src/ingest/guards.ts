import Database from 'better-sqlite3'
import { AnnuaireError } from '../errors.js'
import type { FeedFile } from '../feed/index.js'
import { generationPath, published } from '../store/generations.js'

/** A file may always refuse so many lines: a short regional file is not lost for two faulty lines. */
const ALWAYS_ALLOWED = 50

/**
 * Refuses a file too many of whose lines are refused.
 * @param max percentage of refused lines that is still accepted
 */
export function checkRefusals(file: FeedFile, read: number, refused: number, max: number): void {
  if (refused <= ALWAYS_ALLOWED || refused * 100 <= read * max) return
  const share = ((refused * 100) / read).toLocaleString('fr-FR', { maximumFractionDigits: 1 })
  throw new AnnuaireError(
    'ALIMENTATION_REFUSEE',
    `${file.name} : ${refused} lignes refusées sur ${read} (${share} %), au-delà des ${max} % admis (ANNUAIRE_REFUS_MAX).`,
  )
}

/** A file of people must come with the file of activities, which names them. */
export function checkCompleteness(files: readonly FeedFile[]): void {
  const kinds = new Set(files.map((file) => file.kind))
  const orphan = files.find((file) => file.kind === 'savoir-faire' || file.kind === 'diplome')
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
  const current = published(dataDir)
  if (current === null) return
  const db = new Database(generationPath(dataDir, current.id), { readonly: true })
  const before = db.prepare('SELECT DISTINCT nom, type FROM source ORDER BY nom, type').all() as {
    nom: string
    type: string
  }[]
  db.close()
  const missing = before.filter(
    ({ nom, type }) => !retired.includes(nom) && !files.some((file) => file.source === nom && file.kind === type),
  )
  if (missing.length === 0) return
  const names = missing.map(({ nom, type }) => (nom === 'national' ? `${type} (national)` : nom)).join(', ')
  const options = [...new Set(missing.map(({ nom }) => `--retirer ${nom}`))].join(' ')
  throw new AnnuaireError(
    'ALIMENTATION_REFUSEE',
    `Publié aujourd’hui mais absent de cet import : ${names}. Un import remplace tout : donnez aussi ces fichiers, ou renoncez-y avec ${options}.`,
  )
}
