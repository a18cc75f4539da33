import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../../src/project-root.js'
import type { Criteria, Field } from '../../src/search/criteria.js'
import { term } from '../../src/search/terms.js'
import { ACTIVITIES_OF_RANK } from '../../src/store/activity-row.js'
import { type Driver, driverOf } from '../../src/store/drivers.js'
import { generationPath, published } from '../../src/store/index.js'
import { annuaire, scratch } from '../support/cli.js'

/** Fields whose exact values and starts an index answers, with a value. */
const INDEXED: Partial<Record<Field, string>> = {
  nom: 'dupont',
  prenom: 'jean',
  nomComplet: 'jean dupont',
  identifiant: '810000000017',
  departement: '13',
  ville: 'marseille',
  codePostal: '13005',
  profession: '10',
  specialite: 'SM04',
  structure: 'chu',
  finess: '139000012',
  siret: '26900001400010',
  adresse: 'jean.dupont@medecin.mssante.fr',
}

describe('query plans', () => {
  const data = scratch('plans')
  let db: Database.Database
  const scans = (sql: string, values: readonly unknown[] = []): string[] =>
    (db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values) as { detail: string }[])
      .map(({ detail }) => detail)
      .filter((detail) => /^SCAN (?!CONSTANT ROW|\(subquery)/.test(detail) && !detail.includes('VIRTUAL TABLE'))

  beforeAll(() => {
    expect(annuaire(data, ['importer', '--silencieux', join(projectRoot, 'fixtures')]).code).toBe(0)
    db = new Database(generationPath(data, published(data)!.id), { readonly: true })
  })

  const cases = (['professionnel', 'bal'] as const).flatMap((kind) =>
    Object.entries(INDEXED).flatMap(([field, value]) =>
      (['exact', 'prefix'] as const).map((match) => ({ kind, field: field as Field, match, value })),
    ),
  )

  it.each(cases)('$kind: $field $match is led by an index', ({ kind, field, match, value }) => {
    const driver = driverOf(kind, term(field, match, value) as Criteria) as Driver
    expect(driver).not.toBeNull()
    for (const { rang, from, where } of driver.branches) {
      expect(scans(`SELECT ${rang} FROM ${from} WHERE ${where.sql}`, where.values)).toEqual([])
    }
  })

  it('reads activities, savoir-faire, diplomas and mailboxes of a person by index', () => {
    expect(scans(ACTIVITIES_OF_RANK, [1])).toEqual([])
    for (const [table, column] of [
      ['savoir_faire', 'rang'],
      ['diplome', 'rang'],
      ['bal', 'professionnel'],
      ['bal', 'adresse_pliee'],
      ['professionnel', 'identifiant'],
    ]) {
      expect(scans(`SELECT * FROM ${table} WHERE ${column} = ?`, [1])).toEqual([])
    }
  })
})
