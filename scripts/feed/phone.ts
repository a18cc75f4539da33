import type { Rng } from './rng.js'

/** The shapes in which the extraction gives telephone numbers: it has no rule. */
export const PHONE_SHAPES = ['sans séparateur', 'espaces', 'points', '+33 collé', '+33 espacé', 'tirets'] as const
const SHARES = [0.7, 0.82, 0.9, 0.94, 0.97]

export interface Phone {
  readonly text: string
  /** Index in PHONE_SHAPES. */
  readonly shape: number
}

const NORTH_WEST = /^(14|22|27|28|29|35|36|37|41|44|45|49|50|53|56|61|72|76|79|85)/
const NORTH_EAST = /^(02|08|10|21|25|39|51|52|54|55|57|58|59|60|62|67|68|70|71|80|88|89|90)/
const SOUTH_WEST = /^(09|12|16|17|19|23|24|31|32|33|40|46|47|64|65|81|82|86|87)/

/** An invented number of the zone: its first six digits are of a range that the regulator keeps for works of fiction. */
export function drawPhone(rng: Rng, departement: string): Phone {
  const draw = rng.float()
  const found = SHARES.findIndex((share) => draw < share)
  const shape = found === -1 ? 5 : found
  const pairs = [zone(departement), ...fiction(departement), rng.digits(2), rng.digits(2)]
  return { text: written(pairs, shape), shape }
}

/** Ranges that the regulator keeps for audiovisual works, by zone. */
function fiction(departement: string): readonly [string, string] {
  switch (zone(departement)) {
    case '01':
      return ['99', '00']
    case '02':
      return ['61', '91']
    case '03':
      return ['53', '01']
    case '04':
      return ['65', '71']
    default:
      return ['36', '49']
  }
}

function zone(departement: string): string {
  if (/^(75|77|78|91|92|93|94|95)/.test(departement)) return '01'
  if (NORTH_WEST.test(departement) || departement === '18') return '02'
  if (NORTH_EAST.test(departement)) return '03'
  return SOUTH_WEST.test(departement) || departement.length === 3 ? '05' : '04'
}

function written(pairs: readonly string[], shape: number): string {
  switch (shape) {
    case 0:
      return pairs.join('')
    case 1:
      return pairs.join(' ')
    case 2:
      return pairs.join('.')
    case 3:
      return `+33${pairs.join('').slice(1)}`
    case 4:
      return `+33 ${pairs.join(' ').slice(1)}`
    default:
      return pairs.join('-')
  }
}
