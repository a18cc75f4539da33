import type { FeedFile } from './contract.js'
import { refusal, whereIs } from './refusal.js'

const SNIFFED = 4096
const OLD_OFFICE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0])
const MAGIC: readonly (readonly [Buffer, string])[] = [
  [Buffer.from('PK\x03\x04', 'latin1'), 'un zip ou un classeur XLSX (dont le nom doit alors se terminer par .xlsx)'],
  [Buffer.from('%PDF', 'latin1'), 'un document PDF'],
  [OLD_OFFICE, 'un classeur XLS'],
  [Buffer.from([0x1f, 0x8b]), 'un fichier compressé (gzip)'],
  [Buffer.from([0xff, 0xfe]), 'un texte en UTF-16'],
  [Buffer.from([0xfe, 0xff]), 'un texte en UTF-16'],
]

/** Refuses what is not text, by its first bytes. */
export function refuseBinary(file: FeedFile, start: Buffer): void {
  const magic = MAGIC.find(([bytes]) => start.subarray(0, bytes.length).equals(bytes))
  const nul = start.subarray(0, SNIFFED).indexOf(0)
  const found = magic?.[1] ?? (nul < 0 ? null : `un fichier binaire (octet nul en position ${nul + 1})`)
  if (found === null) return
  throw refusal({
    name: file.name,
    found: `c’est ${found}`,
    expected: 'un fichier texte en UTF-8 ou en Windows-1252',
    where: whereIs(file),
  })
}

/** Refuses what is called XLSX and is of the format before: XLS, or an XLSX that a password hides (MS-OFFCRYPTO). */
export function refuseOldWorkbook(file: FeedFile, start: Buffer): void {
  if (!start.subarray(0, OLD_OFFICE.length).equals(OLD_OFFICE)) return
  throw refusal({
    name: file.name,
    found: 'c’est un classeur XLS, ou un classeur protégé par un mot de passe',
    expected: 'un classeur XLSX sans mot de passe (dans le tableur : Enregistrer sous… XLSX)',
    where: whereIs(file),
  })
}
