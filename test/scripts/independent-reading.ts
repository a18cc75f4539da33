import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Counts what a feed holds without any code of the generator or of the importer: plain splitting, rules written again
 * from the description of the defects. It is slow and simple on purpose.
 */
export type Counts = Map<string, number>

/** What the other files are compared with of a person. */
export interface Known {
  readonly nom: string
  readonly prenom: string
  readonly modes: Set<string>
  placed: boolean
}
export type People = ReadonlyMap<string, Known>

export function isActive({ modes, placed }: Known): boolean {
  return placed || [...modes].some((mode) => mode !== '')
}

/** Mailboxes that a person may have: two for who is an employee and works for themselves besides. */
export function allowed({ modes }: Known): number {
  return modes.has('S') && modes.has('L') ? 2 : 1
}

export function luhnHolds(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

/** Rows below the header, the trailing separator gone. */
export function rowsOf(path: string, encoding: 'utf8' | 'latin1' = 'utf8'): string[][] {
  const lines = readFileSync(path, encoding).split(/\r?\n/).slice(1, -1)
  return lines.map((line) => line.replace(/\|$/, '').split('|'))
}

const IDENTIFICATION = /^(8\d{11}|0[0-9A-Z]{9})$/
const ADDRESS = /^[^@\s]+@([^@\s]+\.mssante\.fr|interop-mssante\.apicrypt\.org)$/i
const PHONES: readonly (readonly [string, RegExp])[] = [
  ['sans séparateur', /^0\d{9}$/],
  ['espaces', /^0\d( \d\d){4}$/],
  ['points', /^0\d(\.\d\d){4}$/],
  ['+33 collé', /^\+33\d{9}$/],
  ['+33 espacé', /^\+33 \d( \d\d){4}$/],
  ['tirets', /^0\d(-\d\d){4}$/],
]
const PROFESSIONS: ReadonlySet<string> = new Set(
  ['TRE_G15-ProfessionSante.csv', 'professions-non-ps_JDV_J48.csv'].flatMap((name) =>
    readFileSync(new URL(`../../schema/nomenclatures/${name}`, import.meta.url), 'utf8')
      .split(/\r?\n/)
      .map((line) => line.split(',')[0]!),
  ),
)

function add(counts: Counts, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}

/** The defect of the first cells of a PS_LibreAcces row, if it has one. */
function identityDefect(cells: readonly string[], width: number): string | null {
  if (cells.length !== width) return 'LIGNE_TRONQUEE'
  if (cells[1] === '' && cells[2] === '') return 'IDENTIFIANT_PP_ABSENT'
  return IDENTIFICATION.test(cells[2]!) ? null : 'IDENTIFIANT_PP_MALFORME'
}

export function readActivities(path: string): { counts: Counts; people: People; structures: Map<string, string> } {
  const counts: Counts = new Map()
  const people = new Map<string, Known>()
  const structures = new Map<string, string>()
  const pairs = new Set<string>()
  for (const cells of rowsOf(path)) {
    const defect = identityDefect(cells, 56) ?? (cells[7] === '' ? 'NOM_ABSENT' : null)
    if (defect !== null) {
      add(counts, defect)
      continue
    }
    const national = cells[2]!
    if (!people.has(national) && national.startsWith('8') && !luhnHolds(national.slice(1)))
      add(counts, 'CLE_RPPS_INVALIDE')
    const known = people.get(national) ?? { nom: cells[7]!, prenom: cells[8]!, modes: new Set<string>(), placed: false }
    people.set(national, known)
    known.modes.add(cells[17]!)
    known.placed ||= cells[23] !== ''
    addControls(counts, cells)
    if (cells[8] === '') add(counts, 'PRENOM_ABSENT')
    if (!PROFESSIONS.has(cells[9]!)) add(counts, 'PROFESSION_INCONNUE')
    const technical = cells[23]!
    if (technical === '') continue
    const tuple = cells.slice(19, 47).join('|')
    if ((structures.get(technical) ?? tuple) !== tuple) throw new Error(`${technical} has two descriptions`)
    structures.set(technical, tuple)
    if (cells[44] === '') {
      add(counts, cells[36] === '' && cells[35]!.startsWith('00') ? 'DEPARTEMENT_INDETERMINE' : 'DEPARTEMENT_DEDUIT')
    } else if (isElsewhere(cells[44]!, cells[36]!, cells[35]!)) add(counts, 'DEPARTEMENT_CONTREDIT')
    if (tuple.includes('"')) add(counts, 'guillemet dans une valeur')
    if (tuple.includes('’')) add(counts, 'apostrophe typographique')
    add(counts, cells[38] === '99000' ? 'pays 99000' : 'pays vide')
    if (cells[34] !== '') add(counts, 'code postal CEDEX, différent de ceux de la commune')
    const phone = PHONES.find(([, shape]) => shape.test(cells[40]!))
    if (phone !== undefined) add(counts, `téléphone : ${phone[0]}`)
    else if (cells[40] !== '') throw new Error(`unknown shape of telephone ${cells[40]}`)
    const pair = `${national}|${technical}`
    if (pairs.has(pair)) add(counts, 'personne et structure déjà réunies sur une autre ligne')
    pairs.add(pair)
  }
  return { counts, people, structures }
}

function addControls(counts: Counts, cells: readonly string[]): void {
  for (const cell of cells) if (cell.includes('\u0002')) add(counts, 'CARACTERE_DE_CONTROLE')
}

/** Whether a département, 75 or 69 where it was planted, is not the one of the commune, else of the postcode. */
function isElsewhere(departement: string, commune: string, postcode: string): boolean {
  if (commune !== '')
    return !commune.startsWith(departement) && !commune.startsWith('97123') && !commune.startsWith('97127')
  return (departement === '75' || departement === '69') && !postcode.startsWith(departement)
}

const SKILLS: ReadonlySet<string> = new Set(
  readFileSync(new URL('../../schema/nomenclatures/savoir-faire_JDV_J107.csv', import.meta.url), 'utf8')
    .split(/\r?\n/)
    .flatMap((line) => line.split(',')),
)

/** The savoir-faire of the feed: dentists have codes of their own, which nobody else has. */
function skillDefect(profession: string, code: string): string | null {
  if (code === '') return null
  if (!SKILLS.has(code)) return 'SAVOIR_FAIRE_INCONNU'
  const dental = code.startsWith('SCD') || code.startsWith('COD')
  return PROFESSIONS.has(profession) && dental !== (profession === '40') ? 'SAVOIR_FAIRE_HORS_PROFESSION' : null
}

/** The savoir-faire and diploma files. */
export function readReferring(path: string, people: People): Counts {
  const counts: Counts = new Map()
  for (const cells of rowsOf(path)) {
    const identity = identityDefect(cells, 13) ?? (people.has(cells[2]!) ? null : 'PROFESSIONNEL_INCONNU')
    const defect = identity ?? (path.includes('SavoirFaire') ? skillDefect(cells[5]!, cells[11]!) : null)
    if (defect !== null) add(counts, defect)
    if (cells.some((cell) => cell.includes('\ufffd'))) add(counts, 'OCTETS_INVALIDES')
  }
  return counts
}

/** The correspondence of former ADELI numbers. */
export function readCorrespondence(path: string, people: People): Counts {
  const counts: Counts = new Map()
  const seen = new Map<string, string>()
  for (const line of readFileSync(path, 'latin1').split('\n').slice(1, -1)) {
    const [adeli, rpps] = line.split(';') as [string, string]
    if (!/^[0-9A-Z]{9}$/.test(adeli)) add(counts, 'IDENTIFIANT_PP_MALFORME')
    else if (seen.get(adeli) === rpps) add(counts, 'CORRESPONDANCE_REPETEE')
    else if (seen.has(adeli)) add(counts, 'CORRESPONDANCE_CONTRADICTOIRE')
    else if (!people.has(`8${rpps}`)) add(counts, 'CORRESPONDANCE_SANS_TITULAIRE')
    else if (people.has(`0${adeli}`)) add(counts, 'ADELI_ENCORE_PUBLIE')
    if (!seen.has(adeli)) seen.set(adeli, rpps)
  }
  return counts
}

/** The national mailboxes, and why each is refused. */
function* mailboxesOf(path: string): Generator<{ cells: string[]; refusal: string | null }> {
  const addresses = new Set<string>()
  for (const cells of readFileSync(path, 'utf8')
    .split(/\r?\n/)
    .slice(1, -1)
    .map((line) => line.split('|'))) {
    const [type, address, , , national] = cells
    const key = address!.toLowerCase()
    const refusal =
      cells.length !== 31
        ? 'LIGNE_TRONQUEE'
        : key === ''
          ? 'BAL_ADRESSE_ABSENTE'
          : !ADDRESS.test(key)
            ? 'BAL_ADRESSE_MALFORMEE'
            : !['PER', 'ORG', 'APP', 'CAB'].includes(type!)
              ? 'BAL_TYPE_INCONNU'
              : addresses.has(key)
                ? 'BAL_DOUBLON'
                : national !== '' && !IDENTIFICATION.test(national!)
                  ? 'IDENTIFIANT_PP_MALFORME'
                  : null
    if (refusal === null) addresses.add(key)
    yield { cells, refusal }
  }
}

/** Addresses of the national file, in lower case, and how many each person has there. */
export interface NationalAddresses {
  readonly addresses: ReadonlySet<string>
  readonly held: ReadonlyMap<string, number>
}

export function nationalAddresses(path: string, people: People): NationalAddresses {
  const addresses = new Set<string>()
  const held = new Map<string, number>()
  for (const { cells, refusal } of mailboxesOf(path)) {
    if (refusal !== null) continue
    addresses.add(cells[1]!.toLowerCase())
    if (cells[0] === 'PER' && people.has(cells[4]!)) held.set(cells[4]!, (held.get(cells[4]!) ?? 0) + 1)
  }
  return { addresses, held }
}

/** @param hidden addresses, in lower case, that a region hides */
export function readMailboxes(path: string, people: People, hidden: ReadonlySet<string>): Counts {
  const counts: Counts = new Map()
  const held = new Map<string, number>()
  for (const { cells, refusal } of mailboxesOf(path)) {
    if (refusal !== null) {
      add(counts, refusal)
      continue
    }
    const [type, address, , , national] = cells
    if (hidden.has(address!.toLowerCase())) add(counts, 'BAL_MASQUEE')
    const known = people.get(national!)
    if (type === 'PER') {
      if (national === '') add(counts, 'BAL_SANS_IDENTIFIANT')
      if (cells[10] === '') add(counts, 'PRENOM_ABSENT')
      if (known !== undefined) {
        const boxes = (held.get(national!) ?? 0) + 1
        held.set(national!, boxes)
        if (boxes > allowed(known)) add(counts, 'PLUSIEURS_BAL')
        if (!isActive(known)) add(counts, 'TITULAIRE_SANS_ACTIVITE')
        if (known.nom !== cells[9]) add(counts, 'TITULAIRE_DIVERGENT')
      }
      if (!PROFESSIONS.has(cells[13]!)) add(counts, 'PROFESSION_INCONNUE')
    }
    const skill = skillDefect(cells[13]!, cells[15]!)
    if (skill !== null) add(counts, skill)
    addControls(counts, cells)
    if (national !== '' && known === undefined) add(counts, 'BAL_IDENTIFIANT_INCONNU')
    if (cells[28] !== '' && cells[29] === '') add(counts, 'DEPARTEMENT_DEDUIT')
    if (isMisplaced(cells[29]!, cells[28]!)) add(counts, 'DEPARTEMENT_CONTREDIT')
    if (cells.some((cell) => cell.includes('"'))) add(counts, 'guillemet dans une valeur')
    if (cells.some((cell) => cell.includes('’'))) add(counts, 'apostrophe typographique')
  }
  return counts
}

/** The two départements that are planted far from their postcodes. */
function isMisplaced(departement: string, postcode: string): boolean {
  const code = departement === 'Paris' ? '75' : departement === 'Rhône' ? '69' : null
  return code !== null && !postcode.startsWith(code)
}

/** Every file below a folder, as paths relative to it. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
}
