import type { NoticeCode } from '../../src/notices/catalog.js'
import { unknownAdeli, unknownRpps } from './identifiers.js'
import type { Rng } from './rng.js'

/** The line up to a cell of its second half left out: fewer values than the header has. */
export function truncated(rng: Rng, line: string): string {
  const cells = line.replace(/\|?\n$/, '').split('|')
  const kept = 3 + rng.below(cells.length - 5)
  return `${cells.slice(0, kept).join('|')}\n`
}

/** A PS_LibreAcces line (identifier in its first three cells) with a defect of its identifier or of its length. */
export function withFaultyIdentity(rng: Rng, code: NoticeCode, line: string, number: number): string {
  if (code === 'LIGNE_TRONQUEE') return truncated(rng, line)
  const [type, id] = line.split('|', 3) as [string, string, string]
  const rest = line.slice(type.length + 2 * id.length + type.length + 2)
  switch (code) {
    case 'IDENTIFIANT_PP_ABSENT':
      return `${type}||${rest}`
    case 'IDENTIFIANT_PP_MALFORME': {
      const wrong = malformed(rng, id)
      return `${type}|${wrong}|${type}${wrong}${rest}`
    }
    case 'PROFESSIONNEL_INCONNU': {
      const unknown = type === '8' ? unknownRpps(number) : unknownAdeli(number, '75', '93')
      return `${type}|${unknown}|${type}${unknown}${rest}`
    }
    default:
      throw new Error(`${code} is no defect of the identity`)
  }
}

/** An identifier of the wrong length or with a character that it may not have. */
export function malformed(rng: Rng, id: string): string {
  switch (rng.below(3)) {
    case 0:
      return id.slice(0, -1)
    case 1:
      return `${id}0`
    default:
      return `${id.slice(0, 3)}-${id.slice(4)}`
  }
}

/** Code and label of a savoir-faire that is none, or another profession's; null when that is not the defect. */
export function faultySkill(code: NoticeCode | null, profession: string): string | null {
  if (code === 'SAVOIR_FAIRE_INCONNU') return 'XX99|Savoir-faire hors nomenclature'
  if (code !== 'SAVOIR_FAIRE_HORS_PROFESSION') return null
  return profession === '40' ? 'SM04|Cardiologie et maladies vasculaires' : 'SCD01|Orthopédie dento-faciale'
}
