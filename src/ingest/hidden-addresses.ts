import type Database from 'better-sqlite3'
import { type HiddenRegister, hexOf } from '../store/hidden-register.js'
import { withoutAddresses } from '../text/without-addresses.js'
import { foldAddress } from '../values/index.js'

/** Under this name the register's own addresses stand among those of the files. */
const REGISTER = 'registre'

/** Number of mailboxes of each source that another line, or the register, hides. */
export type HiddenCounts = ReadonlyMap<string, number>

/**
 * Readies what a generation being built needs to know before its mailboxes are ranked: the addresses that absent sources
 * hide by their latest word, and the SQL function `sans_masquees`.
 * @param spoken sources of this import, whose own files say what they hide, and those that the user lets reappear
 * @returns whether an address is hidden
 */
export function registerHiddenAddresses(
  db: Database.Database,
  register: HiddenRegister,
  spoken: readonly string[],
): (address: string) => boolean {
  const absent = register.hidden({ except: spoken })
  if (absent.size > 0) {
    const insert = db.prepare('INSERT INTO etape.adresse_cachee (source, adresse_pliee, portee) VALUES (?, ?, ?)')
    for (const address of addressesOf(db)) {
      if (absent.has(hexOf(register.fingerprint(address)))) insert.run(REGISTER, address, 'partout')
    }
  }
  const addresses = new Set(
    db.prepare("SELECT adresse_pliee FROM etape.adresse_cachee WHERE portee <> 'source'").pluck().all() as string[],
  )
  const isHidden = (address: string): boolean => addresses.has(foldAddress(address))
  db.function('sans_masquees', { deterministic: true }, (text: unknown) =>
    withoutAddresses(text as string | null, isHidden),
  )
  return isHidden
}

/**
 * Hidden addresses leave the texts that entries hold, which were prepared before it was known what is hidden.
 * @param blank takes these words out of the entry of an arrival
 */
export function blankTexts(
  db: Database.Database,
  isHidden: (address: string) => boolean,
  blank: (arrival: number, words: readonly string[]) => void,
): void {
  const texts = db
    .prepare("SELECT rowid, service, description FROM etape.bal WHERE instr(service, '@') OR instr(description, '@')")
    .raw()
    .all() as [number, string | null, string | null][]
  const update = db.prepare('UPDATE etape.bal SET service = ?, description = ? WHERE rowid = ?')
  for (const [arrival, service, description] of texts) {
    const words: string[] = []
    const noted = (address: string): boolean => isHidden(address) && words.push(address) > 0
    const cleaned = [withoutAddresses(service, noted), withoutAddresses(description, noted)]
    if (words.length === 0) continue
    update.run(...cleaned, arrival)
    blank(arrival, words)
  }
}

/** Every address that would show, each once. */
function addressesOf(db: Database.Database): ReadonlySet<string> {
  const addresses = new Set(db.prepare('SELECT DISTINCT adresse_pliee FROM etape.bal').pluck().all() as string[])
  const accounts = db.prepare('SELECT comptes FROM etape.bal WHERE comptes IS NOT NULL').pluck()
  for (const text of accounts.iterate() as Iterable<string>) {
    for (const account of text.split('\n')) addresses.add(foldAddress(account))
  }
  return addresses
}

/** Keeps in the generation, as fingerprints, what each of its sources hides. */
export function keepFingerprints(db: Database.Database, register: HiddenRegister): void {
  const rows = db
    .prepare("SELECT DISTINCT source, adresse_pliee FROM etape.adresse_cachee WHERE source <> ? AND portee <> 'source'")
    .raw()
    .all(REGISTER) as [string, string][]
  const insert = db.prepare('INSERT INTO main.masquee (source, empreinte) VALUES (?, ?)')
  for (const [source, address] of rows) insert.run(source, register.fingerprint(address))
}

export function hiddenCounts(db: Database.Database): HiddenCounts {
  return new Map(
    db.prepare('SELECT source, count(*) FROM etape.bal WHERE masquee = 1 GROUP BY source').raw().all() as [
      string,
      number,
    ][],
  )
}

/** The word of each source of a generation, for the register: a source that hides nothing is there too. */
export function wordOf(db: Database.Database, sources: readonly string[]): ReadonlyMap<string, readonly Buffer[]> {
  const word = new Map<string, Buffer[]>(sources.map((source) => [source, []]))
  const rows = db.prepare('SELECT source, empreinte FROM main.masquee').raw().all() as [string, Buffer][]
  for (const [source, fingerprint] of rows) word.get(source)?.push(fingerprint)
  return word
}
