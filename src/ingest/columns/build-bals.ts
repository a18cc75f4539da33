import type Database from 'better-sqlite3'
import { FragmentWriter } from '../../columns/fragment-writer.js'
import { numbers, typeFor } from '../../columns/numbers.js'
import { PairWriter } from '../../columns/pair-writer.js'
import type { Target } from '../../columns/target.js'
import { UuidWriter } from '../../columns/uuid-writer.js'
import { LAYOUT, nameOf } from '../../store/layout.js'
import { serviceName } from '../../store/service-name.js'
import { lettersOf, markedName, markedText } from '../../text/words.js'
import { mailboxIdentity, uuidStart } from '../../values/index.js'
import { freeText, readRows } from '../read-rows.js'
import { OF_SITUATION, type Practice, valuesOfExercices } from './build-activites.js'
import { buildFields } from './build-fields.js'
import { buildSounds } from './build-sounds.js'
import { FieldWriter } from './field-writer.js'

interface Source {
  readonly db: Database.Database
  readonly target: Target
  /** Mailboxes. */
  readonly count: number
}

/** Columns of the mailboxes. Rows are numbered from 0, rank from 1. */
export function buildBals(target: Target, practice: Practice, count: number, entryLengths: Uint32Array): void {
  const { db } = practice
  const source = { db, target, count }
  buildNamesAndAddresses(source)
  buildFields('bal', { db, table: 'main.bal', key: 'rang', last: count, first: 0 }, target)
  buildLinks(source, practice)
  buildTexts(source)
  writeEntryLengths(target, entryLengths)
}

function each({ db, count }: Source, columns: readonly string[], take: (cells: readonly string[]) => void): void {
  readRows(db, 'main.bal', 'rang', count, columns, take)
}

/** Trigrams of the names and of the address of a mailbox, about. */
const TRIGRAMS_OF_NAMES = 24

/**
 * Names and addresses, and one index for the fragments of both, which mostly hold the same letters. Fragments of
 * addresses are looked for in what stands before the `@`; domains have a dictionary of their own.
 */
function buildNamesAndAddresses(source: Source): void {
  const { target, count } = source
  const noms = FieldWriter.of('bal', 'nom', count)
  const prenoms = FieldWriter.of('bal', 'prenom', count)
  const addresses = FieldWriter.of('bal', 'adresse', count)
  const domains = FieldWriter.of('bal', 'domaine', count)
  const fragments = new FragmentWriter(count, TRIGRAMS_OF_NAMES)
  const uuids = new UuidWriter(count)
  let row = 0
  each(source, ['nom_plie', 'prenom_plie', 'adresse_pliee', 'source'], (cells) => {
    const [nom, prenom, address, from] = cells as readonly [string, string, string, string]
    const at = address.indexOf('@')
    noms.add(row, [nom])
    prenoms.add(row, [prenom])
    addresses.add(row, [address])
    domains.add(row++, [address.slice(at + 1)])
    uuids.push(uuidStart(mailboxIdentity(address, from)))
    fragments.push([lettersOf(nom), lettersOf(prenom), address.slice(0, at)])
  })
  uuids.finish(target, 'bal.uuid')
  addresses.finish(target)
  domains.finish(target)
  noms.finish(target, (values) => buildSounds(target, 'bal', 'nom', values))
  prenoms.finish(target, (values) => buildSounds(target, 'bal', 'prenom', values))
  fragments.finish(target, 'bal')
}

/** Tells where the entries lie, in rank order at the beginning of the columns. */
function writeEntryLengths(target: Target, lengths: Uint32Array): void {
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0)
  const fitting = numbers(typeFor(longest), lengths.length)
  fitting.set(lengths)
  target.columns.write('bal.entree.longueurs', fitting)
  const total = lengths.reduce((sum, length) => sum + length, 0)
  target.columns.declare('bal.entree', total, 0)
}

/** What leads to the holder and marks copies, and what the situations of the holder say. */
function buildLinks(source: Source, { db, persons, activites }: Practice): void {
  const { target, count } = source
  const holders = numbers(typeFor(persons.length), count)
  const copies = new Uint8Array(count)
  let row = 0
  each(source, ['professionnel', 'aussi_national'], ([holder, copy]) => {
    holders[row] = Number(holder)
    copies[row++] = Number(copy)
  })
  target.columns.write('bal.professionnel', holders)
  target.columns.write('bal.aussiNational', copies)
  for (const field of OF_SITUATION.filter((one) => LAYOUT.bal[one].from === null)) {
    const values = valuesOfExercices(db, field)
    const pairs = new PairWriter(nameOf<'bal'>('bal', field))
    for (let bal = 0; bal < count; bal++) {
      if (holders[bal] === 0) continue
      const activities = activites.of(persons[holders[bal]! - 1]!)
      for (let at = 0; at < activities.length; at += 2) {
        const value = values[activities[at]!]!
        if (value !== '') pairs.add(bal, value)
      }
    }
    pairs.finish(target)
  }
}

/** Names of services (store/service-name.ts), units and descriptions. */
function buildTexts(source: Source): void {
  const { target } = source
  const texts = ['intitule', 'intituleStructure', 'intituleLieu', 'etablissement', 'service', 'description'] as const
  const writers = texts.map((field) => FieldWriter.of('bal', field))
  let row = 0
  const organisation = "iif(nom_plie = '', iif(ifnull(raison_sociale, '') = '', enseigne, raison_sociale), '')"
  const columns = [
    'nom_plie',
    'adresse_pliee',
    freeText('commune'),
    freeText('service'),
    freeText(organisation),
    freeText('description'),
  ]
  each(source, columns, (cells) => {
    const [nom, adresse, commune, service, structure, about] = cells as readonly [string, ...string[]]
    const shown =
      nom === ''
        ? serviceName({
            service: service!,
            structure: structure!,
            description: about!,
            commune: commune!,
            adresse: adresse!,
          })
        : null
    const values: Readonly<Record<(typeof texts)[number], string>> = {
      intitule: markedName(shown?.own ?? ''),
      intituleStructure: markedName(shown?.structure ?? ''),
      intituleLieu: markedName(shown?.place ?? ''),
      etablissement: markedName(shown?.structure ?? shown?.own ?? ''),
      service: markedText(shown?.own ?? service!),
      description: markedText(about!),
    }
    for (const [at, field] of texts.entries()) writers[at]!.add(row, [values[field]])
    row++
  })
  for (const writer of writers) writer.finish(target)
}
