import type Database from 'better-sqlite3'
import { postingsOf } from './build-postings.js'
import { buildSounds } from './build-sounds.js'
import { buildTrigrams } from './build-trigrams.js'
import { DictionaryBuilder, type Numbered, writeDictionary } from './dictionary-builder.js'
import { FragmentBuilder } from './fragment-builder.js'
import { readRows } from './read-rows.js'
import type { Target } from './target.js'

/** Names, first names and types of number of the professionals. Rows are numbered from 0, rank from 1. */
export function buildProfessionnels(db: Database.Database, target: Target, count: number): void {
  const noms: string[] = []
  const nomStarts: number[] = []
  const prenom = new DictionaryBuilder('professionnel.prenom', count)
  const type = new DictionaryBuilder('professionnel.typeIdentifiant', count)
  const junctions = new FragmentBuilder(count, JUNCTION_TRIGRAMS)
  let row = 0
  let current: string | null = null
  const columns = ['nom_plie', 'prenom_plie', 'substr(identifiant, 1, 1)']
  readRows(db, 'main.professionnel', 'rang', count, columns, ([nomPlie, prenomPlie, typeIdentifiant]) => {
    if (nomPlie !== current) {
      current = nomPlie!
      noms.push(current)
      nomStarts.push(row)
    }
    prenom.push(prenomPlie!)
    type.push(typeIdentifiant!)
    junctions.push(junctionsOf(nomPlie!, prenomPlie!))
    row++
  })
  // First, because they take the most memory.
  junctions.finish(target, 'professionnel.jonction')
  // The rows are sorted by name: the list of a name is a range of rows.
  writeDictionary(target, 'professionnel.nom', noms)
  buildTrigrams(target, 'professionnel.nom', noms)
  target.columns.write('professionnel.nom.debuts', Uint32Array.from([...nomStarts, row]))
  buildSounds(target, 'professionnel.nom', noms)
  const prenoms = prenom.finish(target, true, (values) => buildSounds(target, 'professionnel.prenom', values))
  target.columns.write('professionnel.prenom', prenoms.rows)
  writeLists(target, 'professionnel.prenom', prenoms)
  writeLists(target, 'professionnel.typeIdentifiant', type.finish(target, false))
}

/** Two trigrams lie across the junction of two names, in each order. */
const JUNCTION_TRIGRAMS = 4

/**
 * Fragments of a full name lie inside the name, inside the first name, or across the junction of both; the indexes of
 * the names serve the first two, that of these texts the third, for "prénom nom" and "nom prénom".
 */
function junctionsOf(nom: string, prenom: string): readonly string[] {
  if (nom === '' || prenom === '') return []
  return [prenom.slice(-2) + nom.slice(0, 2), nom.slice(-2) + prenom.slice(0, 2)]
}

export function writeLists(target: Target, name: string, numbered: Numbered): void {
  postingsOf(target, name, numbered.size, numbered.empty, [numbered])
}
