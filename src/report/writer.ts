import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Notice } from '../notices/catalog.js'
import { CATALOG } from '../notices/catalog.js'
import type { Mark } from '../notices/mark.js'
import type { BaisseAcceptee, FichierEcarte } from '../resources/report.js'
import { schemaFile } from '../store/schema-file.js'
import { compareWithPrevious } from './compare-with-previous.js'
import { reportIds, reportPath } from './files.js'
import { MarkWriter } from './mark-writer.js'
import { type SourceMovements, writeMovements } from './movements.js'
import { INTERRUPTED, PUBLISHING } from './state.js'

/** Reports kept, refused imports included. */
const KEPT = 30

export interface FileToReport {
  readonly name: string
  readonly kind: string
  readonly source: string
  readonly date: string
  readonly bytes: number
}

export interface FileSummary {
  readonly sha256: string
  readonly bytes: number
  readonly encoding: string
  readonly separator: string
  readonly columns: number
  readonly read: number
  readonly loaded: number
  readonly refused: number
}

/** Writes the report of one import, file by file: what is written of a file survives whatever happens to the next. */
export class ReportWriter {
  readonly #db: Database.Database
  readonly #marks: MarkWriter
  #compared = false
  readonly #addNotice: Database.Statement
  readonly #addCount: Database.Statement

  private constructor(db: Database.Database, marks: MarkWriter) {
    this.#db = db
    this.#marks = marks
    this.#addNotice = db.prepare(
      `INSERT INTO avis (fichier, ligne, code, colonne, valeur, detail, contenu, cle, etablissement, domaine)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    this.#addCount = db.prepare(
      `INSERT INTO comptage (fichier, code, nombre) VALUES (?, ?, ?)
       ON CONFLICT (fichier, code) DO UPDATE SET nombre = nombre + excluded.nombre`,
    )
  }

  static open(dataDir: string, id: string, startedAt: Date): ReportWriter {
    mkdirSync(join(dataDir, 'alimentations'), { recursive: true })
    const db = new Database(reportPath(dataDir, id))
    try {
      return ReportWriter.#begin(db, id, startedAt)
    } catch (error) {
      db.close()
      throw error
    }
  }

  static #begin(db: Database.Database, id: string, startedAt: Date): ReportWriter {
    db.exec('BEGIN')
    db.exec(schemaFile('rapport.sql'))
    const marks = new MarkWriter(db)
    const addRule = db.prepare(
      `INSERT INTO regle (code, numero, severite, titre, attendu, famille, acteurs, action)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    for (const [code, { severite, titre, attendu, famille, acteurs, action }] of Object.entries(CATALOG)) {
      addRule.run(code, marks.ruleNumber(code), severite, titre, attendu, famille, acteurs.join('\n'), action)
    }
    // Until it ends an import counts as refused: a killed one is then shown as what it is.
    db.prepare('INSERT INTO import (id, debut, etat, motif) VALUES (?, ?, ?, ?)').run(
      id,
      startedAt.toISOString(),
      'refusée',
      INTERRUPTED,
    )
    db.exec('COMMIT; BEGIN')
    return new ReportWriter(db, marks)
  }

  /** @returns the file's number in the report */
  startFile(file: FileToReport): number {
    const { lastInsertRowid } = this.#db
      .prepare('INSERT INTO fichier (nom, type, source, date, octets) VALUES (?, ?, ?, ?, ?)')
      .run(file.name, file.kind, file.source, file.date, file.bytes)
    return Number(lastInsertRowid)
  }

  /** @param line the refused line's text; null when the line was loaded */
  notice(file: number, notice: Notice, line: string | null, mark: Mark): void {
    const { ligne, code, colonne, valeur, detail } = notice
    const { etablissement, domaine } = this.count(file, mark, 1)
    const content = line === null ? null : line.slice(0, 4000)
    this.#addNotice.run(file, ligne, code, colonne, valeur, detail, content, mark.cle, etablissement, domaine)
  }

  /** Adds to the exact count of a notice without keeping an example. */
  count(file: number, mark: Mark, times: number): ReturnType<MarkWriter['add']> {
    this.#addCount.run(file, mark.code, times)
    return this.#marks.add(file, mark, times)
  }

  /** @throws Error when the lines loaded and refused do not add up to the lines read: a fault of the program */
  finishFile(file: number, summary: FileSummary): void {
    const { read, loaded, refused } = summary
    if (read !== loaded + refused) throw new Error(`${read} lines read, ${loaded} loaded and ${refused} refused`)
    this.#db
      .prepare(
        `UPDATE fichier SET sha256 = ?, octets = ?, encodage = ?, separateur = ?, colonnes = ?, lues = ?, chargees = ?,
         refusees = ? WHERE numero = ?`,
      )
      .run(
        summary.sha256,
        summary.bytes,
        summary.encoding,
        summary.separator,
        summary.columns,
        read,
        loaded,
        refused,
        file,
      )
    this.#db.exec('COMMIT; BEGIN')
  }

  leftAside({ nom, raison }: FichierEcarte): void {
    this.#db.prepare('INSERT INTO ecarte (nom, raison) VALUES (?, ?)').run(nom, raison)
  }

  acceptedFall({ source, objet, avant, apres, raison }: BaisseAcceptee): void {
    this.#db
      .prepare('INSERT INTO baisse (source, objet, avant, apres, raison) VALUES (?, ?, ?, ?, ?)')
      .run(source, objet, avant, apres, raison)
  }

  movements(found: SourceMovements): void {
    writeMovements(this.#db, found)
  }

  warn(text: string): void {
    this.#db.prepare('INSERT INTO avertissement (texte) VALUES (?)').run(text)
  }

  /** No notice comes any more: those of the import before are looked for among them. */
  compare(dataDir: string, id: string): void {
    if (this.#compared) return
    this.#compared = true
    this.#marks.sort()
    this.#db.exec('COMMIT')
    compareWithPrevious(this.#db, dataDir, id)
    this.#db.exec('BEGIN')
  }

  /** The pointer is about to move: from here on it says whether the import is published, whatever happens to this file. */
  publishing(): void {
    this.#db.prepare('UPDATE import SET etat = ?, motif = NULL').run(PUBLISHING)
    this.#db.exec('COMMIT; BEGIN')
  }

  /** @throws Error when the report cannot be written; what it said before stays readable */
  finish(state: 'publiée' | 'refusée', reason: string | null): void {
    this.#db.prepare('UPDATE import SET etat = ?, motif = ?, fin = ?').run(state, reason, new Date().toISOString())
    this.#close()
  }

  /** Removes the oldest reports. @returns those that could not be removed */
  static prune(dataDir: string): string[] {
    return reportIds(dataDir)
      .slice(0, -KEPT)
      .filter((old) => {
        try {
          rmSync(reportPath(dataDir, old))
          rmSync(`${reportPath(dataDir, old)}-journal`, { force: true })
          return false
        } catch {
          return true
        }
      })
  }

  /** The import died of a fault of the program: what is known of it stays readable. */
  abandon(): void {
    if (!this.#db.open) return
    try {
      this.#db.prepare('UPDATE import SET fin = ?').run(new Date().toISOString())
      this.#close()
    } catch {
      // What was written of it before stays.
      this.#db.close()
    }
  }

  #close(): void {
    try {
      this.#db.exec('COMMIT')
    } finally {
      this.#db.close()
    }
  }
}
