import type Database from 'better-sqlite3'
import type { FichierSource, Professionnel } from '../resources/person.js'
import { NATIONAL } from '../values/index.js'
import type { Reader } from './directory.js'

/** What each kind of national file says of people. */
const DATA: Readonly<Record<string, readonly (keyof Professionnel)[]>> = {
  'personne-activite': ['civilite', 'civiliteExercice', 'nom', 'prenom', 'professions', 'savoirFaire', 'activites'],
  'correspondance-adeli': ['anciensAdeli'],
  'savoir-faire': ['savoirFaire'],
  diplome: ['diplomes'],
}

/** The files of a generation, by what is made of them. */
export interface SourceFiles {
  /** Of people, those that every other file refers to first. */
  readonly ofPeople: readonly FichierSource[]
  /** Date of the file that people themselves come from; '' when there is none. */
  readonly dateOfPeople: string
  /** Date of the file of the mailboxes of each source. */
  readonly datesOfMailboxes: ReadonlyMap<string, string>
}

export function sourceFiles(db: Database.Database): SourceFiles {
  // In the order in which the import read them.
  const files = db.prepare('SELECT type, nom, date FROM source ORDER BY rowid').raw().all() as [
    string,
    string,
    string,
  ][]
  const ofPeople = files.flatMap(([type, source, date]): FichierSource[] => {
    const donnees = DATA[type]
    return donnees === undefined ? [] : [{ type, source, date, donnees }]
  })
  const ofMailboxes = files.filter(([type]) => DATA[type] === undefined)
  return {
    ofPeople,
    dateOfPeople: ofPeople[0]?.date ?? '',
    datesOfMailboxes: new Map(ofMailboxes.map(([, source, date]) => [source, date])),
  }
}

/** The sources that a reader may read. */
export function sourcesOf(reader: Reader): readonly string[] {
  return [NATIONAL, ...reader.sources]
}
