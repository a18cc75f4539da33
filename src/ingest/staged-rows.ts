import type Database from 'better-sqlite3'
import { type Batch, type Cell, STAGED, type StagedTable } from '../records/batch.js'
import { DISPLAY } from '../records/structure-display.js'
import { splitCells } from '../text/cells.js'
import { markedCity, markedName } from '../text/words.js'
import { foldAddress } from '../values/index.js'

/** Rows that are sorted before they go where they stay. */
const SORTED: ReadonlySet<StagedTable> = new Set(['professionnel', 'ancien_adeli', 'bal', 'adresse_cachee'])

/** Columns made from the others of a row: here, because the thread that reads has more to do than the one that writes. */
interface Derived {
  readonly columns: readonly string[]
  of(row: readonly Cell[]): readonly Cell[]
}

const DERIVED: Partial<Record<StagedTable, Derived>> = {
  professionnel: derived('professionnel', { nom_plie: ['nom', markedName], prenom_plie: ['prenom', markedName] }),
  bal: derived('bal', {
    nom_plie: ['nom', markedName],
    prenom_plie: ['prenom', markedName],
    structure_pliee: ['raison_sociale', markedName],
    enseigne_pliee: ['enseigne', markedName],
    ville_plie: ['commune', markedCity],
    adresse_pliee: ['adresse', foldAddress],
  }),
  structure: {
    columns: [
      'id_technique',
      'finess',
      'finess_juridique',
      'siret',
      'code_postal',
      'departement',
      'ville_plie',
      'nom_plie',
      'enseigne_pliee',
      'telephones',
      'telecopie',
    ],
    of: ([, affichage]) => {
      const cells = splitCells(affichage as string)
      return [
        cells[DISPLAY.identifiantTechnique] || null,
        cells[DISPLAY.finess] || null,
        cells[DISPLAY.finessJuridique] || null,
        cells[DISPLAY.siret] || null,
        cells[DISPLAY.codePostal] || null,
        cells[DISPLAY.departement] || null,
        markedCity(cells[DISPLAY.commune]!),
        markedName(cells[DISPLAY.raisonSociale]!),
        markedName(cells[DISPLAY.enseigne]!),
        cells[DISPLAY.telephones] || null,
        cells[DISPLAY.telecopie] || null,
      ]
    },
  },
}

function derived(
  table: StagedTable,
  columns: Readonly<Record<string, readonly [from: string, make: (text: string) => string]>>,
): Derived {
  const made = Object.values(columns).map(
    ([from, make]) => [(STAGED[table] as readonly string[]).indexOf(from), make] as const,
  )
  return {
    columns: Object.keys(columns),
    of: (row) => made.map(([at, make]) => make((row[at] as string | null) ?? '')),
  }
}

/** Inserts what was read into the tables of a generation being built. */
export class StagedRows {
  readonly #inserts: ReadonlyMap<StagedTable, Database.Statement>

  constructor(db: Database.Database) {
    this.#inserts = new Map((Object.keys(STAGED) as StagedTable[]).map((table) => [table, insertInto(db, table)]))
  }

  insert(batch: Batch): void {
    for (const [table, insert] of this.#inserts) {
      const width = STAGED[table].length
      const more = DERIVED[table]
      const cells = batch[table]
      for (let at = 0; at < cells.length; at += width) {
        const row = cells.slice(at, at + width)
        if (more !== undefined) row.push(...more.of(row))
        insert.run(row)
      }
    }
  }
}

function insertInto(db: Database.Database, table: StagedTable): Database.Statement {
  const columns = [...STAGED[table], ...(DERIVED[table]?.columns ?? [])]
  const marks = columns.map(() => '?').join(', ')
  return db.prepare(
    `INSERT INTO ${SORTED.has(table) ? 'etape' : 'main'}.${table} (${columns.join(', ')}) VALUES (${marks})`,
  )
}
