import type Database from 'better-sqlite3'
import type {
  Activite,
  Bal,
  Diplome,
  Profession,
  Professionnel,
  Provenance,
  SavoirFaire,
  Structure,
} from '../resources/person.js'
import { placesOf } from '../text/cells.js'
import { foldAddress, NATIONAL } from '../values/index.js'
import { BAL, BAL_COLUMNS, formerNumbers, toBal } from './bal-row.js'
import { BatchedQuery, type Cells } from './batches.js'
import type { Ranked, Reader } from './directory.js'
import { EXERCICE_COLUMNS, type Exercice, toExercice } from './exercice-row.js'
import type { HiddenRows } from './hidden-rows.js'
import type { Holders } from './holders.js'
import type { Labels } from './labels.js'
import { byPreference, type GivenRank } from './preferred-mailbox.js'
import { SmallTable } from './small-table.js'
import type { SourceFiles } from './source-files.js'
import { toStructure } from './structure-row.js'

const PERSON_COLUMNS = [
  'rang',
  'identifiant',
  'nom',
  'prenom',
  'civilite',
  'civilite_exercice',
  'activites',
  'savoir_faire',
  'diplomes',
  'anciens_adeli',
] as const
const PERSON = placesOf(PERSON_COLUMNS)

/** Exercice and structure (0 for none) of an activity. */
type Pair = readonly [exercice: number, structure: number]

/** Makes results of ranks: a few queries for all of them together. */
export class ResultReader {
  readonly #labels: Labels
  readonly #dates: ReadonlyMap<string, string>
  readonly #provenance: Provenance
  readonly #hidden: HiddenRows
  readonly #holders: Holders
  readonly #people: BatchedQuery
  readonly #person: Database.Statement
  readonly #structures: BatchedQuery
  readonly #exercices: SmallTable<Exercice>
  readonly #savoirFaire: SmallTable<SavoirFaire>
  readonly #mailboxesOfPeople: BatchedQuery
  readonly #mailboxes: BatchedQuery
  readonly #diplomes: SmallTable<Diplome>

