import type Database from 'better-sqlite3'
import { hashOf } from '../../changes/field-hashes.js'
import { FIELDS } from '../../changes/kinds.js'
import { addressFingerprint } from '../../values/index.js'
import { readRows } from '../read-rows.js'
import { free } from './free-text.js'

/** Columns that each field is made of. */
const COLUMNS: Readonly<Record<(typeof FIELDS.bals)[number], readonly string[]>> = {
  adresse: ['adresse'],
  type: ['type'],
  identifiant: ['identifiant'],
  civilite: ['civilite_exercice'],
  nom: ['nom'],
  prenom: ['prenom'],
  profession: ['profession', 'categorie'],
  specialite: ['specialite'],
  service: ['service'],
  description: ['description'],
  responsable: ['responsable'],
  dematerialisation: ['dematerialisation'],
  structure: ['type_structure', 'id_structure', 'raison_sociale', 'enseigne'],
  adressePostale: ['lignes', 'voie', 'code_postal', 'commune', 'departement', 'pays'],
  telephones: ['telephones'],
  telecopie: ['telecopie'],
  statut: ['statut'],
  comptesConnexion: ['comptes'],
}
const WIDTH = FIELDS.bals.length
const BETWEEN = '\u001f'

/** Hashes of the mailboxes of a generation being built, by rank. */
export class MailboxHashes {
  /** Of each field. */
  readonly fields: Uint32Array
  /** What names each: a fingerprint of its address, and its regional source. */
  readonly keys: string[] = []
  readonly sources: string[] = []

  constructor(db: Database.Database, count: number) {
    this.fields = new Uint32Array(count * WIDTH)
    const parts = FIELDS.bals.map((field) => COLUMNS[field].length)
    const columns = FIELDS.bals.flatMap((field) => COLUMNS[field].map(free))
    let row = 0
    readRows(db, 'main.bal', 'rang', count, ['source', 'adresse_pliee', ...columns], (cells) => {
      this.sources.push(cells[0] === 'national' ? '' : cells[0]!)
      this.keys.push(addressFingerprint(cells[1]!))
      let at = 2
      for (let field = 0; field < WIDTH; field++) {
        let text = cells[at++]!
        for (let part = 1; part < parts[field]!; part++) {
          const more = cells[at++]!
          if (text !== '' || more !== '') text += BETWEEN + more
        }
        this.fields[row * WIDTH + field] = hashOf(text)
      }
      row++
    })
  }

  /** Rows, counted from 0, by what names the mailboxes. */
  named(): Uint32Array {
    const { keys, sources } = this
    return Uint32Array.from(keys.keys()).sort((one, other) => {
      if (keys[one] !== keys[other]) return keys[one]! < keys[other]! ? -1 : 1
      return sources[one]! < sources[other]! ? -1 : sources[one]! > sources[other]! ? 1 : 0
    })
  }
}
