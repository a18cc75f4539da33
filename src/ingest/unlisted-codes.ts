import type Database from 'better-sqlite3'
import type { UnlistedCode } from '../records/unlisted-codes.js'
import { NATIONAL } from '../values/index.js'

/** Where the codes of a nomenclature stand in what people and their activities say. */
const OF_EXERCICE: Readonly<Record<string, string>> = {
  profession: 'profession',
  categorie: 'categorie',
  'mode-exercice': 'mode_exercice',
  secteur: 'secteur',
  'section-pharmacien': 'section_pharmacien',
  role: 'role',
  'genre-activite': 'genre',
}
const OF_PERSON: Readonly<Record<string, string>> = { civilite: 'civilite', 'civilite-exercice': 'civilite_exercice' }
const OF_MAILBOX: Readonly<Record<string, string>> = {
  profession: 'profession',
  categorie: 'categorie',
  'savoir-faire': 'specialite',
  'civilite-exercice': 'civilite_exercice',
}

type Values = Readonly<Record<string, string | null>>

/** Keeps those of the codes that are published, with the sources that hold them: a hidden mailbox adds nothing of its own. */
export function keepUnlistedCodes(db: Database.Database, codes: readonly UnlistedCode[]): void {
  if (codes.length === 0) return
  const insert = db.prepare(
    `INSERT OR IGNORE INTO main.hors_nomenclature (nomenclature, code, type, profession, source) VALUES (?, ?, ?, ?, ?)`,
  )
  const all = (sql: string) => db.prepare(sql).all() as Values[]
  const exercices = all('SELECT * FROM main.exercice')
  const savoirFaire = all('SELECT type, code, profession FROM main.savoir_faire')
  const people = codes.some(({ nomenclature }) => nomenclature in OF_PERSON)
    ? all('SELECT DISTINCT civilite, civilite_exercice FROM main.professionnel')
    : []
  const mailboxes = all('SELECT DISTINCT profession, categorie, specialite, civilite_exercice, source FROM main.bal')
  const has = (rows: readonly Values[], column: string | undefined, code: string): boolean =>
    column !== undefined && rows.some((row) => row[column] === code)
  for (const { nomenclature, code } of codes) {
    const add = (source: string, type: string | null = '', profession: string | null = '') =>
      insert.run(nomenclature, code, type ?? '', profession ?? '', source)
    if (has(exercices, OF_EXERCICE[nomenclature], code) || has(people, OF_PERSON[nomenclature], code)) add(NATIONAL)
    for (const one of savoirFaire) {
      if (nomenclature === 'savoir-faire' && one['code'] === code) add(NATIONAL, one['type'], one['profession'])
      if (nomenclature === 'type-savoir-faire' && one['type'] === code) add(NATIONAL)
    }
    const column = OF_MAILBOX[nomenclature]
    if (column === undefined) continue
    for (const one of mailboxes) {
      if (one[column] === code) add(one['source']!, '', nomenclature === 'savoir-faire' ? one['profession'] : '')
    }
  }
}
