import type Database from 'better-sqlite3'
import { hashOf } from '../../changes/field-hashes.js'
import { FIELDS } from '../../changes/kinds.js'
import { addressFingerprint, NATIONAL } from '../../values/index.js'
import { freeText, readRows } from '../read-rows.js'

/** Columns of the fields that are not the column of their name. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  anciensAdeli: ['anciens_adeli'],
  civilite: ['civilite_exercice'],
  profession: ['profession', 'categorie'],
  structure: ['type_structure', 'id_structure', 'raison_sociale', 'enseigne'],
  adressePostale: ['lignes', 'voie', 'code_postal', 'commune', 'departement', 'pays'],
  comptesConnexion: ['comptes'],
  rangSource: ['rang_source'],
}
const OF_FIELDS = FIELDS.bals.map((field) => COLUMNS[field] ?? [field])
const WIDTH = FIELDS.bals.length
const BETWEEN = '\u001f'
/** Of a fingerprint. */
const BYTES = 16

/** Hashes of the mailboxes of a generation being built, by rank. */
export class MailboxHashes {
  /** Of each field. */
  readonly fields: Uint32Array
  /** Fingerprints of the addresses, one after the other: half a million texts would take six times as much. */
  readonly #fingerprints: Buffer
  /** Regional source of each, '' for the national one: a few texts, again and again. */
  readonly #sources: string[] = []

  constructor(db: Database.Database, count: number) {
    this.fields = new Uint32Array(count * WIDTH)
    this.#fingerprints = Buffer.alloc(count * BYTES)
    const names = new Map([[NATIONAL, '']])
    const parts = OF_FIELDS.map((columns) => columns.length)
    const columns = OF_FIELDS.flatMap((columns) => columns.map(freeText))
    let row = 0
    readRows(db, 'main.bal', 'rang', count, ['source', 'adresse_pliee', ...columns], (cells) => {
      if (!names.has(cells[0]!)) names.set(cells[0]!, cells[0]!)
      this.#sources.push(names.get(cells[0]!)!)
      this.#fingerprints.write(addressFingerprint(cells[1]!), row * BYTES, 'hex')
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
    const sources = this.#sources
    return Uint32Array.from(sources.keys()).sort((one, other) => {
      const byAddress = this.#compare(one, other)
      if (byAddress !== 0) return byAddress
      return sources[one]! < sources[other]! ? -1 : sources[one]! > sources[other]! ? 1 : 0
    })
  }

  key(row: number): string {
    return this.#fingerprints.toString('hex', row * BYTES, (row + 1) * BYTES)
  }

  source(row: number): string {
    return this.#sources[row]!
  }

  #compare(one: number, other: number): number {
    const bytes = this.#fingerprints
    const quick = bytes.readUInt32BE(one * BYTES) - bytes.readUInt32BE(other * BYTES)
    if (quick !== 0) return quick
    return bytes.compare(bytes, other * BYTES, (other + 1) * BYTES, one * BYTES, (one + 1) * BYTES)
  }
}
