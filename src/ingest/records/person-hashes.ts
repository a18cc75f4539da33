import type Database from 'better-sqlite3'
import { hashOf, hashOfTwo, withValue } from '../../changes/field-hashes.js'
import { FIELDS, OWN_FIELDS } from '../../changes/kinds.js'
import { STAGED } from '../../records/batch.js'
import type { PeopleLists } from '../people-draft.js'
import { freeText, readRows } from '../read-rows.js'

const HASHED = [
  'anciensAdeli',
  'nom',
  'prenom',
  'civilite',
  'civiliteExercice',
  'activites',
  'savoirFaire',
  'diplomes',
] as const
const AT = Object.fromEntries(HASHED.map((name) => [name, FIELDS.professionnels.indexOf(name)])) as Record<
  (typeof HASHED)[number],
  number
>
if (HASHED.length !== OWN_FIELDS) throw new Error(`people have other fields: ${FIELDS.professionnels.join(', ')}`)

/**
 * Hashes of the fields of each person besides the mailboxes, by rank. What somebody does, masters and has learnt has no
 * order that counts: files may give it in another one.
 * @param persons by rank @param structures hash of all that is shown of each
 */
export function personHashes(
  db: Database.Database,
  { activites, savoirFaire, diplomes }: PeopleLists,
  persons: Uint32Array,
  structures: Uint32Array,
): Uint32Array {
  const hashes = new Uint32Array(persons.length * OWN_FIELDS)
  let row = 0
  const cells = ['nom', 'prenom', 'civilite', 'civilite_exercice', 'anciens_adeli'].map(freeText)
  readRows(
    db,
    'main.professionnel',
    'rang',
    persons.length,
    cells,
    ([nom, prenom, civilite, civiliteExercice, former]) => {
      const at = row++ * OWN_FIELDS
      hashes[at + AT.nom] = hashOf(nom!)
      hashes[at + AT.prenom] = hashOf(prenom!)
      hashes[at + AT.civilite] = hashOf(civilite!)
      hashes[at + AT.civiliteExercice] = hashOf(civiliteExercice!)
      hashes[at + AT.anciensAdeli] = hashOf(former!)
    },
  )
  const exercices = hashesById(db, 'exercice')
  const known = hashesById(db, 'savoir_faire')
  const learnt = hashesById(db, 'diplome')
  for (let rank = 0; rank < persons.length; rank++) {
    const at = rank * OWN_FIELDS
    const pairs = activites.of(persons[rank]!)
    for (let pair = 0; pair < pairs.length; pair += 2) {
      const hash = hashOfTwo(exercices[pairs[pair]!]!, structures[pairs[pair + 1]!]!)
      hashes[at + AT.activites] = withValue(hashes[at + AT.activites]!, hash)
    }
    for (const id of savoirFaire.of(persons[rank]!)) {
      hashes[at + AT.savoirFaire] = withValue(hashes[at + AT.savoirFaire]!, known[id]!)
    }
    for (const id of diplomes.of(persons[rank]!)) {
      hashes[at + AT.diplomes] = withValue(hashes[at + AT.diplomes]!, learnt[id]!)
    }
  }
  return hashes
}

/** Hash of each row of a small table, at the place that its number is. */
function hashesById(db: Database.Database, table: 'exercice' | 'savoir_faire' | 'diplome'): readonly number[] {
  const hashes: number[] = []
  const rows = db
    .prepare(`SELECT id, ${joined(STAGED[table].slice(1))} FROM main.${table}`)
    .raw()
    .all() as [number, string][]
  for (const [id, text] of rows) hashes[id] = hashOf(text)
  return hashes
}

function joined(columns: readonly string[]): string {
  return columns.map((column) => `ifnull(${column}, '')`).join(' || char(31) || ')
}
