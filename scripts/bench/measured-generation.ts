import { parseArgs } from 'node:util'
import { generationPath, published } from '../../src/store/generations.js'

export interface MeasuredGeneration {
  /** Folder of the data. */
  readonly data: string
  /** Tables of the generation that is published there. */
  readonly file: string
}

/**
 * The generation of a benchmark that has no other option than `--donnees`.
 * @param name of the benchmark
 * @returns null when there is none, which is told on standard error
 */
export function measuredGeneration(name: string, args: readonly string[]): MeasuredGeneration | null {
  const data = folderOf(args)
  const generation = data === null ? null : published(data)
  if (data !== null && generation !== null) return { data, file: generationPath(data, generation.id) }
  process.stderr.write(data === null ? usage(name) : `Rien n’est publié dans ${data}.\n`)
  process.exitCode = 2
  return null
}

function usage(name: string): string {
  return `Usage : npm run bench -- ${name} --donnees DOSSIER

  --donnees DOSSIER   données déjà importées (ANNUAIRE_DATA_DIR), lues seulement
`
}

function folderOf(args: readonly string[]): string | null {
  try {
    return parseArgs({ args: [...args], options: { donnees: { type: 'string' } } }).values.donnees ?? null
  } catch {
    return null
  }
}
