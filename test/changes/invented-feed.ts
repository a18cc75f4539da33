import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../src/project-root.js'

const PEOPLE = 'PS_LibreAcces_Personne_activite_202611200300.txt'
const MAILBOXES = 'Extraction_Correspondance_MSSante_202611200300.txt'
const REGION = 'regional/paca.csv'

/** Cells by the names of their columns; those that are missing are empty. */
type Line = Readonly<Record<string, string>>

/** Random numbers that a seed makes again (mulberry32). */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed
  }

  /** @returns a whole number from 0 on, less than `count` */
  below(count: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % count
  }

  one<T>(of: readonly T[]): T {
    return of[this.below(of.length)]!
  }
}

export const IDENTIFIERS = Array.from({ length: 7 }, (_, at) => `8100000009${at}${at}`)
export const ADDRESSES = Array.from({ length: 6 }, (_, at) => `boite${at}@chu.mssante.fr`)

interface Activity {
  readonly structure: number
  readonly profession: string
  readonly mode: string
  readonly specialite: string
}

/** A small directory that changes cell by cell. */
export class InventedFeed {
  readonly #random: Random
  readonly #folder: string
  readonly #structures: { raison: string; telephone: string; voie: string }[] = []
  readonly #people: { there: boolean; nom: string; prenom: string; activities: Activity[] }[] = []
  readonly #national: { there: boolean; holder: number; service: string; structure: number }[] = []
  readonly #regional: {
    there: boolean
    holder: number
    statut: string
    rouge: string
    expiration: string
    description: string
    connexion: string
  }[] = []

  constructor(folder: string, random: Random) {
    this.#folder = folder
    this.#random = random
    mkdirSync(join(folder, 'regional'), { recursive: true })
    for (let at = 0; at < 4; at++)
      this.#structures.push({ raison: `CLINIQUE ${at}`, telephone: '', voie: 'DE LA PAIX' })
    for (const _ of IDENTIFIERS) this.#people.push({ there: true, nom: 'DUPONT', prenom: 'Jean', activities: [] })
    for (const _ of ADDRESSES) {
      this.#national.push({ there: true, holder: 0, service: '', structure: 0 })
      this.#regional.push({
        there: true,
        holder: 0,
        statut: 'VALIDE',
        rouge: 'Non',
        expiration: '',
        description: '',
        connexion: '',
      })
    }
    for (let change = 0; change < 60; change++) this.change(() => '')
  }

  get paths(): readonly string[] {
    return [this.#folder]
  }

  /** Changes one cell, or lets a line come or go. @param expiry a day on which an account may expire, DD/MM/AAAA or '' */
  change(expiry: () => string): void {
    const random = this.#random
    const person = this.#people[1 + random.below(this.#people.length - 1)]!
    const structure = random.one(this.#structures)
    const national = random.one(this.#national)
    const regional = random.one(this.#regional)
    const acts: readonly (() => void)[] = [
      () => (person.there = random.below(4) > 0),
      () => (person.nom = random.one(['MARTIN', 'DUPONT', 'LEFÈVRE'])),
      () => (person.prenom = random.one(['Anne', 'Zoé', ''])),
      () => person.activities.splice(0, random.below(2)),
      () => person.activities.reverse(),
      () => person.activities.push(this.#activity()),
      () => (structure.telephone = random.one(['', '0491000001', '0491000002'])),
      () => (structure.raison = random.one(['CLINIQUE', 'HOPITAL', 'CABINET'])),
      () => (structure.voie = random.one(['DE LA PAIX', 'ARAGO'])),
      () => (national.there = random.below(4) > 0),
      () => (national.holder = random.below(IDENTIFIERS.length + 1)),
      () => (national.service = random.one(['', 'CARDIOLOGIE'])),
      () => (national.structure = random.below(4)),
      () => (regional.there = random.below(4) > 0),
      () => (regional.holder = random.below(IDENTIFIERS.length + 1)),
      () => (regional.statut = random.one(['VALIDE', 'VALIDE', 'A VALIDER'])),
      () => (regional.rouge = random.one(['Non', 'Non', 'Non', 'Oui'])),
      () => (regional.expiration = expiry()),
      () => (regional.description = random.one(['', 'Accueil', 'Secrétariat'])),
      () => (regional.connexion = random.one(['', 'compte1'])),
    ]
    random.one(acts)()
  }

  write(): void {
    const people = this.#people.flatMap((person, at) => {
      if (!person.there && at > 0) return []
      const activities = person.activities.length === 0 ? [this.#activity(0)] : person.activities
      return activities.map((activity) => this.#personLine(at, activity))
    })
    this.#file(PEOPLE, '|', people)
    this.#file(
      MAILBOXES,
      '|',
      this.#national.flatMap((one, at) => (one.there ? [this.#nationalLine(at)] : [])),
    )
    this.#file(
      REGION,
      ';',
      this.#regional.flatMap((one, at) => (one.there ? [this.#regionalLine(at)] : [])),
    )
  }

  #activity(structure = this.#random.below(5)): Activity {
    const random = this.#random
    return structure === 0
      ? { structure, profession: '10', mode: 'L', specialite: '' }
      : { structure, profession: '10', mode: random.one(['L', 'S']), specialite: random.one(['', 'SM04', 'SM42']) }
  }

  #personLine(at: number, { structure, profession, mode, specialite }: Activity): Line {
    const { nom, prenom } = this.#people[at]!
    const national = IDENTIFIERS[at]!
    return {
      "Type d'identifiant PP": '8',
      'Identifiant PP': national.slice(1),
      'Identification nationale PP': national,
      "Nom d'exercice": nom,
      "Prénom d'exercice": prenom,
      'Code profession': profession,
      'Code catégorie professionnelle': 'C',
      ...(specialite !== '' && { 'Code type savoir-faire': 'S', 'Code savoir-faire': specialite }),
      'Code mode exercice': mode,
      ...(structure !== 0 && this.#structureCells(structure - 1)),
    }
  }

  #structureCells(at: number): Line {
    const { raison, telephone, voie } = this.#structures[at]!
    return {
      'Numéro FINESS site': `13900001${at}`,
      ...(at > 0 && { 'Identifiant technique de la structure': `F13900001${at}` }),
      'Raison sociale site': raison,
      'Libellé Voie (coord. structure)': voie,
      'Code postal (coord. structure)': '13005',
      'Libellé commune (coord. structure)': 'Marseille',
      'Téléphone (coord. structure)': telephone,
    }
  }

  #nationalLine(at: number): Line {
    const { holder, service, structure } = this.#national[at]!
    const finess = { 'Type identifiant structure': 'FINESS', 'Identification Structure': `13900001${structure}` }
    const base = { 'Adresse BAL': ADDRESSES[at]!, ...finess, 'Service de rattachement': service }
    const national = IDENTIFIERS[holder]
    if (national === undefined) return { ...base, 'Type de BAL': 'ORG', 'Raison Sociale structure BAL': 'CHU' }
    return {
      ...base,
      'Type de BAL': 'PER',
      'Type Identifiant PP': '8',
      'Identifiant PP': national.slice(1),
      'Identification nationale PP': national,
      "Nom d'exercice": this.#people[holder]!.nom,
      "Prénom d'exercice": this.#people[holder]!.prenom,
    }
  }

  #regionalLine(at: number): Line {
    const { holder, statut, rouge, expiration, description, connexion } = this.#regional[at]!
    const national = IDENTIFIERS[holder]
    return {
      'Adresse mail': `${ADDRESSES[at]!.split('@')[0]}@exemple.fr`,
      'MSSanté adresse': ADDRESSES[at]!,
      'Type de BAL': national === undefined ? 'ORG' : 'PER',
      Statut: statut,
      'Date de péremption': expiration,
      'Compte de test': 'Non',
      'Liste rouge': rouge,
      Description: description,
      'Compte(s) de connexion': connexion,
      ...(national === undefined
        ? { 'Raison sociale': 'CHU', FINESS: '139000010' }
        : { NOM: this.#people[holder]!.nom, Prénom: this.#people[holder]!.prenom, RPPS: national.slice(1) }),
    }
  }

  #file(name: string, separator: string, lines: readonly Line[]): void {
    const [header = ''] = readFileSync(join(projectRoot, 'fixtures', name), 'utf8').split('\n')
    const columns = header.split(separator)
    const unknown = lines.flatMap((line) => Object.keys(line)).filter((column) => !columns.includes(column))
    if (unknown.length > 0) throw new Error(`${name} has no column ${unknown.join(', ')}`)
    const text = lines.map((line) => columns.map((column) => line[column] ?? '').join(separator))
    writeFileSync(join(this.#folder, name), [header, ...text, ''].join('\n'))
  }
}
