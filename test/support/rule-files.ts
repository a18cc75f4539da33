import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { NoticeRule } from '../../src/notices/catalog.js'
import type { Cells, FileKind } from '../../src/notices/rule.js'
import { projectRoot } from '../../src/project-root.js'

/** The files of fixtures/regles: for each rule one that stays silent and one that speaks, made from its declaration. */
export const RULES_FOLDER = join(projectRoot, 'fixtures/regles')

const NAMES: Readonly<Record<FileKind, string>> = {
  'personne-activite': 'PS_LibreAcces_Personne_activite',
  'savoir-faire': 'PS_LibreAcces_SavoirFaire',
  diplome: 'PS_LibreAcces_Dipl_AutExerc',
  'correspondance-adeli': 'Correspondance_ADELI_RPPS',
  mssante: 'Extraction_Correspondance_MSSante',
  regional: 'paca',
  'liste-blanche': 'listeblanchemssante',
}

/** The one default file that is not in UTF-8. */
const ENCODINGS: Readonly<Partial<Record<FileKind, BufferEncoding>>> = { 'correspondance-adeli': 'latin1' }

/** The default file of a kind, whose first line is a sound one. */
export function defaultFile(kind: FileKind): string {
  return join(projectRoot, 'fixtures', kind === 'regional' ? 'regional/paca.csv' : `${NAMES[kind]}_202611200300.txt`)
}

export function ruleFile(code: string, kind: FileKind, part: 'bon' | 'mauvais' | 'mssante'): string {
  return join(RULES_FOLDER, `${NAMES[kind]}_${code}-${part}.${kind === 'regional' ? 'csv' : 'txt'}`)
}

/** Each file of a rule, by path. */
export function filesOfRule(code: string, { exemple }: NoticeRule): ReadonlyMap<string, Buffer> {
  const { fichier, bon, mauvais, mssante } = exemple
  const files = new Map([
    [ruleFile(code, fichier, 'bon'), bytes(fichier, bon)],
    [ruleFile(code, fichier, 'mauvais'), bytes(fichier, mauvais)],
  ])
  if (mssante !== undefined) files.set(ruleFile(code, 'mssante', 'mssante'), bytes('mssante', mssante))
  return files
}

function bytes(kind: FileKind, lines: readonly (Cells | string)[]): Buffer {
  const separator = kind === 'regional' || kind === 'correspondance-adeli' ? ';' : '|'
  const [header, sound] = readFileSync(defaultFile(kind), ENCODINGS[kind] ?? 'utf8')
    .split('\n', 2)
    .map((line) => line.split(separator))
  const known = new Set(header)
  const added = new Set(lines.flatMap((line) => (typeof line === 'string' ? [] : Object.keys(line))))
  const columns = [...header!.filter((name) => name !== ''), ...[...added].filter((name) => !known.has(name))]
  const closing = header!.at(-1) === '' ? [''] : []
  const written = (cells: readonly string[]) => [...cells, ...closing].map((cell) => quoted(cell, kind)).join(separator)
  const rows = lines.map((line) =>
    typeof line === 'string' ? line : written(columns.map((name, at) => line[name] ?? sound![at] ?? '')),
  )
  // A replaced character stands for the byte that could not be read: 0xD4 is « Ô » in Windows-1252.
  const text = `${[written(columns), ...rows].join('\n')}\n`
  return Buffer.concat(text.split('\ufffd').flatMap((part, at) => [...(at === 0 ? [] : [Buffer.from([0xd4])]), Buffer.from(part, ENCODINGS[kind] ?? 'utf8')])) // biome-ignore format: one idea
}

function quoted(cell: string, kind: FileKind): string {
  return kind === 'regional' && /[;"\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/** The line of the last row of a file, the header being line 1. */
export function lastLine(file: Buffer): number {
  return file.toString('latin1').trimEnd().split('\n').length
}
