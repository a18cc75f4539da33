import type Database from 'better-sqlite3'
import { DictionaryWriter } from '../../columns/dictionary-writer.js'
import { FragmentWriter } from '../../columns/fragment-writer.js'
import { numbers, typeFor } from '../../columns/numbers.js'
import { postingsOf, rowsWithValue, sharedStarts } from '../../columns/postings-writer.js'
import type { Target } from '../../columns/target.js'
import { UuidWriter } from '../../columns/uuid-writer.js'
import { serviceName } from '../../store/service-name.js'
import { lettersOf, markedName, markedText } from '../../text/words.js'
import { mailboxIdentity, uuidStart } from '../../values/index.js'
import { writeLists } from './build-professionnels.js'
import { buildSounds } from './build-sounds.js'
import { readRows } from './read-rows.js'
import { TelephoneBuilder } from './telephone-builder.js'

interface Source {
  readonly db: Database.Database
  readonly target: Target
  /** Mailboxes. */
  readonly count: number
}

/** A field with one column: the field's name, the column, and whether its fragments are searched. */
type FieldColumn = readonly [field: string, column: string, fragments: boolean]

/** Fields read together: those that take much memory are read apart. */
const PASSES: readonly (readonly FieldColumn[])[] = [
  [
    ['identifiant', 'identifiant', false],
    ['idStructure', 'id_structure', false],
    ['typeStructure', 'type_structure', false],
  ],
  [
    ['ville', 'ville_plie', true],
    ['codePostal', 'code_postal', false],
    ['departement', 'departement', false],
    ['profession', 'profession', false],
    ['specialite', 'specialite', false],
    ['typeBal', 'type', false],
    ['source', 'source', false],
  ],
]
/** Free text may hold anything, even the marks that separate cells. */
const FREE = (column: string): string => `replace(replace(${column}, char(30), ' '), char(31), ' ')`

