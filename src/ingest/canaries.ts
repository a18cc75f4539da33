import { readFileSync, statSync } from 'node:fs'
import type Database from 'better-sqlite3'
import { AnnuaireError } from '../errors.js'
import { nationalIdentifiers } from '../records/identifier.js'
import { foldAddress, readAddress } from '../values/index.js'
import type { GuardFailure } from './publication-guards.js'

const MOST_BYTES = 1_000_000
const MOST_LINES = 10_000
/** Missing ones that the message names. */
const NAMED = 10

export interface Canary {
  readonly written: string
  /** National identifications that it may mean; none for an address. */
  readonly identifiants: readonly string[]
  /** Folded; null for a number. */
  readonly adresse: string | null
}

/**
 * Reads the list of numbers (RPPS, ADELI) and addresses that every generation must hold: one a line, `#` before a remark.
 * @param path null for no list
 * @throws AnnuaireError ALIMENTATION_REFUSEE naming the file and the line that cannot be read
 */
export function readCanaries(path: string | null): readonly Canary[] {
  if (path === null) return []
  const lines = textOf(path).split(/\r?\n/)
  if (lines.length > MOST_LINES) throw refused(path, `plus de ${MOST_LINES} lignes`)
  return lines.flatMap((line, at) => {
    const written = line.replace(/^\ufeff/, '').trim()
    if (written === '' || written.startsWith('#')) return []
    const adresse = written.includes('@') ? readAddress(written).value : null
    const identifiants = adresse === null ? nationalIdentifiers(written) : []
    if (adresse === null && identifiants.length === 0) {
      throw refused(path, `ligne ${at + 1} : « ${written.slice(0, 60)} » n’est ni un RPPS, ni un ADELI, ni une adresse`)
    }
    return [{ written, identifiants, adresse: adresse === null ? null : foldAddress(adresse) }]
  })
}

/** Looks each of them up in a generation. @returns null when all are there */
export function missingCanaries(db: Database.Database, canaries: readonly Canary[]): GuardFailure | null {
  const person = db.prepare('SELECT 1 FROM main.professionnel WHERE identifiant = ?').pluck()
  const mailbox = db.prepare('SELECT 1 FROM main.bal WHERE adresse_pliee = ?').pluck()
  const missing = canaries.filter(({ identifiants, adresse }) =>
    adresse === null ? identifiants.every((one) => person.get(one) === undefined) : mailbox.get(adresse) === undefined,
  )
  if (missing.length === 0) return null
  const named = missing.slice(0, NAMED).map(({ written }) => written)
  const more = missing.length > NAMED ? ` et ${missing.length - NAMED} autres` : ''
  return {
    garde: 'témoins',
    attendu: `les ${canaries.length} numéros et adresses de ANNUAIRE_TEMOINS`,
    trouve: `${canaries.length - missing.length} ; manquent ${named.join(', ')}${more}`,
  }
}

function textOf(path: string): string {
  try {
    if (statSync(path).size > MOST_BYTES) throw refused(path, `plus de ${MOST_BYTES / 1e6} Mo`)
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof AnnuaireError) throw error
    throw refused(path, `illisible (${(error as NodeJS.ErrnoException).code ?? String(error)})`)
  }
}

function refused(path: string, why: string): AnnuaireError {
  return new AnnuaireError('ALIMENTATION_REFUSEE', `ANNUAIRE_TEMOINS, fichier ${path} : ${why}. Rien n’a été publié.`)
}