  constructor(db: Database.Database, labels: Labels, files: SourceFiles, hidden: HiddenRows, holders: Holders) {
    this.#labels = labels
    this.#holders = holders
    this.#hidden = hidden
    this.#dates = files.datesOfMailboxes
    this.#provenance = { source: NATIONAL, date: files.dateOfPeople }
    this.#people = new BatchedQuery(db, `SELECT ${PERSON_COLUMNS.join(', ')} FROM professionnel WHERE rang IN`, 'rang')
    this.#person = db.prepare(`SELECT ${PERSON_COLUMNS.join(', ')} FROM professionnel WHERE identifiant = ?`).raw()
    this.#structures = new BatchedQuery(db, 'SELECT id, affichage FROM structure WHERE id IN', 'id')
    this.#exercices = new SmallTable(db, `SELECT ${EXERCICE_COLUMNS} FROM exercice WHERE id = ?`, (cells) =>
      toExercice(cells, labels),
    )
    this.#savoirFaire = new SmallTable(db, 'SELECT type, code, profession FROM savoir_faire WHERE id = ?', (cells) =>
      toSavoirFaire(cells as readonly string[], labels),
    )
    this.#mailboxesOfPeople = new BatchedQuery(
      db,
      `SELECT ${BAL_COLUMNS} FROM bal WHERE professionnel IN`,
      'professionnel, rang',
    )
    this.#mailboxes = new BatchedQuery(db, `SELECT ${BAL_COLUMNS} FROM bal WHERE rang IN`, 'rang')
    this.#diplomes = new SmallTable(
      db,
      'SELECT type_diplome, diplome, type_autorisation, discipline FROM diplome WHERE id = ?',
      (cells) => toDiplome(cells, labels),
    )
  }

  /** @param ranks ascending */
  bals(ranks: readonly number[]): Ranked<Bal>[] {
    const found: Ranked<Bal>[] = []
    this.#mailboxes.each(ranks, (cells) => {
      found.push({ rang: cells[BAL.rang] as number, value: toBal(cells, this.#labels, this.#dates) })
    })
    return found
  }

  /**
   * @param ranks ascending
   * @param complete with the diplomas, which a list does not show
   */
  professionnels(ranks: readonly number[], reader: Reader, complete: boolean): Ranked<Professionnel>[] {
    const rows: Cells[] = []
    this.#people.each(ranks, (cells) => rows.push(cells))
    return this.#ofRows(rows, reader, complete)
  }

  /**
   * The person who has an identification nationale PP, with the diplomas.
   * @returns null when nobody has it
   */
  professionnel(identifiant: string, reader: Reader): Professionnel | null {
    const cells = this.#person.get(identifiant) as Cells | undefined
    return cells === undefined ? null : this.#ofRows([cells], reader, true)[0]!.value
  }

  #ofRows(rows: readonly Cells[], reader: Reader, complete: boolean): Ranked<Professionnel>[] {
    const pairs = rows.map((cells) => JSON.parse(cells[PERSON.activites] as string) as Pair[])
    const structures = this.#structuresOf(pairs)
    const mailboxes = this.#mailboxesOf(
      rows.map((cells) => cells[PERSON.rang] as number),
      reader,
    )
    return rows.map((cells, at) => {
      const rang = cells[PERSON.rang] as number
      const activites = pairs[at]!.map(([exercice, structure]): Activite => {
        return { ...this.#exercices.get(exercice), structure: structures.get(structure) ?? null }
      })
      return { rang, value: this.#toProfessionnel(cells, activites, mailboxes.get(rang) ?? [], complete) }
    })
  }

  #toProfessionnel(cells: Cells, activites: Activite[], mailboxes: readonly Cells[], complete: boolean): Professionnel {
    const labels = this.#labels
    const identifiant = cells[PERSON.identifiant] as string
    const isRpps = identifiant.startsWith('8')
    const savoirFaire = cells[PERSON.savoir_faire] as string | null
    const diplomes = complete ? (cells[PERSON.diplomes] as string | null) : null
    return {
      identifiant,
      typeIdentifiant: isRpps ? 'RPPS' : 'ADELI',
      rpps: isRpps ? identifiant.slice(1) : null,
      adeli: isRpps ? null : identifiant.slice(1),
      anciensAdeli: formerNumbers(cells[PERSON.anciens_adeli] as string | null),
      civilite: labels.code('civilite', cells[PERSON.civilite] as string | null),
      civiliteExercice: labels.code('civilite-exercice', cells[PERSON.civilite_exercice] as string | null),
      nom: cells[PERSON.nom] as string,
      prenom: cells[PERSON.prenom] as string,
      professions: professionsOf(activites),
      savoirFaire:
        savoirFaire === null ? [] : (JSON.parse(savoirFaire) as number[]).map((id) => this.#savoirFaire.get(id)),
      activites,
      diplomes: diplomes === null ? [] : (JSON.parse(diplomes) as number[]).map((id) => this.#diplomes.get(id)),
      bals: byPreference(
        onePerAddress(mailboxes).map((bal) => toBal(bal, labels, this.#dates)),
        activites,
        givenRanks(mailboxes),
      ),
      provenance: this.#provenance,
    }
  }

  #structuresOf(activities: readonly (readonly Pair[])[]): ReadonlyMap<number, Structure> {
    const ids = new Set<number>()
    for (const pairs of activities) for (const [, structure] of pairs) if (structure !== 0) ids.add(structure)
    return this.structures([...ids])
  }

  /** Structures by their numbers. */
  structures(ids: readonly number[]): ReadonlyMap<number, Structure> {
    const structures = new Map<number, Structure>()
    const ascending = [...ids].sort((one, other) => one - other)
    this.#structures.each(ascending, (cells) => {
      structures.set(cells[0] as number, toStructure(cells[1] as string, this.#labels))
    })
    return structures
  }

  /** Mailboxes of people, those that the reader may see, by the rank of their holder. */
  #mailboxesOf(ranks: readonly number[], reader: Reader): ReadonlyMap<number, readonly Cells[]> {
    const groups = new Map<number, Cells[]>()
    const holders = ranks.filter((rank) => this.#holders.has(rank))
    this.#mailboxesOfPeople.each(holders, (cells) => {
      if (!mayRead(reader, cells[BAL.source] as string)) return
      if (this.#hidden.rows.has((cells[BAL.rang] as number) - 1)) return
      const rang = cells[BAL.professionnel] as number
      const group = groups.get(rang)
      if (group === undefined) groups.set(rang, [cells])
      else group.push(cells)
    })
    return groups
  }
}

export function mayRead(reader: Reader, source: string): boolean {
  return source === NATIONAL || reader.sources.includes(source)
}

function toSavoirFaire([type, code, profession]: readonly string[], labels: Labels): SavoirFaire {
  const labelled = labels.savoirFaire(type!, code!)
  return {
    code: labelled.code,
    libelle: labelled.libelle,
    type: labels.known('type-savoir-faire', type!),
    profession: profession!,
  }
}

function toDiplome([type, diplome, autorisation, discipline]: readonly (string | null)[], labels: Labels): Diplome {
  return {
    typeDiplome: labels.code('type-diplome', type!),
    diplome: labels.code('diplome', diplome!),
    typeAutorisation: labels.code('type-autorisation', autorisation!),
    discipline: labels.code('discipline', discipline!),
  }
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

const NO_RANKS: ReadonlyMap<string, GivenRank> = new Map()

/** The ranks that sources give, by folded address: a regional one may rank an address that is shown as the national one has it. */
function givenRanks(rows: readonly Cells[]): ReadonlyMap<string, GivenRank> {
  if (rows.every((row) => row[BAL.rang_source] === null)) return NO_RANKS
  const given = new Map<string, GivenRank>()
  for (const row of rows) {
    const rang = row[BAL.rang_source] as number | null
    const address = foldAddress(row[BAL.adresse] as string)
    if (rang !== null && rang < (given.get(address)?.rang ?? Number.POSITIVE_INFINITY)) {
      given.set(address, { rang, source: row[BAL.source] as string })
    }
  }
  return given
}

/** The national row of an address hides its regional copies. */
function onePerAddress(rows: readonly Cells[]): readonly Cells[] {
  if (rows.length < 2) return rows
  const address = (row: Cells): string => foldAddress(row[BAL.adresse] as string)
  const national = new Set(rows.filter((row) => row[BAL.source] === NATIONAL).map(address))
  return rows.filter((row) => row[BAL.source] === NATIONAL || !national.has(address(row)))
}
