import type Database from 'better-sqlite3'
import { DISPLAY } from '../../src/records/structure-display.js'
import { splitCells } from '../../src/text/cells.js'

/**
 * Lays out what a generation keeps as lists and texts, for the queries of a benchmark: `activite` (rang, profession,
 * structure), `acquis` (rang, code, profession) and `lieu` (id, commune, …), temporary tables.
 */
export function layOutActivities(db: Database.Database): void {
  db.function(
    'cellule',
    { deterministic: true },
    (affichage, at) => splitCells(affichage as string)[at as number] || null,
  )
  db.exec(`
    CREATE TEMP TABLE activite AS
    SELECT p.rang, e.profession, a.value ->> 1 AS structure
    FROM professionnel p, json_each(p.activites) a JOIN exercice e ON e.id = a.value ->> 0;
    CREATE INDEX temp.activite_rang ON activite (rang);

    CREATE TEMP TABLE acquis AS
    SELECT p.rang, s.code, s.profession
    FROM professionnel p, json_each(p.savoir_faire) f JOIN savoir_faire s ON s.id = f.value;
    CREATE INDEX temp.acquis_rang ON acquis (rang);

    CREATE TEMP TABLE lieu (id INTEGER PRIMARY KEY, commune, raison_sociale, code_postal, departement, finess);
    INSERT INTO lieu SELECT id, cellule(affichage, ${DISPLAY.commune}), cellule(affichage, ${DISPLAY.raisonSociale}), code_postal, departement, finess FROM structure;
  `)
}
