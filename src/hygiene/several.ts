import type { Tache } from '../resources/hygiene.js'
import type { Professionnel } from '../resources/person.js'
import type { DeclaredLine } from '../store/declared-accounts.js'
import { isKeptBeside } from '../store/preferred-mailbox.js'
import { foldAddress } from '../values/index.js'
import { taskOf } from './account.js'

/**
 * The addresses that a professional has too many of: the preferred one is to be kept, and for a mixed status that of the
 * employer beside it (seed 004). Told once for each professional, with the first of his accounts of this source.
 */
export function severalTasks(account: DeclaredLine, holder: Professionnel | null, source: string): Tache[] {
  const { adresse, motifNonPublication } = account.compte
  if (holder === null || adresse === null || motifNonPublication !== null) return []
  const personal = holder.bals.filter(({ type }) => type.code === 'PER')
  const ofSource = new Set(
    personal.filter(({ provenance }) => provenance.source === source).map((one) => foldAddress(one.adresse)),
  )
  const mailboxes = distinct(personal)
  const own = mailboxes.find((one) => ofSource.has(foldAddress(one.adresse)))
  const [kept, ...others] = mailboxes
  if (kept === undefined || own === undefined || foldAddress(own.adresse) !== foldAddress(adresse)) return []
  const employer = others.find(isKeptBeside)
  return others
    .filter((one) => one !== employer)
    .map((one) => {
      const ours = ofSource.has(foldAddress(one.adresse))
      const also = employer === undefined ? '' : ` (et ${employer.adresse}, de l’établissement employeur)`
      return taskOf(account, {
        nature: 'plusieurs adresses',
        adresse: one.adresse,
        garder: kept.adresse,
        motif: `À garder : ${kept.adresse}${also}. ${kept.motifRang}`,
        action: ours
          ? 'Fermer cette boîte, après accord de la personne.'
          : 'La faire fermer par son opérateur, après accord de la personne.',
        ...(foldAddress(one.adresse) !== foldAddress(adresse) && {
          etablissement: one.structure?.identifiant ?? null,
          ligne: null,
        }),
      })
    })
}

/** A mailbox that both the national file and the source declare is one. */
function distinct<T extends { readonly adresse: string }>(mailboxes: readonly T[]): T[] {
  const seen = new Set<string>()
  return mailboxes.filter(({ adresse }) => {
    const key = foldAddress(adresse)
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
