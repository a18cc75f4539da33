import { parseArgs } from 'node:util'

const DOORS = ['magasin', 'rest', 'ldap'] as const
export type DoorName = (typeof DOORS)[number]

export interface SearchOptions {
  /** A data folder already imported, read only. */
  readonly data: string
  /** Folder of the feed that is imported meanwhile; null when none is. */
  readonly feed: string | null
  readonly count: number
  readonly seconds: number
  readonly seed: number
  readonly doors: readonly DoorName[]
  readonly details: boolean
}

export const SEARCH_USAGE = `Usage : npm run bench -- search --donnees DOSSIER --feed DOSSIER [options]

  --donnees DOSSIER   données déjà importées (ANNUAIRE_DATA_DIR), lues seulement
  --feed DOSSIER      fichiers importés pendant la seconde mesure (voir npm run feed)
  --sans-import       ne mesure qu’au repos ; --feed est alors inutile
  --requetes N        requêtes par famille (300)
  --secondes N        durée au plus d’une famille (10)
  --portes LISTE      parmi ${DOORS.join(',')} (toutes)
  --graine N          autre tirage des requêtes (1)
  --details           donne aussi les requêtes les plus lentes de chaque porte
`

/** The options, or null when they cannot be understood. */
export function searchOptions(args: readonly string[]): SearchOptions | null {
  const values = read(args)
  if (values?.donnees === undefined) return null
  const numbers = [values.requetes, values.secondes, values.graine].map(Number) as [number, number, number]
  if (numbers.some((number) => !Number.isInteger(number) || number < 1)) return null
  const named = values.portes.split(',')
  const doors = DOORS.filter((door) => named.includes(door))
  if (doors.length !== named.length) return null
  if (values.feed === undefined && !values['sans-import']) return null
  const [count, seconds, seed] = numbers
  const feed = values['sans-import'] ? null : values.feed!
  return { data: values.donnees, feed, count, seconds, seed, doors, details: values.details }
}

function read(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        donnees: { type: 'string' },
        feed: { type: 'string' },
        'sans-import': { type: 'boolean', default: false },
        requetes: { type: 'string', default: '300' },
        secondes: { type: 'string', default: '10' },
        portes: { type: 'string', default: DOORS.join(',') },
        graine: { type: 'string', default: '1' },
        details: { type: 'boolean', default: false },
      },
    }).values
  } catch {
    return null
  }
}
