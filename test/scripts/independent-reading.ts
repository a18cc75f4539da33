import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Counts what a feed holds without any code of the generator or of the importer: plain splitting, rules written again
 * from the description of the defects. It is slow and simple on purpose.
 */
export type Counts = Map<string, number>

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

export function readActivities(path: string): { counts: Counts; people: Set<string>; structures: Map<string, string> } {
  const counts: Counts = new Map()
  const people = new Set<string>()
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
    people.add(national)
    if (cells[8] === '') add(counts, 'PRENOM_ABSENT')
    if (!PROFESSIONS.has(cells[9]!)) add(counts, 'PROFESSION_INCONNUE')
    const technical = cells[23]!
    if (technical === '') continue
    const tuple = cells.slice(19, 47).join('|')
    if ((structures.get(technical) ?? tuple) !== tuple) throw new Error(`${technical} has two descriptions`)
    structures.set(technical, tuple)
    if (cells[44] === '') {
      add(counts, cells[36] === '' && cells[35]!.startsWith('00') ? 'DEPARTEMENT_INDETERMINE' : 'DEPARTEMENT_DEDUIT')
    }
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

/** The savoir-faire and diploma files. */
export function readReferring(path: string, people: ReadonlySet<string>): Counts {
  const counts: Counts = new Map()
  for (const cells of rowsOf(path)) {
    const defect = identityDefect(cells, 13) ?? (people.has(cells[2]!) ? null : 'PROFESSIONNEL_INCONNU')
    if (defect !== null) add(counts, defect)
    if (cells.some((cell) => cell.includes('\ufffd'))) add(counts, 'OCTETS_INVALIDES')
  }
  return counts
}

/** The correspondence of former ADELI numbers. */
export function readCorrespondence(path: string, people: ReadonlySet<string>): Counts {
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

/** @param hidden addresses, in lower case, that a region hides */
export function readMailboxes(path: string, people: ReadonlySet<string>, hidden: ReadonlySet<string>): Counts {
  const counts: Counts = new Map()
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
    if (refusal !== null) {
      add(counts, refusal)
      continue
    }
    addresses.add(key)
    if (hidden.has(key)) add(counts, 'BAL_MASQUEE')
    if (type === 'PER' && national === '') add(counts, 'BAL_SANS_IDENTIFIANT')
    if (national !== '' && !people.has(national!)) add(counts, 'BAL_IDENTIFIANT_INCONNU')
    if (cells[28] !== '' && cells[29] === '') add(counts, 'DEPARTEMENT_DEDUIT')
    if (cells.some((cell) => cell.includes('"'))) add(counts, 'guillemet dans une valeur')
    if (cells.some((cell) => cell.includes('’'))) add(counts, 'apostrophe typographique')
  }
  return counts
}

/** Every file below a folder, as paths relative to it. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
}
