import type Database from 'better-sqlite3'
import { type Keyed, sideBySide } from '../../changes/compared.js'
import { packed, withValue } from '../../changes/field-hashes.js'
import { FIELDS, KINDS, type Kind, OWN_FIELDS } from '../../changes/kinds.js'
import type { PreparedPublication } from '../../changes/prepared-publication.js'
import { ShownMailboxes } from '../../changes/shown-mailboxes.js'
import { NATIONAL } from '../../values/index.js'
import type { PeopleLists } from '../people-draft.js'
import { MailboxHashes } from './mailbox-hashes.js'
import { personHashes } from './person-hashes.js'
import { StructureHashes, wholeStructures } from './structure-hashes.js'

/** Dates of change by row, in seconds since 1970. */
export type RecordDates = Readonly<Record<'professionnels' | 'bals', Uint32Array>>

export interface Records {
  /** Of the generation being built, whose tables are finished. */
  readonly db: Database.Database
  readonly people: PeopleLists
  readonly counts: { readonly professionnels: number; readonly bals: number }
  /** Date of the files of each source, in seconds since 1970. */
  readonly dates: ReadonlyMap<string, number>
}

/**
 * Keeps the hashes of every record in the generation being built, and compares them with those of the generation that is
 * published. A record that stays as it was keeps its date; another one has that of its source's files.
 * @param persons by rank @param publication is told what changes
 */
export function keepRecords(records: Records, persons: Uint32Array, publication: PreparedPublication): RecordDates {
  const { db, counts, dates } = records
  const shown = new ShownMailboxes(db, publication.day, () => false)
  const insert = db.prepare(
    'INSERT INTO main.empreinte (objet, cle, source, rang, champs, modifie) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const found = { professionnels: new Uint32Array(counts.professionnels), bals: new Uint32Array(counts.bals) }
  const byKind: Readonly<Record<Kind, Uint32Array | null>> = { ...found, structures: null }
  const before = publication.before?.records() ?? [].values()
  sideBySide(before, allOf(records, persons), (old, record) => {
    const stays = publication.compare(old, record, shown)
    if (record === null) return
    const { objet, cle, source, rang, champs } = record
    const modifie = stays ? old!.modifie : Math.max(old?.modifie ?? 0, dates.get(source || NATIONAL) ?? 0)
    insert.run(objet, cle, source, rang, Buffer.from(champs, 'hex'), modifie)
    const own = byKind[KINDS[objet]!]
    if (own !== null) own[rang - 1] = modifie
  })
  publication.finish(shown, [])
  return found
}

/** All records in the order in which generations keep them. */
function* allOf({ db, people, counts }: Records, persons: Uint32Array): Generator<Keyed> {
  yield* peopleOf(db, personHashes(db, people, persons, wholeStructures(db)))
  yield* mailboxesOf(new MailboxHashes(db, counts.bals))
  yield* structuresOf(new StructureHashes(db))
}

/** Identifiers read at once. */
const AT_ONCE = 5000

function* peopleOf(db: Database.Database, hashes: Uint32Array): Generator<Keyed> {
  const objet = KINDS.indexOf('professionnels')
  const page = db
    .prepare('SELECT identifiant, rang FROM main.professionnel WHERE identifiant > ? ORDER BY identifiant LIMIT ?')
    .raw()
  let last = ''
  for (;;) {
    const rows = page.all(last, AT_ONCE) as [string, number][]
    for (const [cle, rang] of rows) {
      yield { objet, cle, source: '', rang, champs: packed(hashes, (rang - 1) * OWN_FIELDS, OWN_FIELDS) }
    }
    if (rows.length < AT_ONCE) return
    last = rows.at(-1)![0]
  }
}

function* mailboxesOf(mailboxes: MailboxHashes): Generator<Keyed> {
  const objet = KINDS.indexOf('bals')
  const width = FIELDS.bals.length
  for (const row of mailboxes.named()) {
    const champs = packed(mailboxes.fields, row * width, width)
    yield { objet, cle: mailboxes.key(row), source: mailboxes.source(row), rang: row + 1, champs }
  }
}

/** What several lines say of one structure is one record: of each field all that is said of it. */
function* structuresOf(structures: StructureHashes): Generator<Keyed> {
  const objet = KINDS.indexOf('structures')
  const width = FIELDS.structures.length
  const { fields, keys } = structures
  const named = structures.named()
  const hashes = new Uint32Array(width)
  for (let from = 0, to = 0; from < named.length; from = to) {
    const cle = keys[named[from]!]!
    while (to < named.length && keys[named[to]!] === cle) to++
    for (let field = 0; field < width; field++) {
      const said = new Set<number>()
      for (let at = from; at < to; at++) said.add(fields[named[at]! * width + field]!)
      hashes[field] = said.size === 1 ? fields[named[from]! * width + field]! : [...said].reduce(withValue, 0)
    }
    yield { objet, cle, source: '', rang: 0, champs: packed(hashes, 0, width) }
  }
}
