import type { DeclaredLine } from '../store/declared-accounts.js'
import { fold } from '../text/fold.js'
import { hash64 } from '../text/hash.js'
import type { Task } from './account.js'

/** Accounts that are followed, to see another one for the same. */
const MOST = 500_000

/**
 * Accounts of one source that stand for the same: two of a person without number by one name in one establishment, or two
 * of one service. Those of a person with a number are told with the addresses to keep (several.ts).
 */
export class Duplicates {
  /** Address of the first account of each, by hash. */
  readonly #first = new Map<number, string>()

  tasks({ compte, cellules }: DeclaredLine): Task[] {
    const { type, nom, prenom, rpps, adeli, adresse, motifNonPublication } = compte
    if (motifNonPublication !== null || adresse === null) return []
    const isService = type === 'ORG' || type === 'APP'
    if (!isService && (rpps ?? adeli) !== null) return []
    const name = isService
      ? (cellules['service'] ?? [nom, prenom].filter((one) => one !== null).join(' '))
      : `${nom ?? ''} ${prenom ?? ''}`
    const where = cellules['finess'] ?? cellules['siret'] ?? ''
    if (fold(name) === '' || where === '') return []
    const { high, low } = hash64(`${type} ${where.replace(/\s/g, '')} ${fold(name)}`)
    const key = (high & 0x1fffff) * 0x1_0000_0000 + low
    const first = this.#first.get(key)
    if (first === undefined) {
      if (this.#first.size < MOST) this.#first.set(key, adresse)
      return []
    }
    return [
      {
        nature: 'doublon',
        garder: first,
        motif: isService
          ? 'Le même service du même établissement a déjà une boîte de ce type.'
          : 'Une personne du même nom, dans le même établissement, a déjà une boîte de ce type.',
        action: 'Vérifier qu’il s’agit bien de deux boîtes ; sinon, n’en garder qu’une.',
      },
    ]
  }
}