/** Columns of the mailboxes. Rows are numbered from 0, rank from 1. */
export function buildBals(
  db: Database.Database,
  target: Target,
  counts: { readonly professionnels: number; readonly bals: number },
  entryLengths: Uint32Array,
): void {
  const { bals: count, professionnels } = counts
  const source = { db, target, count }
  buildNamesAndAddresses(source)
  for (const fields of PASSES) buildFields(source, fields)
  buildStructuresAndLinks(source, professionnels)
  buildTelephones(source)
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
  const [noms, prenoms] = [new DictionaryWriter('bal.nom', count), new DictionaryWriter('bal.prenom', count)]
  const [addresses, domains] = [new DictionaryWriter('bal.adresse', count), new DictionaryWriter('bal.domaine', count)]
  const fragments = new FragmentWriter(count, TRIGRAMS_OF_NAMES)
  const uuids = new UuidWriter(count)
  each(source, ['nom_plie', 'prenom_plie', 'adresse_pliee', 'source'], (cells) => {
    const [nom, prenom, address, from] = cells as readonly [string, string, string, string]
    const at = address.indexOf('@')
    noms.push(nom)
    prenoms.push(prenom)
    addresses.push(address)
    domains.push(address.slice(at + 1))
    uuids.push(uuidStart(mailboxIdentity(address, from)))
    fragments.push([lettersOf(nom), lettersOf(prenom), address.slice(0, at)])
  })
  uuids.finish(target, 'bal.uuid')
  finishField(source.target, 'adresse', addresses, false)
  finishField(source.target, 'domaine', domains, true)
  finishOrdered(target, 'nom', noms, (values) => buildSounds(target, 'bal.nom', values))
  finishField(target, 'prenom', prenoms, true, (values) => buildSounds(target, 'bal.prenom', values))
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

function buildFields(source: Source, fields: readonly FieldColumn[]): void {
  const { target } = source
  const builders = fields.map(([field]) => new DictionaryWriter(`bal.${field}`, source.count))
  const columns = fields.map(([, column]) => column)
  each(source, columns, (cells) => {
    for (let at = 0; at < builders.length; at++) builders[at]!.push(cells[at]!)
  })
  for (const [at, [field, , fragments]] of fields.entries()) finishField(target, field, builders[at]!, fragments)
}

/** Names of structures, and the columns that lead to the holder and tell copies. */
function buildStructuresAndLinks(source: Source, professionnels: number): void {
  const { target, count } = source
  const names = new DictionaryWriter('bal.structure')
  const holders = numbers(typeFor(professionnels), count)
  const copies = new Uint8Array(count)
  let row = 0
  const columns = ['structure_pliee', 'enseigne_pliee', 'professionnel', 'aussi_national']
  each(source, columns, ([raison, enseigne, holder, copy]) => {
    names.push(raison!)
    names.push(enseigne!)
    holders[row] = Number(holder)
    copies[row++] = Number(copy)
  })
  finishPair(target, 'structure', names)
  target.columns.write('bal.professionnel', holders)
  target.columns.write('bal.aussiNational', copies)
}

function buildTelephones(source: Source): void {
  const builders = ['telephone', 'telecopie'].map((field) => new TelephoneBuilder(`bal.${field}`))
  let row = 0
  each(source, ['telephones', 'telecopie'], (cells) => {
    for (const [at, builder] of builders.entries()) builder.add(row, cells[at]!)
    row++
  })
  for (const builder of builders) builder.finish(source.target)
}

/** Names of services (store/service-name.ts), units and descriptions. */
function buildTexts(source: Source): void {
  const { target } = source
  const names = {
    intitule: new DictionaryWriter('bal.intitule'),
    intituleStructure: new DictionaryWriter('bal.intituleStructure'),
    intituleLieu: new DictionaryWriter('bal.intituleLieu'),
    etablissement: new DictionaryWriter('bal.etablissement'),
  }
  const unit = new DictionaryWriter('bal.service')
  const description = new DictionaryWriter('bal.description')
  const organisation = "iif(nom_plie = '', iif(ifnull(raison_sociale, '') = '', enseigne, raison_sociale), '')"
  const columns = [
    'nom_plie',
    'adresse_pliee',
    FREE('commune'),
    FREE('service'),
    FREE(organisation),
    FREE('description'),
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
    names.intitule.push(markedName(shown?.own ?? ''))
    names.intituleStructure.push(markedName(shown?.structure ?? ''))
    names.intituleLieu.push(markedName(shown?.place ?? ''))
    names.etablissement.push(markedName(shown?.structure ?? shown?.own ?? ''))
    unit.push(markedText(shown?.own ?? service!))
    description.push(markedText(about!))
  })
  for (const [field, builder] of Object.entries(names)) finishField(target, field, builder, true)
  finishField(target, 'service', unit, true)
  finishField(target, 'description', description, true)
}

/** @param also is given the sorted values */
function finishField(
  target: Target,
  field: string,
  builder: DictionaryWriter,
  fragments: boolean,
  also?: (values: readonly string[]) => void,
): void {
  const numbered = builder.finish(target, fragments, also)
  target.columns.write(`bal.${field}`, numbered.rows)
  writeLists(target, `bal.${field}`, numbered)
}

/** The rows that have a name come in the order of the names. */
function finishOrdered(
  target: Target,
  field: string,
  builder: DictionaryWriter,
  also: (values: readonly string[]) => void,
): void {
  const numbered = builder.finish(target, true, also)
  target.columns.write(`bal.${field}`, numbered.rows)
  target.columns.write(`bal.${field}.debuts`, sharedStarts(numbered))
  target.columns.write(`bal.${field}.rangs`, rowsWithValue(numbered))
}

/** Two columns over one dictionary, whose values were given in turns. */
function finishPair(target: Target, field: string, builder: DictionaryWriter): void {
  const both = builder.finish(target, true)
  const halves = [0, 1].map((offset) => ({ ...both, rows: both.rows.filter((_, at) => (at & 1) === offset) }))
  for (const [at, half] of halves.entries()) target.columns.write(`bal.${field}${at + 1}`, half.rows)
  postingsOf(target, `bal.${field}`, both.size, both.empty, halves)
}
