import Database from 'better-sqlite3'
import { AnnuaireError } from '../errors.js'
import type { Criteria } from '../search/criteria.js'
import { FOLD_VERSION } from '../text/fold.js'
import { ACTIVITIES_OF_RANK, type ActivityRow, toActivite } from './activity-row.js'
import { BAL_COLUMNS, type BalRow, toBal } from './bal-row.js'
import { balCondition, professionnelCondition } from './conditions.js'
import type { Directory, Ranked, Reader, Window } from './directory.js'
import { join } from './fragments.js'
import { Labels } from './labels.js'
import type { Bal, Code, Diplome, GenerationInfo, Profession, Professionnel, SavoirFaire } from './model.js'
import { searchRanks } from './rank-search.js'
import { namesSource, readableOnce, readableSources } from './readable.js'
import { Statements } from './statements.js'

interface PersonRow {
  readonly rang: number
  readonly identifiant: string
  readonly nom: string
  readonly prenom: string
  readonly civilite: string | null
  readonly civilite_exercice: string | null
}

const PERSON = 'SELECT rang, identifiant, nom, prenom, civilite, civilite_exercice FROM professionnel'

/** A published generation in SQLite, read-only. */
export class SqliteDirectory implements Directory {
  readonly generation: GenerationInfo
  readonly #db: Database.Database
  readonly #labels: Labels
  readonly #dates: ReadonlyMap<string, string>
  readonly #statements: Statements
  readonly #personByRank: Database.Statement
  readonly #personByIdentifier: Database.Statement
  readonly #activitiesOfRank: Database.Statement
  readonly #savoirFaireOfRank: Database.Statement
  readonly #diplomasOfRank: Database.Statement
  readonly #mailboxesOfRank: Database.Statement
  readonly #mailboxByRank: Database.Statement
  readonly #mailboxesByAddress: Database.Statement

