import { setImmediate } from 'node:timers/promises'
import type { Criteria } from '../search/criteria.js'
import { and, or, term } from '../search/terms.js'
import { ANONYMOUS, type Directory } from './directory.js'

/** One search for each part of the columns that is asked all day: the others stay in the file until somebody asks. */
const WARMING: readonly Criteria[] = (
  ['departement', 'ville', 'structure', 'codePostal', 'profession', 'specialite', 'prenom', 'avecBal'] as const
).map((field) => and([term('nomComplet', 'prefix', 'ma'), term(field, 'prefix', 'a')]))
/** The same of fragments, which mailboxes alone answer. */
const WARMING_FRAGMENTS: readonly Criteria[] = (
  ['nomComplet', 'adresse', 'structure', 'service', 'description', 'titre', 'ville'] as const
).map((field) => term(field, 'infix', 'mar'))
/** What a search bar asks of people, one part at a time: each reads some columns for the first time. */
const WARMING_WORDS: readonly Criteria[] = [
  ...(['nomComplet', 'structure', 'ville', 'partieLocale', 'titre'] as const).map((field) => [
    term(field, 'infix', 'mar'),
  ]),
  [term('motNom', 'prefix', 'mar')],
  [term('nomComplet', 'infix', 'xyz'), term('departement', 'exact', '13'), term('codePostal', 'prefix', '130')],
].map((of): Criteria => ({ kind: 'words', of: [or(of)] }))

/** Asks one search after the other, with others let in between. @param isOpen false when the directory is closed meanwhile */
export async function warm(directory: Directory, isOpen: () => boolean): Promise<void> {
  const one = { after: 0, limit: 1 }
  for (const criteria of WARMING) {
    if (!isOpen()) return
    await directory.professionnels(criteria, ANONYMOUS, one)
    await directory.bals(criteria, ANONYMOUS, one)
    await setImmediate()
  }
  for (const criteria of WARMING_FRAGMENTS) {
    if (!isOpen()) return
    await directory.entrees(criteria, ANONYMOUS, one)
    await setImmediate()
  }
  for (const criteria of WARMING_WORDS) {
    if (!isOpen()) return
    await directory.professionnels(criteria, ANONYMOUS, { ...one, tiers: [] })
    await directory.bals(criteria, ANONYMOUS, { ...one, tiers: [] })
    await setImmediate()
  }
}
