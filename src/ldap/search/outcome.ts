import type { Control } from '../protocol/controls.js'
import type { Result } from '../protocol/encode-result.js'
import * as code from '../protocol/result-code.js'
import type { Stop } from './gather.js'

/** What a search ends with when gathering stopped as it did. */
export function outcome(stop: Stop, incomplete: boolean, controls: readonly Control[]): Result {
  switch (stop) {
    case 'enough':
      return {
        code: code.SIZE_LIMIT_EXCEEDED,
        message: 'D’autres entrées répondent à la recherche : précisez-la.',
        controls,
      }
    case 'time':
      return { code: code.TIME_LIMIT_EXCEEDED, message: 'La recherche a dépassé le temps accordé.', controls }
    case 'looked through':
      return {
        code: code.ADMIN_LIMIT_EXCEEDED,
        message:
          'Recherche trop large : donnez au moins trois lettres d’un nom, d’une ville, d’une structure ou d’une adresse.',
        controls,
      }
    default:
      return incomplete
        ? {
            code: code.SUCCESS,
            message: 'Seules les entrées trouvées par un attribut indexé sont données.',
            controls,
          }
        : { code: code.SUCCESS, controls }
  }
}
