import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { projectRoot } from '../../src/project-root.js'
import type { Criteria, Field, Match } from '../../src/search/criteria.js'
import { ruleOf } from '../../src/search/fields.js'
import { criteriaFromParameters } from '../../src/search/parameters.js'
import { and, or, term } from '../../src/search/terms.js'
import { type Directory, type DirectorySwitch, openDirectorySwitch } from '../../src/store/index.js'
import { annuaire, scratch } from '../support/cli.js'
import { collectingLog } from '../support/collecting-log.js'

/** Tables of a few rows that are read whole when a generation is opened. */
const READ_AT_OPENING = ['generation', 'source', 'libelle', 'hors_nomenclature']

/** Every field, with a value that the fixtures hold. */
const VALUES: Record<Field, string> = {
  nom: 'dupont',
  prenom: 'jean',
  nomComplet: 'jean dupont',
  etablissement: 'CHU',
  motNom: 'martin',
  motPrenom: 'paul',
  partieLocale: 'jean.dupont',
  sonNom: 'DUP3',
  sonPrenom: 'J1',
  identifiant: '810000000017',
  ancienAdeli: '0139300016',
  typeIdentifiant: '8',
  departement: '13',
  ville: 'marseille',
  codePostal: '13005',
  profession: '10',
  specialite: 'SM04',
  structure: 'clinique',
  idTechnique: 'F139000012',
  finess: '139000012',
  siret: '26900001400010',
  siren: '269000014',
  voie: 'rue de la paix',
  modeExercice: 'L',
  secteur: 'SA01',
  categorie: 'C',
  idStructure: '139000012',
  titre: 'medecin',
  service: 'cardiologie',
  description: 'accueil',
  adresse: 'jean.dupont@medecin.mssante.fr',
  typeBal: 'PER',
  telephone: '0491000001',
  telecopie: '0491000002',
  uuid: '0123abcd',
  avecBal: 'true',
  source: 'paca',
  modifieDepuis: '2026-01-01',
}

describe('query plans', () => {
  const data = scratch('plans')
  const reader = { sources: ['paca'] }
  /** Statement → the database that it was made for. */
  const prepared = new Map<string, string>()
  let directories: DirectorySwitch
  const opened = new Map<string, Database.Database>()
  const database = (path: string): Database.Database => {
    const db = opened.get(path) ?? new Database(path, { readonly: true })
    opened.set(path, db)
    return db
  }

  beforeAll(() => {
    expect(annuaire(data, ['importer', '--silencieux', join(projectRoot, 'fixtures')]).code).toBe(0)
    const original = Database.prototype.prepare
    vi.spyOn(Database.prototype, 'prepare').mockImplementation(function (this: Database.Database, sql: string) {
      prepared.set(sql, this.name)
      return original.call(this, sql)
    })
    directories = openDirectorySwitch(data, collectingLog())
  })
  afterAll(() => {
    directories.close()
    for (const db of opened.values()) db.close()
    vi.restoreAllMocks()
  })

  const search = async (directory: Directory, criteria: Criteria): Promise<void> => {
    const window = { after: 0, limit: 500 }
    await directory.professionnels(criteria, reader, window)
    await directory.bals(criteria, reader, window)
  }

  it('scan no table, whatever is searched', async () => {
    await directories.read(async (directory) => {
      for (const [field, value] of Object.entries(VALUES) as [Field, string][]) {
        for (const match of ['exact', 'prefix', 'infix', 'present'] as Match[]) {
          if (!ruleOf(field).matches.includes(match)) continue
          if (match === 'infix' && value.length < 3) continue
          const one = term(field, match, value)
          await search(directory, one)
          await search(directory, { kind: 'not', of: one })
          await search(directory, and([one, term('ville', 'prefix', 'mar'), or([one, term('nom', 'prefix', 'dup')])]))
        }
      }
      const { criteria } = criteriaFromParameters({
        q: 'dupont cardio 13 139000012 810000000017 j.dupont@',
        ville: 'mar',
      })
      for (const find of ['professionnels', 'bals'] as const) {
        await directory[find](criteria, reader, { after: 0, limit: 500, tiers: [() => term('nom', 'prefix', 'dup')] })
      }
      await directory.professionnel('810000000017', reader)
      await directory.bal('jean.dupont@medecin.mssante.fr', reader)
    })
    expect(prepared.size).toBeGreaterThan(15)
    const plans = [...prepared].map(([sql, path]) => {
      const marks = Array(sql.split('?').length - 1).fill(1)
      return {
        sql,
        plan: database(path)
          .prepare(`EXPLAIN QUERY PLAN ${sql}`)
          .all(...marks) as { detail: string }[],
      }
    })
    const scans = plans.flatMap(({ sql, plan }) =>
      plan
        .map(({ detail }) => detail)
        .filter((detail) => detail.startsWith('SCAN ') && !READ_AT_OPENING.includes(detail.split(' ')[1]!))
        .map((detail) => `${detail}: ${sql}`),
    )
    expect(scans).toEqual([])
  })
})
