import type Database from 'better-sqlite3'
import { DictionaryWriter, type Numbered } from '../../columns/dictionary-writer.js'
import { postingsOf, sharedStarts } from '../../columns/postings-writer.js'
import type { Target } from '../../columns/target.js'
import { UuidWriter } from '../../columns/uuid-writer.js'
import { professionalIdentity, uuidStart } from '../../values/index.js'
import { buildSounds } from './build-sounds.js'
import { readRows } from './read-rows.js'

/** Names, first names, types of number and UUIDs of the professionals. Rows are numbered from 0, rank from 1. */
export function buildProfessionnels(db: Database.Database, target: Target, count: number): void {
  const nom = new DictionaryWriter('professionnel.nom', count)
  const prenom = new DictionaryWriter('professionnel.prenom', count)
  const type = new DictionaryWriter('professionnel.typeIdentifiant', count)
  const uuids = new UuidWriter(count)
  const columns = ['nom_plie', 'prenom_plie', 'identifiant']
  readRows(db, 'main.professionnel', 'rang', count, columns, ([nomPlie, prenomPlie, identifiant]) => {
    nom.push(nomPlie!)
    prenom.push(prenomPlie!)
    type.push(identifiant!.slice(0, 1))
    uuids.push(uuidStart(professionalIdentity(identifiant!)))
  })
  uuids.finish(target, 'professionnel.uuid')
  const noms = nom.finish(target, true, (values) => buildSounds(target, 'professionnel.nom', values))
  target.columns.write('professionnel.nom', noms.rows)
  // The rows are sorted by name: the list of a name is a range of rows.
  target.columns.write('professionnel.nom.debuts', sharedStarts(noms))
  const prenoms = prenom.finish(target, true, (values) => buildSounds(target, 'professionnel.prenom', values))
  target.columns.write('professionnel.prenom', prenoms.rows)
  writeLists(target, 'professionnel.prenom', prenoms)
  writeLists(target, 'professionnel.typeIdentifiant', type.finish(target, false))
}

export function writeLists(target: Target, name: string, numbered: Numbered): void {
  postingsOf(target, name, numbered.size, numbered.empty, [numbered])
}
