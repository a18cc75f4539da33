import type Database from 'better-sqlite3'
import { numbers, typeFor } from '../../store/columns/pages.js'
import { fold, foldLetters } from '../../text/fold.js'
import { postingsOf } from './build-postings.js'
import { writeLists } from './build-professionnels.js'
import { buildSounds } from './build-sounds.js'
import { DictionaryBuilder } from './dictionary-builder.js'
import { JunctionBuilder } from './junction-builder.js'
import { readRows } from './read-rows.js'
import type { Target } from './target.js'

/** Fields of a mailbox with one column: the field's name, the column, and whether its fragments are searched. */
const FIELDS = [
  ['nom', 'nom_plie', true],
  ['prenom', 'prenom_plie', true],
  ['adresse', 'adresse_pliee', true],
  ['ville', 'ville_plie', true],
  ['codePostal', 'code_postal', false],
  ['departement', 'departement', false],
  ['profession', 'profession', false],
  ['specialite', 'specialite', false],
  ['typeBal', 'type', false],
  ['source', 'source', false],
  ['identifiant', 'identifiant', false],
  ['idStructure', 'id_structure', false],
  ['typeStructure', 'type_structure', false],
] as const
/** Free text may hold anything, even the marks that separate cells. */
const FREE = (column: string): string => `replace(replace(${column}, char(30), ' '), char(31), ' ')`
const OTHERS = [
  'structure_pliee',
  'enseigne_pliee',
  FREE('service'),
  FREE("iif(nom_plie = '', iif(ifnull(raison_sociale, '') = '', enseigne, raison_sociale), '')"),
  FREE('description'),
  'professionnel',
  'aussi_national',
]

/** Columns of the mailboxes. Rows are numbered from 0, rank from 1. */
export function buildBals(db: Database.Database, target: Target, count: number, professionnels: number): void {
  const builders = FIELDS.map(([field]) => new DictionaryBuilder(`bal.${field}`))
  const structure = new DictionaryBuilder('bal.structure')
  const title = new DictionaryBuilder('bal.intitule')
  const unit = new DictionaryBuilder('bal.service')
  const description = new DictionaryBuilder('bal.description')
  const junctions = new JunctionBuilder(count)
  const holders = numbers(typeFor(professionnels), count)
  const copies = new Uint8Array(count)
  const letters = remembered(foldLetters)
  const folded = remembered(fold)
  let row = 0
  const columns = [...FIELDS.map(([, column]) => column), ...OTHERS]
  readRows(db, 'main.bal', 'rang', count, columns, (cells) => {
    for (let at = 0; at < builders.length; at++) builders[at]!.push(cells[at]!)
    const [nom, prenom, adresse] = cells as readonly [string, string, string]
    const [raison, enseigne, service, organisation, about, holder, copy] = cells.slice(FIELDS.length) as string[]
    structure.push(raison!)
    structure.push(enseigne!)
    const unnamed = nom === ''
    title.push(unnamed ? folded(service!) : '')
    title.push(unnamed ? raison || enseigne! : '')
    unit.push(letters(service!) || (unnamed ? letters(organisation!) || foldLetters(adresse) : ''))
    description.push(letters(about!))
    junctions.push(nom, prenom)
    holders[row] = Number(holder)
    copies[row] = Number(copy)
    row++
  })
  for (const [at, [field, , fragments]] of FIELDS.entries()) {
    const name = `bal.${field}`
    const sounds = field === 'nom' || field === 'prenom'
    const numbered = builders[at]!.finish(target, fragments, (values) => {
      if (sounds) buildSounds(target, name, values)
    })
    target.columns.write(name, numbered.rows)
    writeLists(target, name, numbered)
  }
  for (const [name, builder] of [
    ['structure', structure],
    ['intitule', title],
  ] as const)
    writePair(target, name, builder)
  for (const [name, builder] of [
    ['service', unit],
    ['description', description],
  ] as const) {
    const numbered = builder.finish(target, true)
    target.columns.write(`bal.${name}`, numbered.rows)
    writeLists(target, `bal.${name}`, numbered)
  }
  junctions.finish(target, 'bal.jonction')
  target.columns.write('bal.professionnel', holders)
  target.columns.write('bal.aussiNational', copies)
}

/** Two columns over one dictionary, whose values were given in turns. */
function writePair(target: Target, name: string, builder: DictionaryBuilder): void {
  const both = builder.finish(target, true)
  const halves = ([0, 1] as const).map((offset) => ({
    ...both,
    rows: both.rows.filter((_, at) => (at & 1) === offset),
  }))
  for (const [at, half] of halves.entries()) target.columns.write(`bal.${name}${at + 1}`, half.rows)
  postingsOf(target, `bal.${name}`, both.size, both.empty, halves)
}

function remembered(fold: (value: string) => string): (value: string) => string {
  const known = new Map<string, string>()
  return (value) => {
    let folded = known.get(value)
    if (folded === undefined) {
      folded = fold(value)
      known.set(value, folded)
    }
    return folded
  }
}