  /**
   * @throws AnnuaireError INDISPONIBLE when the file is not a generation that this version can read
   */
  constructor(path: string) {
    this.#db = new Database(path, { readonly: true, fileMustExist: true })
    // Pages of the file are shared with the system's cache instead of being copied into the process.
    this.#db.pragma('mmap_size = 4294967296')
    this.#db.pragma('query_only = 1')
    this.generation = readGeneration(this.#db, path)
    this.#labels = new Labels(this.#db)
    this.#dates = new Map(
      (
        this.#db.prepare('SELECT nom, max(date) AS date FROM source GROUP BY nom').all() as {
          nom: string
          date: string
        }[]
      ).map((row) => [row.nom, row.date]),
    )
    this.#statements = new Statements(this.#db)
    this.#personByRank = this.#db.prepare(`${PERSON} WHERE rang = ?`)
    this.#personByIdentifier = this.#db.prepare(`${PERSON} WHERE identifiant = ?`)
    this.#activitiesOfRank = this.#db.prepare(ACTIVITIES_OF_RANK)
    this.#savoirFaireOfRank = this.#db.prepare(
      'SELECT type, code, profession FROM savoir_faire WHERE rang = ? ORDER BY type, code, profession',
    )
    this.#diplomasOfRank = this.#db.prepare(
      'SELECT type_diplome, diplome, type_autorisation, discipline FROM diplome WHERE rang = ? ORDER BY rowid',
    )
    this.#mailboxesOfRank = this.#db.prepare(`SELECT ${BAL_COLUMNS} FROM bal WHERE professionnel = ? ORDER BY rang`)
    this.#mailboxByRank = this.#db.prepare(`SELECT ${BAL_COLUMNS} FROM bal WHERE rang = ?`)
    this.#mailboxesByAddress = this.#db.prepare(
      `SELECT ${BAL_COLUMNS} FROM bal WHERE adresse_pliee = ? ORDER BY source <> 'national', source`,
    )
  }

  close(): void {
    this.#db.close()
  }

  async professionnels(criteria: Criteria, reader: Reader, window: Window): Promise<Ranked<Professionnel>[]> {
    const condition = professionnelCondition(criteria, readableOnce(reader))
    const ranks = await searchRanks(this.#statements, { kind: 'professionnel', criteria, condition, ...window })
    return ranks.map((rang) => ({
      rang,
      value: this.#person(this.#personByRank.get(rang) as PersonRow, reader, false),
    }))
  }

  async professionnel(identifiant: string, reader: Reader): Promise<Professionnel | null> {
    const row = this.#personByIdentifier.get(identifiant) as PersonRow | undefined
    return row === undefined ? null : this.#person(row, reader, true)
  }

  async bals(criteria: Criteria, reader: Reader, window: Window): Promise<Ranked<Bal>[]> {
    const visible = namesSource(criteria) ? readableSources(reader) : readableOnce(reader)
    const condition = join('AND', [balCondition(criteria), visible])
    const ranks = await searchRanks(this.#statements, { kind: 'bal', criteria, condition, ...window })
    return ranks.map((rang) => ({ rang, value: this.#bal(this.#mailboxByRank.get(rang) as BalRow) }))
  }

  async bal(adresse: string, reader: Reader): Promise<Bal | null> {
    const rows = this.#mailboxesByAddress.all(adresse.trim().toLowerCase()) as BalRow[]
    const row = rows.find((candidate) => mayRead(reader, candidate.source))
    return row === undefined ? null : this.#bal(row)
  }

  #bal(row: BalRow): Bal {
    return toBal(row, this.#labels, { source: row.source, date: this.#dates.get(row.source) ?? '' })
  }

  #person(row: PersonRow, reader: Reader, complete: boolean): Professionnel {
    const labels = this.#labels
    const activities = this.#activitiesOfRank.all(row.rang) as ActivityRow[]
    const activites = activities.map((activity) => toActivite(activity, labels))
    const professions = new Map<string, Profession>()
    for (const { profession } of activites)
      professions.set(`${profession.code}|${profession.categorie?.code}`, profession)
    const mailboxes = this.#mailboxesOfRank.all(row.rang) as BalRow[]
    const readable = mailboxes.filter((bal) => mayRead(reader, bal.source))
    const isRpps = row.identifiant.startsWith('8')
    return {
      identifiant: row.identifiant,
      typeIdentifiant: isRpps ? 'RPPS' : 'ADELI',
      rpps: isRpps ? row.identifiant.slice(1) : null,
      adeli: isRpps ? null : row.identifiant.slice(1),
      civilite: labels.code('civilite', row.civilite),
      civiliteExercice: labels.code('civilite-exercice', row.civilite_exercice),
      nom: row.nom,
      prenom: row.prenom,
      professions: [...professions.values()],
      savoirFaire: this.#savoirFaire(row.rang),
      activites,
      diplomes: complete ? this.#diplomas(row.rang) : [],
      bals: onePerAddress(readable).map((bal) => this.#bal(bal)),
      provenance: { source: 'national', date: this.#dates.get('national') ?? '' },
    }
  }

  #savoirFaire(rang: number): SavoirFaire[] {
    const rows = this.#savoirFaireOfRank.all(rang) as { type: string; code: string; profession: string }[]
    return rows.map(({ type, code, profession }) => ({
      ...this.#labels.savoirFaire(type, code),
      type: this.#labels.known('type-savoir-faire', type),
      profession,
    }))
  }

  #diplomas(rang: number): Diplome[] {
    const rows = this.#diplomasOfRank.all(rang) as Record<string, string | null>[]
    const code = (nomenclature: string, value: string | null | undefined): Code | null =>
      this.#labels.code(nomenclature, value ?? null)
    return rows.map((row) => ({
      typeDiplome: code('type-diplome', row['type_diplome']),
      diplome: code('diplome', row['diplome']),
      typeAutorisation: code('type-autorisation', row['type_autorisation']),
      discipline: code('discipline', row['discipline']),
    }))
  }
}

function mayRead(reader: Reader, source: string): boolean {
  return source === 'national' || reader.sources.includes(source)
}

/** The national row of an address hides its regional copies. */
function onePerAddress(rows: readonly BalRow[]): BalRow[] {
  const national = new Set(rows.filter((row) => row.source === 'national').map((row) => row.adresse.toLowerCase()))
  return rows.filter((row) => row.source === 'national' || !national.has(row.adresse.toLowerCase()))
}

function readGeneration(db: Database.Database, path: string): GenerationInfo {
  const values = new Map(
    (db.prepare('SELECT cle, valeur FROM generation').all() as { cle: string; valeur: string }[]).map((row) => [
      row.cle,
      row.valeur,
    ]),
  )
  if (values.get('pliage') !== String(FOLD_VERSION)) {
    db.close()
    throw new AnnuaireError(
      'INDISPONIBLE',
      `La génération ${path} a été construite avec la version ${values.get('pliage') ?? '?'} du pliage des noms ; ` +
        `cette version de l’annuaire utilise la version ${FOLD_VERSION}. Relancez « annuaire importer ».`,
    )
  }
  return {
    id: values.get('id') ?? '',
    publieeLe: values.get('publiee_le') ?? '',
    professionnels: Number(values.get('professionnels')),
    activites: Number(values.get('activites')),
    bals: Number(values.get('bals')),
    sources: (values.get('sources') ?? '').split(',').filter((name) => name !== ''),
  }
}
