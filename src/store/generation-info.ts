import type Database from 'better-sqlite3'
import { AnnuaireError } from '../errors.js'
import type { GenerationInfo } from '../resources/service.js'
import { FOLD_VERSION } from '../text/fold.js'
import type { RegisterState } from './hidden-register.js'

/** Version of the tables of a generation (schema/generation.sql), and of the entries prepared in it. */
export const GENERATION_FORMAT = 13

/**
 * What a generation says of itself.
 * @throws AnnuaireError INDISPONIBLE when another version of the program built it, in another form
 */
export function readGenerationInfo(db: Database.Database, path: string): GenerationInfo {
  const values = new Map(
    (db.prepare('SELECT cle, valeur FROM generation').all() as { cle: string; valeur: string }[]).map((row) => [
      row.cle,
      row.valeur,
    ]),
  )
  checkVersion(path, 'des tables', values.get('format'), GENERATION_FORMAT)
  checkVersion(path, 'du pliage des noms', values.get('pliage'), FOLD_VERSION)
  return {
    id: values.get('id') ?? '',
    publieeLe: values.get('publiee_le') ?? '',
    professionnels: Number(values.get('professionnels')),
    activites: Number(values.get('activites')),
    bals: Number(values.get('bals')),
    sources: (values.get('sources') ?? '').split(',').filter((name) => name !== ''),
  }
}

/** The register of hidden addresses as it is once it holds the word of a generation's sources; null when none is named. */
export function registerState(db: Database.Database): RegisterState | null {
  const fact = db.prepare("SELECT valeur FROM generation WHERE cle = 'registre'").pluck().get() as string | undefined
  const [identity, version, edition] = (fact ?? '').split(':')
  return edition === undefined ? null : { identity: identity!, version: Number(version), edition }
}

/** What a generation says of itself under `registre`. */
export function registerFact({ identity, version, edition }: RegisterState): string {
  return `${identity}:${version}:${edition}`
}

function checkVersion(path: string, what: string, found: string | undefined, wanted: number): void {
  if (found === String(wanted)) return
  throw new AnnuaireError(
    'INDISPONIBLE',
    `La génération ${path} a été construite avec la version ${found ?? '?'} ${what} ; cette version de l’annuaire ` +
      `utilise la version ${wanted}. Relancez « annuaire importer ».`,
  )
}
