import { parseArgs } from 'node:util'
import { generationPath, published } from '../../src/store/generations.js'

export interface LinkageOptions {
  /** A data folder already imported, read only. */
  readonly data: string
  /** Tables of the generation that is published there. */
  readonly generation: string
  /** Folder of the feed that was imported. */
  readonly feed: string
  readonly seed: number
  /** Questions of each kind. */
  readonly count: number
  readonly details: boolean
}

const USAGE = `Usage : npm run bench -- rapprochement --donnees DOSSIER --feed DOSSIER [options]

  --donnees DOSSIER   données déjà importées (ANNUAIRE_DATA_DIR), lues seulement
  --feed DOSSIER      fichiers dont elles viennent (voir npm run feed)
  --graine N          autre tirage (1 ; le réglage a servi de 1, les chiffres publiés sont de 2)
  --questions N       questions de chaque sorte (500)
  --details           montre les réponses certaines et fausses, et des exemples de ce qui manque
`

/** The options, or null when they cannot be understood, which is said on standard error. */
export function linkageOptions(args: readonly string[]): LinkageOptions | null {
  const values = read(args)
  const [seed, count] = [values?.graine, values?.questions].map(Number) as [number, number]
  if (values?.donnees === undefined || values.feed === undefined || !(seed >= 1) || !(count >= 1)) return refuse(USAGE)
  const generation = published(values.donnees)
  if (generation === null) return refuse(`Rien n’est publié dans ${values.donnees}.\n`)
  const { donnees: data, feed, details } = values
  return { data, generation: generationPath(data, generation.id), feed, seed, count, details }
}

function refuse(message: string): null {
  process.stderr.write(message)
  process.exitCode = 2
  return null
}

function read(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        donnees: { type: 'string' },
        feed: { type: 'string' },
        graine: { type: 'string', default: '1' },
        questions: { type: 'string', default: '500' },
        details: { type: 'boolean', default: false },
      },
    }).values
  } catch {
    return null
  }
}
