import type Database from 'better-sqlite3'
import { ACTIVITIES_OF_RANKS, toActivite } from './activity-row.js'
import { BAL_ADDRESS, BAL_COLUMNS, BAL_HOLDER, BAL_RANK, BAL_SOURCE, toBal } from './bal-row.js'
import { BatchedQuery, type Cells } from './batches.js'
import type { Ranked, Reader } from './directory.js'
import type { Labels } from './labels.js'
import type { Activite, Bal, Code, Diplome, Profession, Professionnel, SavoirFaire } from './model.js'

/** Makes results of ranks: a few queries for all of them together. */
export class ResultReader {
  readonly #labels: Labels
  readonly #dates: ReadonlyMap<string, string>
  readonly #people: BatchedQuery
  readonly #activities: BatchedQuery
  readonly #savoirFaire: BatchedQuery
  readonly #mailboxesOfPeople: BatchedQuery
  readonly #mailboxes: BatchedQuery
  readonly #diplomas: Database.Statement

  /** @param dates of each source's files */
  constructor(db: Database.Database, labels: Labels, dates: ReadonlyMap<string, string>) {
    this.#labels = labels
    this.#dates = dates
    this.#people = new BatchedQuery(
      db,
      'SELECT rang, identifiant, nom, prenom, civilite, civilite_exercice FROM professionnel WHERE rang IN',
      'rang',
    )
    this.#activities = new BatchedQuery(db, ACTIVITIES_OF_RANKS, 'a.rang, a.numero')
    this.#savoirFaire = new BatchedQuery(
      db,
      'SELECT rang, type, code, profession FROM savoir_faire WHERE rang IN',
      'rang, type, code, profession',
    )
    this.#mailboxesOfPeople = new BatchedQuery(
      db,
      `SELECT ${BAL_COLUMNS} FROM bal WHERE professionnel IN`,
      'professionnel, rang',
    )
    this.#mailboxes = new BatchedQuery(db, `SELECT ${BAL_COLUMNS} FROM bal WHERE rang IN`, 'rang')
    this.#diplomas = db.prepare(
      'SELECT type_diplome, diplome, type_autorisation, discipline FROM diplome WHERE rang = ? ORDER BY rowid',
    )
  }

  /** @param ranks ascending */
  bals(ranks: readonly number[]): Ranked<Bal>[] {
    const found: Ranked<Bal>[] = []
    this.#mailboxes.each(ranks, (cells) => {
      found.push({ rang: cells[BAL_RANK] as number, value: toBal(cells, this.#labels, this.#dates) })
    })
    return found
  }

  /**
   * @param ranks ascending
   * @param complete with the diplomas, which a list does not show
   */
  professionnels(ranks: readonly number[], reader: Reader, complete: boolean): Ranked<Professionnel>[] {
    const labels = this.#labels
    const activities = grouped<Activite>(this.#activities, ranks, 0, (cells) => toActivite(cells, labels))
    const savoirFaire = grouped<SavoirFaire>(this.#savoirFaire, ranks, 0, (cells) => this.#toSavoirFaire(cells))
    const mailboxes = grouped<Cells>(this.#mailboxesOfPeople, ranks, BAL_HOLDER, (cells) => cells)
    const found: Ranked<Professionnel>[] = []
    this.#people.each(ranks, (cells) => {
      const [rang, identifiant, nom, prenom] = cells as readonly [number, string, string, string]
      const activites = activities.get(rang) ?? []
      const isRpps = identifiant.startsWith('8')
      const readable = (mailboxes.get(rang) ?? []).filter((bal) => mayRead(reader, bal[BAL_SOURCE] as string))
      const value: Professionnel = {
        identifiant,
        typeIdentifiant: isRpps ? 'RPPS' : 'ADELI',
        rpps: isRpps ? identifiant.slice(1) : null,
        adeli: isRpps ? null : identifiant.slice(1),
        civilite: labels.code('civilite', cells[4] as string | null),
        civiliteExercice: labels.code('civilite-exercice', cells[5] as string | null),
        nom,
        prenom,
        professions: professionsOf(activites),
        savoirFaire: savoirFaire.get(rang) ?? [],
        activites,
        diplomes: complete ? this.#diplomes(rang) : [],
        bals: onePerAddress(readable).map((bal) => toBal(bal, labels, this.#dates)),
        provenance: { source: 'national', date: this.#dates.get('national') ?? '' },
      }
      found.push({ rang, value })
    })
    return found
  }

  #toSavoirFaire([, type, code, profession]: Cells): SavoirFaire {
    const labelled = this.#labels.savoirFaire(type as string, code as string)
    const typed = this.#labels.known('type-savoir-faire', type as string)
    return { code: labelled.code, libelle: labelled.libelle, type: typed, profession: profession as string }
  }

  #diplomes(rang: number): Diplome[] {
    const rows = this.#diplomas.all(rang) as Record<string, string | null>[]
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

export function mayRead(reader: Reader, source: string): boolean {
  return source === 'national' || reader.sources.includes(source)
}

/** Rows of a query by the key in one of their columns. */
function grouped<T>(
  query: BatchedQuery,
  ranks: readonly number[],
  key: number,
  make: (cells: Cells) => T,
): Map<number, T[]> {
  const groups = new Map<number, T[]>()
  query.each(ranks, (cells) => {
    const rang = cells[key] as number
    const group = groups.get(rang)
    if (group === undefined) groups.set(rang, [make(cells)])
    else group.push(make(cells))
  })
  return groups
}

/** Each profession once, as often as its category differs; the last activity's object stands for it. */
function professionsOf(activites: readonly Activite[]): Profession[] {
  if (activites.length === 1) return [activites[0]!.profession]
  const professions = new Map<string, Profession>()
  for (const { profession } of activites) {
    professions.set(`${profession.code}|${profession.categorie?.code}`, profession)
  }
  return [...professions.values()]
}

/** The national row of an address hides its regional copies. */
function onePerAddress(rows: readonly Cells[]): readonly Cells[] {
  if (rows.length < 2) return rows
  const address = (row: Cells): string => (row[BAL_ADDRESS] as string).toLowerCase()
  const national = new Set(rows.filter((row) => row[BAL_SOURCE] === 'national').map(address))
  return rows.filter((row) => row[BAL_SOURCE] === 'national' || !national.has(address(row)))
}
