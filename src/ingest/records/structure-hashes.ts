import type Database from 'better-sqlite3'
import { hashOf } from '../../changes/field-hashes.js'
import { FIELDS } from '../../changes/kinds.js'
import { DISPLAY } from '../../records/structure-display.js'
import { readRows } from '../read-rows.js'

const NAMES = FIELDS.structures
const WIDTH = NAMES.length
/** A key that compares in one way here and in SQLite. */
const KEY = /^[\x21-\x7e]{1,64}$/

/** Hash of all that is shown of each structure of a generation being built, by its number. */
export function wholeStructures(db: Database.Database): Uint32Array {
  const whole = new Uint32Array(highest(db) + 1)
  readRows(db, 'main.structure', 'id', whole.length - 1, ['id', "replace(affichage, char(30), ' ')"], (cells) => {
    whole[Number(cells[0])] = hashOf(cells.slice(1).join('|'))
  })
  return whole
}

/** Hashes of the structures of a generation being built, by their numbers. */
export class StructureHashes {
  /** Of each field. */
  readonly fields: Uint32Array
  /** What names each; '' when nothing does. */
  readonly keys: string[]

  constructor(db: Database.Database) {
    const last = highest(db)
    this.fields = new Uint32Array((last + 1) * WIDTH)
    this.keys = new Array<string>(last + 1).fill('')
    // Cells are parted as rows are read: each comes by itself.
    readRows(db, 'main.structure', 'id', last, ['id', "replace(affichage, char(30), ' ')"], (cells) => {
      const id = Number(cells[0])
      const shown = (name: keyof typeof DISPLAY): string => cells[1 + DISPLAY[name]]!
      for (const [at, name] of NAMES.entries()) {
        this.fields[id * WIDTH + at] = hashOf(fieldValue(name, shown))
      }
      this.keys[id] = keyOf(shown)
    })
  }

  /** Numbers of those that something names, by what names them. */
  named(): Uint32Array {
    const { keys } = this
    const ids = Uint32Array.from(keys.keys()).filter((id) => keys[id] !== '')
    return ids.sort((one, other) => (keys[one]! < keys[other]! ? -1 : keys[one]! > keys[other]! ? 1 : 0))
  }
}

function highest(db: Database.Database): number {
  return db.prepare('SELECT ifnull(max(id), 0) FROM main.structure').pluck().get() as number
}

/** The first number that a structure has: that of the national directory, then FINESS, SIRET, SIREN, as people are told apart. */
function keyOf(shown: (name: keyof typeof DISPLAY) => string): string {
  for (const name of ['identifiantTechnique', 'finess', 'siret', 'siren', 'finessJuridique'] as const) {
    if (KEY.test(shown(name))) return shown(name)
  }
  return ''
}

function fieldValue(name: string, shown: (name: keyof typeof DISPLAY) => string): string {
  switch (name) {
    case 'siren':
      return shown('siren') || shown('siret').slice(0, 9)
    case 'adresse': {
      const parts = ['lignes', 'voie', 'codePostal', 'commune', 'codeCommune', 'departement', 'pays'] as const
      const texts = parts.map(shown)
      return texts.every((text) => text === '') ? '' : texts.join('\u001f')
    }
    default:
      return shown(name as keyof typeof DISPLAY)
  }
}
